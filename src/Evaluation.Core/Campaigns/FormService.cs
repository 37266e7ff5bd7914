using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;

namespace Evaluation.Core.Campaigns;

/// <summary>What is kept of a form.</summary>
/// <param name="Name">Name.</param>
/// <param name="Definition">What it asks.</param>
public sealed record FormDetails(string Name, FormDefinition Definition);

/// <summary>Keeps the forms of a campaign in preparation.</summary>
public sealed class FormService(EvaluationDbContext db)
{
    /// <summary>Most forms of a campaign.</summary>
    public const int MostForms = 20;

    /// <summary>Adds a form at the end.</summary>
    /// <returns>The outcome and, when saved, the form.</returns>
    public async Task<(EditOutcome Outcome, Guid Id)> AddAsync(Scope scope, CampaignRef which, FormDetails details, CancellationToken cancellation)
    {
        var form = new BallotForm { CampaignId = which.Id, Name = details.Name, Definition = details.Definition };
        var outcome = await db.EditCampaignAsync(scope, which, campaign =>
        {
            if (campaign.Forms.Count >= MostForms)
            {
                return EditOutcome.TooMany;
            }

            form.Order = campaign.Forms.Count;
            campaign.Forms.Add(form);
            return Checked(details);
        }, cancellation);
        return (outcome, form.Id);
    }

    /// <summary>Replaces a form. A form that cannot be used is refused as <see cref="EditOutcome.Invalid"/>.</summary>
    public Task<EditOutcome> SaveAsync(Scope scope, CampaignRef which, Guid formId, FormDetails details, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (campaign.Forms.Find(f => f.Id == formId) is not { } form)
            {
                return EditOutcome.NotFound;
            }

            form.Name = details.Name;
            form.Definition = details.Definition;
            return Checked(details);
        }, cancellation);

    /// <summary>Removes a form that no subject uses.</summary>
    public Task<EditOutcome> RemoveAsync(Scope scope, CampaignRef which, Guid formId, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (campaign.Forms.Find(f => f.Id == formId) is not { } form)
            {
                return EditOutcome.NotFound;
            }

            if (campaign.Subjects.Exists(s => s.FormId == formId))
            {
                return EditOutcome.InUse;
            }

            campaign.Forms.Remove(form);
            db.Remove(form);
            Number(campaign);
            return EditOutcome.Saved;
        }, cancellation);

    private static EditOutcome Checked(FormDetails details) => details.Definition.Problems().Any() ? EditOutcome.Invalid : EditOutcome.Saved;

    private static void Number(Campaign campaign)
    {
        foreach (var (form, i) in campaign.Forms.OrderBy(f => f.Order).Select((f, i) => (f, i)))
        {
            form.Order = i;
        }
    }
}

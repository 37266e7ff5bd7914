using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>A new campaign from a template.</summary>
/// <param name="TemplateKey">Key of the template.</param>
/// <param name="OrganizationId">The host.</param>
/// <param name="Year">The year for which its result counts.</param>
/// <param name="Title">Its title; null or empty for the template's.</param>
public sealed record NewCampaign(string TemplateKey, Guid OrganizationId, int Year, string? Title = null);

/// <summary>Basic facts of a campaign. Instants are UTC.</summary>
public sealed record CampaignBasics(
    string Title, int Year, DateTime? PlannedBegin, DateTime? PlannedEnd, bool BeginsByItself, bool EndsByItself,
    string Place, string Requirements, string TallySheetTitle, int GroupMinimum, bool ShowsRank, bool SortsByStrokes, bool HasTwoLocks, bool DecidesInPairs);

/// <summary>Makes campaigns, keeps their basic facts, and deletes them while they are in preparation.</summary>
public sealed class CampaignService(EvaluationDbContext db, TemplateLibrary templates, TimeProvider clock)
{
    /// <summary>Makes a campaign from a template, with the subjects the template takes from the roster of the host's subtree.</summary>
    /// <returns>Its identity; null when the host is outside the actor's scope or there is no such template.</returns>
    public async Task<Guid?> CreateAsync(Scope scope, NewCampaign act, CancellationToken cancellation)
    {
        var host = await db.Organizations.AsNoTracking().WhereCovered(scope, Role.Organizer).SingleOrDefaultAsync(o => o.Id == act.OrganizationId, cancellation);
        if (host is null || templates.Find(act.TemplateKey) is not { } template)
        {
            return null;
        }

        var campaign = await DraftAsync(scope, template, act, host, cancellation);
        db.Campaigns.Add(campaign);
        await db.SaveChangesAsync(cancellation);
        return campaign.Id;
    }

    /// <summary>A campaign from a template with the subjects it takes from the roster of the host's subtree, not stored yet.</summary>
    internal async Task<Campaign> DraftAsync(Scope scope, CampaignTemplate template, NewCampaign act, Organization host, CancellationToken cancellation)
    {
        var campaign = FromTemplate(template, act, host);
        var today = await TimeZones.TodayAsync(db, clock, host.Id, cancellation);
        var tree = await OrganizationTree.ReadWithinAsync(db, scope, host.Path, cancellation);
        await new RosterPicks(db, tree, new RosterSubjects(db, today)).FillAsync(campaign, template, cancellation);
        return campaign;
    }

    /// <summary>A title with {year} and {organization} filled in, cut to what a title may hold.</summary>
    public static string FillTitle(string pattern, int year, string organization)
    {
        var full = pattern
            .Replace("{year}", year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{organization}", organization, StringComparison.Ordinal);
        return (full.Length > Campaign.TitleLength ? full[..Campaign.TitleLength] : full).Trim();
    }

    /// <summary>Changes the basic facts.</summary>
    public Task<EditOutcome> SaveBasicsAsync(Scope scope, CampaignRef which, CampaignBasics basics, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            campaign.Title = basics.Title;
            campaign.Year = basics.Year;
            campaign.PlannedBegin = basics.PlannedBegin;
            campaign.PlannedEnd = basics.PlannedEnd;
            campaign.BeginsByItself = basics.BeginsByItself;
            campaign.EndsByItself = basics.EndsByItself;
            campaign.Place = basics.Place;
            campaign.Requirements = basics.Requirements;
            campaign.TallySheetTitle = basics.TallySheetTitle;
            campaign.GroupMinimum = Math.Clamp(basics.GroupMinimum, Campaign.LeastGroupMinimum, Campaign.MostGroupMinimum);
            campaign.ShowsRank = basics.ShowsRank;
            campaign.SortsByStrokes = basics.SortsByStrokes;
            campaign.HasTwoLocks = basics.HasTwoLocks;
            campaign.DecidesInPairs = basics.DecidesInPairs;
            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Deletes a campaign that is still in preparation, with all that was set up.</summary>
    public Task<EditOutcome> DeleteAsync(Scope scope, CampaignRef which, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, async campaign =>
        {
            // What the superior handed down is withdrawn by the superior; afterwards it is the host's own.
            if (await db.DirectiveBranches.AnyAsync(b => b.CampaignId == campaign.Id && b.WithdrawnAt == null, cancellation))
            {
                return EditOutcome.Locked;
            }

            await db.DirectiveBranches.Where(b => b.CampaignId == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.CampaignId, (Guid?)null), cancellation);
            await db.RehearsalCodes.Where(c => c.CampaignId == campaign.Id).ExecuteDeleteAsync(cancellation);
            // What the superior planned stays: it is of the organization's work then.
            await db.Inspections.Where(i => i.CampaignId == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.CampaignId, (Guid?)null).SetProperty(i => i.Version, i => i.Version + 1), cancellation);
            // An annulled evaluation that was to be held again with this one still is to be.
            await db.Irregularities.Where(i => i.HeldAgainId == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.HeldAgainId, (Guid?)null).SetProperty(i => i.Version, i => i.Version + 1), cancellation);
            db.RemoveRange(campaign.Subjects);
            db.RemoveRange(campaign.Pools.SelectMany(p => p.Categories));
            db.RemoveRange(campaign.Categories);
            db.RemoveRange(campaign.Pools);
            db.RemoveRange(campaign.Forms);
            db.Remove(campaign);
            return EditOutcome.Saved;
        }, cancellation);

    private Campaign FromTemplate(CampaignTemplate template, NewCampaign act, Organization host)
    {
        string Title(string pattern) => FillTitle(pattern, act.Year, host.Name);
        var campaign = new Campaign
        {
            OrganizationId = host.Id,
            Title = string.IsNullOrWhiteSpace(act.Title) ? Title(template.Basics.Title) : act.Title.Trim(),
            Year = act.Year,
            TemplateKey = template.Key,
            TallySheetTitle = Title(template.Basics.TallySheetTitle),
            Requirements = template.Basics.Requirements,
            GroupMinimum = template.Basics.GroupMinimum,
            ShowsRank = template.Basics.ShowsRank,
            SortsByStrokes = template.Basics.SortsByStrokes,
            Rules = template.Rules,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        campaign.Forms.AddRange(template.Forms.Select((f, i) => new BallotForm { CampaignId = campaign.Id, Name = f.Name, Definition = f.Definition, Order = i }));
        campaign.Categories.AddRange(template.Categories.Select((c, i) => new EvaluatorCategory
        {
            CampaignId = campaign.Id,
            Name = c.Name,
            Order = i,
            Target = c.Target,
            Spares = c.Spares,
            Issue = c.Issue,
            Weight = c.Weight,
        }));
        campaign.Pools.AddRange(template.Pools.Select((p, i) => MakePool(campaign, template, p, i)));
        return campaign;
    }

    private static EvaluatorPool MakePool(Campaign campaign, CampaignTemplate template, TemplatePool source, int order)
    {
        var pool = new EvaluatorPool { CampaignId = campaign.Id, Name = source.Name, PlannedSize = source.Size, Order = order };
        var keys = template.Categories.Select(c => c.Key).ToList();
        pool.Categories.AddRange(source.Parts.Select(part => new PoolCategory
        {
            PoolId = pool.Id,
            CategoryId = campaign.Categories[keys.IndexOf(part.Category)].Id,
            Minimum = part.Minimum,
        }));
        return pool;
    }
}

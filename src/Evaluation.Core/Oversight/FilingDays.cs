using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;

namespace Evaluation.Core.Oversight;

/// <summary>By when a superior wants to have what was not filed yet, of a campaign that was handed down.</summary>
internal sealed class FilingDays
{
    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; init; }

    /// <summary>Path of its host.</summary>
    public required string HostPath { get; init; }

    /// <summary>The day for the plan, in the host's zone; null when none was set, it is filed, or the evaluation has begun and it can be filed no more.</summary>
    public DateOnly? PlanDue { get; init; }

    /// <summary>The day for the result, in the host's zone; null when none was set, it is filed, or the result is annulled as a whole and there is nothing to file.</summary>
    public DateOnly? ResultDue { get; init; }

    /// <summary>The day for a paper.</summary>
    public DateOnly? DayOf(FilingPaper paper) => paper == FilingPaper.Plan ? PlanDue : ResultDue;

    /// <summary>Those of some campaigns.</summary>
    public static IQueryable<FilingDays> WantedOf(EvaluationDbContext db, IQueryable<Campaign> campaigns) =>
        from campaign in campaigns
        // One that is held again keeps the directive; its days are over.
        join branch in db.DirectiveBranches on campaign.Id equals branch.CampaignId
        join directive in db.Directives on campaign.DirectiveId equals directive.Id
        join host in db.Organizations on campaign.OrganizationId equals host.Id
        let hasPlan = db.Filings.Any(f => f.CampaignId == campaign.Id && f.Paper == FilingPaper.Plan && (f.State == FilingState.Filed || f.State == FilingState.Accepted))
        let hasResult = db.Filings.Any(f => f.CampaignId == campaign.Id && f.Paper == FilingPaper.Result && (f.State == FilingState.Filed || f.State == FilingState.Accepted))
        let isAnnulled = db.Irregularities.Any(i => i.CampaignId == campaign.Id && i.State == IrregularityState.Annulled && i.SubjectId == null)
        select new FilingDays
        {
            CampaignId = campaign.Id,
            HostPath = host.Path,
            PlanDue = (campaign.Stage == CampaignStage.Preparing || campaign.Stage == CampaignStage.Finalized) && !hasPlan ? directive.PlanDue : null,
            ResultDue = hasResult || isAnnulled ? null : directive.ResultDue,
        };
}

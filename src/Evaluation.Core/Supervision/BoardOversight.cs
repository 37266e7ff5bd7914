using Evaluation.Core.Data;
using Evaluation.Core.Oversight;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Supervision;

/// <summary>What lies between organizations and their superior, for the rows of a board: read with a query each, however many rows there are.</summary>
internal sealed class BoardOversight
{
    private readonly Dictionary<(Guid Campaign, FilingPaper Paper), FilingState> filings;
    private readonly Dictionary<Guid, FilingDays> days;
    private readonly Dictionary<Guid, (int Open, int Overdue)> inspections;
    private readonly Dictionary<Guid, SubjectRate?> lastYear;

    private BoardOversight(
        Dictionary<(Guid, FilingPaper), FilingState> filings, Dictionary<Guid, FilingDays> days, Dictionary<Guid, (int, int)> inspections, Dictionary<Guid, SubjectRate?> lastYear)
    {
        this.filings = filings;
        this.days = days;
        this.inspections = inspections;
        this.lastYear = lastYear;
    }

    /// <summary>Reads it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="summaries">Results in short.</param>
    /// <param name="campaigns">The campaigns that the superior covers, of all years.</param>
    /// <param name="organizations">The organizations that the superior covers.</param>
    /// <param name="at">The year, and today.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<BoardOversight> ReadAsync(
        EvaluationDbContext db, ResultSummaries summaries, IQueryable<Campaign> campaigns, IQueryable<Organization> organizations, (int Year, DateOnly Today) at, CancellationToken cancellation)
    {
        var filed = await db.Filings.Where(f => f.State != FilingState.Draft && campaigns.Any(c => c.Id == f.CampaignId && c.Year == at.Year)).Select(f => new { f.CampaignId, f.Paper, f.State }).ToListAsync(cancellation);
        var wanted = await FilingDays.WantedOf(db, campaigns.Where(c => c.Year == at.Year)).ToListAsync(cancellation);
        var inspected = await db.Inspections.Where(i => i.Year == at.Year && Inspections.OpenStates.Contains(i.State) && organizations.Any(o => o.Id == i.OrganizationId))
            .GroupBy(i => i.OrganizationId)
            .Select(g => new { g.Key, Open = g.Count(), Overdue = g.Count(i => (i.State == InspectionState.Planned && i.PlannedOn < at.Today) || (i.State == InspectionState.FollowUp && i.Deadline < at.Today)) })
            .ToListAsync(cancellation);
        var before = await campaigns.Where(c => c.Year == at.Year - 1 && CampaignStages.WithResult.Contains(c.Stage)).Select(c => new { c.Id, c.OrganizationId, c.CountedAt }).ToListAsync(cancellation);
        var results = await summaries.FindAllAsync(before.Select(c => c.Id), cancellation);
        return new BoardOversight(
            filed.ToDictionary(f => (f.CampaignId, f.Paper), f => f.State),
            wanted.ToDictionary(d => d.CampaignId),
            inspected.ToDictionary(i => i.Key, i => (i.Open, i.Overdue)),
            before.GroupBy(c => c.OrganizationId).ToDictionary(g => g.Key, g => results[g.MaxBy(c => c.CountedAt)!.Id].Lowest));
    }

    /// <summary>The row with what lies between its organization and the superior.</summary>
    /// <param name="row">The row.</param>
    /// <param name="today">Today at its organization.</param>
    public BoardRow AddTo(BoardRow row, DateOnly today)
    {
        var wanted = row.CampaignId is { } campaign ? days.GetValueOrDefault(campaign) : null;
        var (open, overdue) = inspections.GetValueOrDefault(row.OrganizationId);
        return row with
        {
            PlanFiling = StateOf(row, FilingPaper.Plan),
            ResultFiling = StateOf(row, FilingPaper.Result),
            PlanDue = wanted?.PlanDue,
            ResultDue = wanted?.ResultDue,
            FilingsOverdue = wanted is null ? [] : [.. Enum.GetValues<FilingPaper>().Where(paper => wanted.DayOf(paper) < today)],
            Inspections = open,
            InspectionsOverdue = overdue,
            LastYear = lastYear.GetValueOrDefault(row.OrganizationId),
        };
    }

    private FilingState? StateOf(BoardRow row, FilingPaper paper) => row.CampaignId is { } id && filings.TryGetValue((id, paper), out var state) ? state : null;
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Supervision;

/// <summary>
/// What a superior sees of the campaigns of the subtree: where each stands and how many have submitted; nothing of the marks before the count.
/// Rows are ordered in memory, because what is a problem is no column; a subtree has at most some thousand organizations.
/// </summary>
public sealed class BoardService(EvaluationDbContext db, ResultSummaries summaries, TimeProvider clock)
{
    private sealed record Found(Guid Id, Guid OrganizationId, string Title, CampaignStage Stage, DateTime? PlannedBegin, DateTime? PlannedEnd, bool IsHandedDown, bool IsUnopened);

    private sealed record Node(Guid Id, string Name, string Path, OrganizationKind Kind);

    /// <summary>The board of a year.</summary>
    public async Task<Board> ReadAsync(Scope scope, BoardFilter filter, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var zones = await TimeZones.ByPathAsync(db, cancellation);
        var year = filter.Year ?? TimeZoneInfo.ConvertTimeFromUtc(now, zones("")).Year;
        var covered = db.Campaigns.WhereCovered(db, scope, Role.Superior);
        var years = await covered.Select(c => c.Year).Distinct().ToListAsync(cancellation);
        var nodes = await db.Organizations.WhereCovered(scope, Role.Superior).Select(o => new Node(o.Id, o.Name, o.Path, o.Kind)).ToDictionaryAsync(n => n.Id, cancellation);
        var campaigns = await covered.Where(c => c.Year == year)
            .Select(c => new Found(
                c.Id, c.OrganizationId, c.Title, c.Stage, c.PlannedBegin, c.PlannedEnd, c.DirectiveId != null, c.Stage == CampaignStage.Preparing && db.DirectiveBranches.Any(b => b.CampaignId == c.Id && b.OpenedAt == null && b.WithdrawnAt == null))).ToListAsync(cancellation);
        // Stages are stored by name, so the database cannot order them.
        var begun = covered.Where(c => c.Year == year && (c.Stage == CampaignStage.Open || c.Stage == CampaignStage.Ended || CampaignStages.WithResult.Contains(c.Stage)));
        var turnout = await TurnoutAsync(begun, cancellation);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zones("")));
        var outcomes = await OutcomesAsync(covered.Where(c => c.Year == year), today, cancellation);
        var results = await summaries.FindAllAsync(campaigns.Where(c => c.Stage.HasResult()).Select(c => c.Id), cancellation);
        var rows = new List<(BoardRow Row, string Path)>();
        foreach (var campaign in campaigns)
        {
            var node = nodes[campaign.OrganizationId];
            var row = RowOf(campaign, node, zones(node.Path), now, turnout.GetValueOrDefault(campaign.Id) ?? [], results.GetValueOrDefault(campaign.Id));
            rows.Add((row with { Outcomes = outcomes.GetValueOrDefault(campaign.Id) ?? row.Outcomes }, node.Path));
        }

        rows.AddRange((await NotStartedAsync(scope, year, nodes.Values, cancellation)).Select(n => (new BoardRow(n.Id, n.Name, BoardState.NotStarted), n.Path)));
        var oversight = await BoardOversight.ReadAsync(db, summaries, covered, db.Organizations.WhereCovered(scope, Role.Superior), (year, today), cancellation);
        rows = [.. rows.Select(r => (oversight.AddTo(r.Row, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zones(r.Path)))), r.Path))];
        return BoardOf(year, [.. years.Append(year).Distinct().OrderDescending()], rows, filter);
    }

    private static Board BoardOf(int year, IReadOnlyList<int> years, List<(BoardRow Row, string Path)> rows, BoardFilter filter)
    {
        var search = SearchText.Fold(filter.Search ?? "");
        var shown = rows
            .Where(r => filter.State is null || r.Row.State == filter.State)
            .Where(r => search.Length == 0 || SearchText.Fold(r.Row.Organization).Contains(search, StringComparison.Ordinal) || SearchText.Fold(r.Row.Title).Contains(search, StringComparison.Ordinal))
            .OrderBy(r => Severity(r.Row)).ThenBy(r => r.Row.State).ThenBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Row.CampaignId)
            .Select(r => r.Row).ToList();
        return new Board(
            year,
            years,
            rows.Select(r => r.Row.OrganizationId).Distinct().Count(),
            rows.Where(r => r.Row.State != BoardState.NotStarted).Select(r => r.Row.OrganizationId).Distinct().Count(),
            rows.CountBy(r => r.Row.State).ToDictionary(g => g.Key, g => g.Value),
            rows.Count(r => r.Row.IsOverdue),
            new BoardOutcomes(rows.Sum(r => r.Row.Outcomes.Proposed), rows.Sum(r => r.Row.Outcomes.ForDecision), rows.Sum(r => r.Row.Outcomes.Open), rows.Sum(r => r.Row.Outcomes.Overdue)),
            shown.ToPage(filter.Page, Board.PageSize))
        {
            FilingsWaiting = rows.Sum(r => r.Row.FilingsWaiting),
            FilingsOverdue = rows.Sum(r => r.Row.FilingsOverdue.Count),
            // An organization with two campaigns has two rows and one list of inspections.
            InspectionsOverdue = rows.DistinctBy(r => r.Row.OrganizationId).Sum(r => r.Row.InspectionsOverdue),
        };
    }

    // What needs somebody first; before all else what was handed down and has not begun.
    private static int Severity(BoardRow row) => row switch
    {
        { IsHandedDown: true, State: BoardState.NotStarted or BoardState.Preparing or BoardState.Finalized } => -1,
        { IsOverdue: true } or { Outcomes.Overdue: > 0 } or { InspectionsOverdue: > 0 } or { FilingsOverdue.Count: > 0 } => 0,
        { State: BoardState.Ended } => 1,
        { Outcomes.Undecided: > 0 } or { Result.IsFull: true } or { FilingsWaiting: > 0 } => 2,
        { State: BoardState.Open } when row.UnderMinimum.Any() => 3,
        { State: BoardState.NotStarted } => 4,
        _ => 5,
    };

    private static BoardRow RowOf(Found campaign, Node node, TimeZoneInfo zone, DateTime now, IReadOnlyList<BoardTurnout> turnout, ResultSummary? result)
    {
        var awaited = campaign.Stage switch
        {
            CampaignStage.Preparing or CampaignStage.Finalized => campaign.PlannedBegin,
            CampaignStage.Open => campaign.PlannedEnd,
            _ => null,
        };
        var planned = awaited is { } moment ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone)) : (DateOnly?)null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        return new BoardRow(node.Id, node.Name, campaign.IsUnopened ? BoardState.NotStarted : BoardStates.Of(campaign.Stage))
        {
            IsHandedDown = campaign.IsHandedDown,
            CampaignId = campaign.Id,
            Title = campaign.Title,
            Planned = planned,
            DaysLeft = planned?.DayNumber - today.DayNumber,
            Turnout = turnout,
            Result = result,
        };
    }

    private async Task<Dictionary<Guid, List<BoardTurnout>>> TurnoutAsync(IQueryable<Campaign> campaigns, CancellationToken cancellation)
    {
        var categories = await db.EvaluatorCategories.Where(x => campaigns.Any(c => c.Id == x.CampaignId)).OrderBy(x => x.Order)
            .Select(x => new { x.Id, x.CampaignId, x.Name, x.Target }).ToListAsync(cancellation);
        var minimums = await db.EvaluatorPools.Where(p => campaigns.Any(c => c.Id == p.CampaignId)).SelectMany(p => p.Categories)
            .GroupBy(pc => pc.CategoryId).Select(g => new { g.Key, Minimum = g.Max(pc => pc.Minimum) }).ToDictionaryAsync(g => g.Key, g => g.Minimum, cancellation);
        var boxes = db.BallotBoxes.Where(b => campaigns.Any(c => c.Id == b.CampaignId));
        var used = await db.AccessCodes.Where(c => c.State == CodeState.Used && boxes.Any(b => b.Id == c.BoxId))
            .GroupBy(c => c.CategoryId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return categories.GroupBy(x => x.CampaignId).ToDictionary(
            g => g.Key,
            g => g.Select(x => new BoardTurnout(x.Name, x.Target, minimums.GetValueOrDefault(x.Id), used.GetValueOrDefault(x.Id))).ToList());
    }

    private async Task<Dictionary<Guid, BoardOutcomes>> OutcomesAsync(IQueryable<Campaign> campaigns, DateOnly today, CancellationToken cancellation)
    {
        var undecided = await db.Determinations.Where(d => d.State == DeterminationState.Proposed && !d.IsWithheld && campaigns.Any(c => c.Id == d.CampaignId && c.Stage == CampaignStage.Counted))
            .GroupBy(d => d.CampaignId).Select(g => new { g.Key, Applies = g.Count(d => d.Outcome == RuleOutcome.Applies), All = g.Count() }).ToDictionaryAsync(g => g.Key, cancellation);
        var tasks = await db.Consequences.Where(t => Consequences.OpenStates.Contains(t.State) && campaigns.Any(c => c.Id == t.CampaignId && c.Stage == CampaignStage.Counted))
            .GroupBy(t => t.CampaignId)
            .Select(g => new { g.Key, Open = g.Count(), Overdue = g.Count(t => t.State != ConsequenceState.Submitted && t.Deadline < today) }).ToDictionaryAsync(g => g.Key, cancellation);
        return undecided.Keys.Union(tasks.Keys).ToDictionary(id => id, id =>
        {
            var (waiting, running) = (undecided.GetValueOrDefault(id), tasks.GetValueOrDefault(id));
            return new BoardOutcomes(waiting?.Applies ?? 0, (waiting?.All ?? 0) - (waiting?.Applies ?? 0), running?.Open ?? 0, running?.Overdue ?? 0);
        });
    }

    // Whoever is evaluated in a campaign held above is not asked to hold another (D4, D5: not twice over), and whoever supervises does not supervise itself.
    private async Task<IEnumerable<Node>> NotStartedAsync(Scope scope, int year, IEnumerable<Node> nodes, CancellationToken cancellation)
    {
        var hosts = await db.Campaigns.Where(c => c.Year == year).Select(c => c.OrganizationId)
            .Union(db.Subjects.Where(s => s.MemberId == null && db.Campaigns.Any(c => c.Id == s.CampaignId && c.Year == year)).Select(s => s.OrganizationId))
            .Union(db.RoleAssignments.Where(r => r.UserId == scope.UserId && r.Role == Role.Superior).Select(r => r.OrganizationId))
            .ToListAsync(cancellation);
        var taken = hosts.ToHashSet();
        return nodes.Where(n => OrganizationKinds.Hosting.Contains(n.Kind) && !taken.Contains(n.Id));
    }
}

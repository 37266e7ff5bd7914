using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Supervision;

/// <summary>Holds the counted results of a subtree against each other: the subjects of a year, and a subject over the years. Worked out in memory from results in short.</summary>
public sealed class ComparisonService(EvaluationDbContext db, ResultSummaries summaries)
{
    /// <summary>Most years that stand side by side.</summary>
    public const int MostYears = 6;

    private sealed record Found(Guid Id, string Title, int Year, string Host, string Path);

    /// <summary>The years with results within the scope, the latest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(Scope scope, CancellationToken cancellation) =>
        await Counted(scope).Select(c => c.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancellation);

    /// <summary>The results of a year: by kind and formula, the best first, what has no rate last.</summary>
    public async Task<IReadOnlyList<ComparedResult>> OfYearAsync(Scope scope, int year, ComparisonFilter filter, CancellationToken cancellation) =>
    [
        .. (await ReadAsync(scope, [year], cancellation)).Where(r => Fits(r, filter))
            .OrderBy(r => r.Subject.Kind).ThenBy(r => r.Metric is null).ThenBy(r => r.Metric is { } metric ? ComparedResult.FormulaOf(metric).ToString() : "", StringComparer.Ordinal)
            .ThenBy(r => r.Rank).ThenBy(r => r.HostPath, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.CampaignId),
    ];

    /// <summary>The subjects over the latest <see cref="MostYears"/> years with results: by kind, host and name.</summary>
    public async Task<(IReadOnlyList<int> Years, IReadOnlyList<Trend> Trends)> TrendsAsync(Scope scope, ComparisonFilter filter, CancellationToken cancellation)
    {
        var years = (await YearsAsync(scope, cancellation)).Take(MostYears).ToList();
        var trends = (await ReadAsync(scope, years, cancellation)).GroupBy(r => r.Subject)
            .Select(g => g.OrderByDescending(r => r.Year).ThenBy(r => r.CampaignId).ToList())
            .Where(g => g.Exists(r => Fits(r, filter)))
            .OrderBy(g => g[0].Subject.Kind).ThenBy(g => g[0].HostPath, StringComparer.Ordinal).ThenBy(g => g[0].Name, StringComparer.Ordinal).ThenBy(g => g[0].Subject.Id)
            .Select(g => new Trend(g[0].Subject, g[0].Name, g[0].Detail, g));
        return (years, [.. trends]);
    }

    private static bool Fits(ComparedResult result, ComparisonFilter filter)
    {
        var search = SearchText.Fold(filter.Search ?? "");
        return (filter.Kind is null || result.Subject.Kind == filter.Kind)
            && (search.Length == 0 || SearchText.Fold(result.Name + "\n" + result.Host + "\n" + result.Campaign).Contains(search, StringComparison.Ordinal));
    }

    private async Task<List<ComparedResult>> ReadAsync(Scope scope, IReadOnlyList<int> years, CancellationToken cancellation)
    {
        var counted = Counted(scope).Where(c => years.Contains(c.Year));
        var campaigns = await counted.Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => new Found(c.Id, c.Title, c.Year, o.Name, o.Path)).ToListAsync(cancellation);
        var subjects = await db.Subjects.Where(s => counted.Any(c => c.Id == s.CampaignId)).Select(s => new { s.Id, Who = s.MemberId ?? s.OrganizationId }).ToDictionaryAsync(s => s.Id, s => s.Who, cancellation);
        var consequences = (await db.Consequences.Where(q => q.State != ConsequenceState.Annulled && counted.Any(c => c.Id == q.CampaignId)).Select(q => new { q.SubjectId, q.Kind }).Distinct().ToListAsync(cancellation))
            .ToLookup(q => q.SubjectId, q => q.Kind);
        var results = await summaries.FindAllAsync(campaigns.Select(c => c.Id), cancellation);
        var rows =
            from campaign in campaigns
            from figure in results[campaign.Id].Figures
            let subject = figure.Subject
            select new ComparedResult(new ComparedSubject(subject.Kind, subjects[subject.Id]), subject.Name, subject.Detail, campaign.Year, campaign.Id, campaign.Title, campaign.Host, campaign.Path)
            {
                Metric = figure.Metric,
                Rate = figure.Rate,
                Valid = figure.Valid,
                Consequences = [.. consequences[subject.Id].Order()],
            };
        return [.. rows.GroupBy(r => (r.Year, r.Subject.Kind, Formula: r.Metric is { } metric ? ComparedResult.FormulaOf(metric) : default)).SelectMany(Ranked)];
    }

    // Equal rates share a place: 1, 1, 3.
    private static IEnumerable<ComparedResult> Ranked(IEnumerable<ComparedResult> group)
    {
        var rows = group.OrderByDescending(r => r.Rate ?? default).ToList();
        var ranked = rows.Count(r => r.Rate is not null);
        var rank = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            rank = i > 0 && rows[i].Rate == rows[i - 1].Rate ? rank : i + 1;
            yield return rows[i].Rate is null ? rows[i] : rows[i] with { Rank = rank, Ranked = ranked };
        }
    }

    private IQueryable<Campaign> Counted(Scope scope) =>
        db.Campaigns.WhereCovered(db, scope, Role.Organizer, Role.Superior).Where(c => CampaignStages.WithResult.Contains(c.Stage));
}

using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Core.Supervision;

/// <summary>Results in short. A counted result never changes, so each node keeps those it worked out; what was annulled since is left out.</summary>
public sealed class ResultSummaries(EvaluationDbContext db, ResultService results, IMemoryCache cache)
{
    // Campaigns read at once: their layouts and counts lie in memory together.
    private const int AtOnce = 50;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The results of campaigns in short, by campaign, without what is annulled; one that is not counted is absent. A handful of queries, however many there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, ResultSummary>> FindAllAsync(IEnumerable<Guid> campaignIds, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, ResultSummary>();
        var unknown = new List<Guid>();
        foreach (var id in campaignIds)
        {
            if (cache.TryGetValue<ResultSummary>(KeyOf(id), out var known))
            {
                found[id] = known!;
            }
            else
            {
                unknown.Add(id);
            }
        }

        foreach (var some in unknown.Chunk(AtOnce))
        {
            foreach (var (id, result) in await results.FindAllAsync(some, cancellation))
            {
                cache.Set(KeyOf(id), found[id] = Of(result), Kept);
            }
        }

        await WithoutAnnulledAsync(found, cancellation);
        return found;
    }

    /// <summary>A result in short. What is not valid for want of a quorum is no part of it.</summary>
    public static ResultSummary Of(CampaignResult result) => ResultSummary.Of([.. result.Pools.Where(p => !p.IsInvalid).SelectMany(p => p.Subjects.Select(s => p.IsWithheld
        ? new SubjectFigure(s.Subject, null, null, null)
        : new SubjectFigure(s.Subject, HasRate(s) ? s.Rate!.Metric : null, HasRate(s) ? s.Rate!.Rate : null, s.Tally.Valid)))]);

    // Asked anew each time: a result is annulled long after it was counted.
    private async Task WithoutAnnulledAsync(Dictionary<Guid, ResultSummary> found, CancellationToken cancellation)
    {
        var ids = found.Keys.ToList();
        var annulled = await db.Irregularities.Where(i => i.State == IrregularityState.Annulled && ids.Contains(i.CampaignId)).Select(i => new { i.CampaignId, i.SubjectId }).ToListAsync(cancellation);
        foreach (var campaign in annulled.GroupBy(a => a.CampaignId, a => a.SubjectId))
        {
            found[campaign.Key] = ResultSummary.Of([.. found[campaign.Key].Figures.Where(f => !campaign.Contains(null) && !campaign.Contains(f.Subject.Id))]);
        }
    }

    // Of a form that lacks the metric's grades it would show 0 % and mean nothing.
    private static bool HasRate(SubjectResult subject) => subject.Rate?.Rate is not null && subject.Rate.Metric.Fits(subject.Tally.Form);

    private static (string, Guid) KeyOf(Guid campaignId) => (nameof(ResultSummaries), campaignId);
}

using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Tallying;
using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Core.Supervision;

/// <summary>Results in short. A counted result never changes, so each node keeps those it worked out.</summary>
public sealed class ResultSummaries(ResultService results, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The result of a campaign in short; null before the count.</summary>
    public async Task<ResultSummary?> FindAsync(Guid campaignId, CancellationToken cancellation)
    {
        var key = (nameof(ResultSummaries), campaignId);
        if (cache.TryGetValue<ResultSummary>(key, out var known))
        {
            return known;
        }

        if (await results.FindAsync(campaignId, cancellation) is not { } counted)
        {
            return null;
        }

        var summary = Of(counted.Result);
        cache.Set(key, summary, Kept);
        return summary;
    }

    /// <summary>A result in short.</summary>
    public static ResultSummary Of(CampaignResult result)
    {
        var subjects = result.Pools.Where(p => !p.IsWithheld).SelectMany(p => p.Subjects).ToList();
        var organizations = subjects.Where(s => !s.Subject.Kind.IsPerson()).ToList();
        var rates = (organizations.Count > 0 ? organizations : subjects)
            .Where(s => s.Rate?.Rate is not null && s.Rate.Metric.Fits(s.Tally.Form))
            .Select(s => new SubjectRate(s.Subject.Name, s.Rate!.Rate!.Value)).ToList();
        return new ResultSummary(rates.MinBy(r => r.Rate), rates.Count);
    }
}

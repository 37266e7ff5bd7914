using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Tallying;
using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Core.Supervision;

/// <summary>Results in short. A counted result never changes, so each node keeps those it worked out.</summary>
public sealed class ResultSummaries(ResultService results, IMemoryCache cache)
{
    // Campaigns read at once: their layouts and counts lie in memory together.
    private const int AtOnce = 50;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>The results of campaigns in short, by campaign; one that is not counted is absent. A handful of queries, however many there are.</summary>
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

        return found;
    }

    /// <summary>A result in short.</summary>
    public static ResultSummary Of(CampaignResult result)
    {
        var subjects = result.Pools.Where(p => !p.IsWithheld).SelectMany(p => p.Subjects).ToList();
        var organizations = subjects.Where(s => !s.Subject.Kind.IsPerson()).ToList();
        var rates = (organizations.Count > 0 ? organizations : subjects)
            .Where(HasRate)
            .Select(s => new SubjectRate(s.Subject.Name, s.Rate!.Rate!.Value)).ToList();
        return new ResultSummary(rates.MinBy(r => r.Rate), rates.Count)
        {
            Figures = [.. result.Pools.SelectMany(p => p.Subjects.Select(s => p.IsWithheld
                ? new SubjectFigure(s.Subject, null, null, null)
                : new SubjectFigure(s.Subject, HasRate(s) ? s.Rate!.Metric : null, HasRate(s) ? s.Rate!.Rate : null, s.Tally.Valid)))],
        };
    }

    // Of a form that lacks the metric's grades it would show 0 % and mean nothing.
    private static bool HasRate(SubjectResult subject) => subject.Rate?.Rate is not null && subject.Rate.Metric.Fits(subject.Tally.Form);

    private static (string, Guid) KeyOf(Guid campaignId) => (nameof(ResultSummaries), campaignId);
}

using Evaluation.Domain.Ballots;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tallying;

/// <summary>A group of categories as one pool sees it.</summary>
/// <param name="Categories">The group's categories that belong to the pool.</param>
/// <param name="Weight">Sum of their weights.</param>
/// <param name="Sheets">Sum of their sheets.</param>
/// <param name="Due">Sum of their planned evaluators.</param>
/// <param name="Present">Sum of those present.</param>
public sealed record PoolGroup(IReadOnlyList<CountedCategory> Categories, Fraction Weight, SheetCounts Sheets, int Due, int Present);

/// <summary>The result of one subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Tally">Its counts; its groups stand in the order of the pool's groups.</param>
/// <param name="Values">Every metric of the rule set for the overall question.</param>
/// <param name="Determinations">The rules that apply, as proposals.</param>
public sealed record SubjectResult(
    LayoutSubject Subject,
    SubjectTally Tally,
    IReadOnlyList<MetricValue> Values,
    IReadOnlyList<Determination> Determinations)
{
    /// <summary>The metric shown as the subject's rate: the rule set's first; null when it has none.</summary>
    public MetricValue? Rate => Values.Count > 0 ? Values[0] : null;
}

/// <summary>The result of one pool.</summary>
/// <param name="Index">Index of the pool in the layout.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Groups">Its groups of categories.</param>
/// <param name="Subjects">Its subjects in order.</param>
/// <param name="IsWithheld">Whether the pool as a whole is under the group minimum.</param>
public sealed record PoolResult(int Index, LayoutPool Pool, IReadOnlyList<PoolGroup> Groups, IReadOnlyList<SubjectResult> Subjects, bool IsWithheld)
{
    /// <summary>Whether its result is not valid, because fewer were present or returned their sheets than the quorum asks for: no rule applies, and the evaluation is to be held again.</summary>
    public bool IsInvalid { get; init; }

    /// <summary>Sheets of the whole pool.</summary>
    public SheetCounts Sheets => new(Groups.Sum(g => g.Sheets.Issued), Groups.Sum(g => g.Sheets.Returned), Groups.Sum(g => g.Sheets.Valid));

    /// <summary>Planned evaluators of the whole pool.</summary>
    public int Due => Groups.Sum(g => g.Due);

    /// <summary>Present of the whole pool.</summary>
    public int Present => Groups.Sum(g => g.Present);
}

/// <summary>The result of a campaign, worked out from the stored counts alone: the same input gives the same result on every screen and sheet.</summary>
/// <param name="Layout">The frozen layout.</param>
/// <param name="Plan">What was fixed at the count.</param>
/// <param name="Rules">The frozen rules.</param>
/// <param name="Pools">The pools in order.</param>
public sealed record CampaignResult(BallotLayout Layout, CountPlan Plan, RuleSet Rules, IReadOnlyList<PoolResult> Pools)
{
    /// <summary>Works the result out.</summary>
    /// <param name="layout">The frozen layout.</param>
    /// <param name="plan">What was fixed at the count.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="counts">Counts of every subject and group of the plan; a group without slips may be absent.</param>
    public static CampaignResult Of(BallotLayout layout, CountPlan plan, RuleSet rules, IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> counts)
    {
        var pools = new List<PoolResult>(layout.Pools.Count);
        for (var index = 0; index < layout.Pools.Count; index++)
        {
            var groups = new List<(int Index, PoolGroup Group)>();
            for (var group = 0; group < plan.Groups.Count; group++)
            {
                var members = plan.Groups[group].Where(c => layout.Categories[c].Pools.Contains(index)).Select(c => plan.Categories[c]).ToList();
                if (members.Count > 0)
                {
                    groups.Add((group, GroupOf(members)));
                }
            }

            var subjects = layout.Pools[index].Subjects.Select(subject => ResultOf(subject, layout, rules, groups, counts)).ToList();
            var pool = new PoolResult(index, layout.Pools[index], [.. groups.Select(g => g.Group)], subjects, plan.WithheldPools.Contains(index));
            pools.Add(rules.Quorum?.IsReached((pool.Sheets.Returned, pool.Sheets.Issued), (pool.Present, pool.Due)) == false
                ? pool with { IsInvalid = true, Subjects = [.. subjects.Select(s => s with { Determinations = [] })] }
                : pool);
        }

        return new CampaignResult(layout, plan, rules, pools);
    }

    private static PoolGroup GroupOf(List<CountedCategory> members) => new(
        members,
        members.Aggregate(Fraction.Zero, (sum, c) => sum + c.Weight),
        new SheetCounts(members.Sum(c => c.Issued), members.Sum(c => c.Returned), members.Sum(c => c.Valid)),
        members.Sum(c => c.Due),
        members.Sum(c => c.Present));

    private static SubjectResult ResultOf(
        LayoutSubject subject,
        BallotLayout layout,
        RuleSet rules,
        List<(int Index, PoolGroup Group)> groups,
        IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> counts)
    {
        var form = layout.Forms[subject.Form];
        var tally = new SubjectTally(form, [.. groups.Select(g => new GroupCounts(
            g.Index,
            counts.TryGetValue((subject.Id, g.Index), out var found)
                ? found
                : [.. form.Questions.Select(_ => new MarkCounts(form.Scale.Count))]))]);
        var sheets = groups.Select(g => g.Group.Sheets).ToList();
        var weights = groups.Select(g => g.Group.Weight).ToList();
        var values = rules.Metrics.Select(metric => MetricValue.Of(metric, tally, sheets, weights)).ToList();
        return new SubjectResult(subject, tally, values, Determination.Apply(rules, subject.Kind, values));
    }
}

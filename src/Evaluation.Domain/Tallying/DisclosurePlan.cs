namespace Evaluation.Domain.Tallying;

/// <summary>What a category contributed, for the disclosure plan.</summary>
/// <param name="Pools">Indexes of the pools it belongs to.</param>
/// <param name="Submissions">Sheets it submitted.</param>
public sealed record CategorySubmissions(IReadOnlyCollection<int> Pools, int Submissions);

/// <summary>
/// Which categories are shown together, fixed once per box at the count: in every pool each group has no submission at all or at least
/// the group minimum, so that neither a group's own figures nor any subtraction gives a smaller group away (docs/secrecy.md).
/// </summary>
public sealed record DisclosurePlan
{
    private DisclosurePlan(IReadOnlyList<IReadOnlyList<int>> groups, IReadOnlyCollection<int> withheldPools)
    {
        Groups = groups;
        WithheldPools = withheldPools;
    }

    /// <summary>The groups: indexes of categories, each category in exactly one group, in order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    /// <summary>Indexes of pools that as a whole are under the minimum: only those who must decide see their counts.</summary>
    public IReadOnlyCollection<int> WithheldPools { get; }

    /// <summary>
    /// Makes the plan. A group that is too small in any of its pools is merged with the next that submitted there, or with the one before
    /// when none follows, until none is too small or a pool has nothing left to merge.
    /// </summary>
    /// <param name="categories">The categories in their frozen order.</param>
    /// <param name="minimums">The group minimum of each pool, at least 1.</param>
    public static DisclosurePlan Make(IReadOnlyList<CategorySubmissions> categories, IReadOnlyList<int> minimums)
    {
        if (minimums.Any(m => m < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(minimums));
        }

        var groups = Enumerable.Range(0, categories.Count).Select(i => new List<int> { i }).ToList();

        int In(List<int> group, int pool) => group.Where(c => categories[c].Pools.Contains(pool)).Sum(c => categories[c].Submissions);
        bool IsTooSmall(List<int> group, int pool) => In(group, pool) is > 0 and var count && count < minimums[pool];

        while (FindMerge() is var (small, partner) && small >= 0)
        {
            var (first, second) = (Math.Min(small, partner), Math.Max(small, partner));
            groups[first].AddRange(groups[second]);
            groups[first].Sort();
            groups.RemoveAt(second);
        }

        var withheld = Enumerable.Range(0, minimums.Count)
            .Where(pool => groups.Sum(group => In(group, pool)) < minimums[pool])
            .ToHashSet();
        return new DisclosurePlan([.. groups.OrderBy(g => g[0])], withheld);

        (int Small, int Partner) FindMerge()
        {
            for (var i = 0; i < groups.Count; i++)
            {
                for (var pool = 0; pool < minimums.Count; pool++)
                {
                    if (!IsTooSmall(groups[i], pool))
                    {
                        continue;
                    }

                    for (var step = 1; step < groups.Count; step++)
                    {
                        // The next ones first; after the last the search goes on with the nearest before.
                        var partner = i + step < groups.Count ? i + step : groups.Count - 1 - step;
                        if (partner != i && partner >= 0 && In(groups[partner], pool) > 0)
                        {
                            return (i, partner);
                        }
                    }
                }
            }

            return (-1, -1);
        }
    }
}

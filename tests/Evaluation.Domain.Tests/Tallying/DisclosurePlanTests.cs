using Evaluation.Domain.Tallying;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Tallying;

public sealed class DisclosurePlanTests
{
    private sealed record Case(CategorySubmissions[] Categories, int Pools, int Minimum)
    {
        public override string ToString() =>
            $"{Pools} pools, at least {Minimum}: " + string.Join("; ", Categories.Select(c => $"{string.Join('+', c.Pools)}={c.Submissions}"));
    }

    private static readonly Arbitrary<Case> Cases =
        (from pools in Gen.Choose(1, 4)
         from minimum in Gen.Choose(1, 6)
         from categories in
             (from mask in Gen.Choose(1, (1 << pools) - 1)
              from submissions in Gen.Choose(0, 9)
              select new CategorySubmissions([.. Enumerable.Range(0, pools).Where(p => (mask & (1 << p)) != 0)], submissions)).ListOf()
         select new Case([.. categories.Take(8)], pools, minimum)).ToArbitrary();

    [Fact]
    public void Make_AnyCategories_PutsEachInExactlyOneGroup() => Prop.ForAll(Cases, c =>
        Make(c).Groups.SelectMany(g => g).Order().SequenceEqual(Enumerable.Range(0, c.Categories.Length))).MustHold(3000);

    [Fact]
    public void Make_AnyCategories_KeepsTheFrozenOrder() => Prop.ForAll(Cases, c =>
        Make(c).Groups.All(g => g.SequenceEqual(g.Order())) && Make(c).Groups.Select(g => g[0]).SequenceEqual(Make(c).Groups.Select(g => g[0]).Order())).MustHold(3000);

    [Fact]
    public void Make_AnyCategories_LeavesNoGroupUnderTheMinimumInAPoolThatIsShown() => Prop.ForAll(Cases, c =>
    {
        var plan = Make(c);
        return Enumerable.Range(0, c.Pools).Except(plan.WithheldPools)
            .All(pool => plan.Groups.All(g => IsNobodyOrEnough(c, In(c, g, pool))));
    }).MustHold(3000);

    [Fact]
    public void Make_AnyCategories_LetsNoSubtractionGiveASmallerGroupAway() => Prop.ForAll(Cases, c =>
    {
        // Whatever is taken from the total, or put together: what remains is nobody or at least the minimum.
        var plan = Make(c);
        return Enumerable.Range(0, c.Pools).Except(plan.WithheldPools).All(pool =>
            Enumerable.Range(0, 1 << plan.Groups.Count).All(subset =>
                IsNobodyOrEnough(c, plan.Groups.Where((_, i) => (subset & (1 << i)) != 0).Sum(g => In(c, g, pool)))));
    }).MustHold(3000);

    [Fact]
    public void Make_AnyCategories_WithholdsExactlyThePoolsUnderTheMinimum() => Prop.ForAll(Cases, c =>
        Enumerable.Range(0, c.Pools).All(pool => Make(c).WithheldPools.Contains(pool) == (In(c, Enumerable.Range(0, c.Categories.Length), pool) < c.Minimum))).MustHold(3000);

    [Fact]
    public void Make_CategoriesThatAreLargeEnough_MergesNone() => Prop.ForAll(Cases, c =>
        c.Categories.Any(x => x.Submissions > 0 && x.Submissions < c.Minimum) || Make(c).Groups.All(g => g.Count == 1)).MustHold(3000);

    [Fact]
    public void Make_SmallCategory_IsMergedWithTheNext() => Assert.Equal("0 | 1+2", Groups(5, (9, [0]), (2, [0]), (6, [0])));

    [Fact]
    public void Make_SmallLastCategory_IsMergedWithTheOneBefore() => Assert.Equal("0 | 1+2", Groups(5, (9, [0]), (6, [0]), (2, [0])));

    [Fact]
    public void Make_CategoryWithoutSubmissions_StandsAlone() => Assert.Equal("0+2 | 1", Groups(5, (2, [0]), (0, [0]), (6, [0])));

    [Fact]
    public void Make_NextCategoryOfAnotherPool_IsPassedOver() => Assert.Equal("0+2 | 1", Groups(5, (2, [0]), (9, [1]), (6, [0])));

    [Fact]
    public void Make_ExactlyTheMinimum_StandsAlone() => Assert.Equal("0 | 1", Groups(5, (5, [0]), (5, [0])));

    [Fact]
    public void Make_BureauWithItsSharedStaff_ListsAllThree() =>
        // Staff who are members (20) in both pools, park heads (7) and service recipients (6) in the first, recipients of the branch (5) in the second.
        Assert.Equal("0 | 1 | 2 | 3", Groups(5, (20, [0, 1]), (7, [0]), (6, [0]), (5, [1])));

    [Fact]
    public void Make_MinimumUnderOne_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => DisclosurePlan.Make([], [5, 0]));

    private static DisclosurePlan Make(Case c) => DisclosurePlan.Make(c.Categories, [.. Enumerable.Repeat(c.Minimum, c.Pools)]);

    private static bool IsNobodyOrEnough(Case c, int count) => count == 0 || count >= c.Minimum;

    private static int In(Case c, IEnumerable<int> group, int pool) => group.Where(i => c.Categories[i].Pools.Contains(pool)).Sum(i => c.Categories[i].Submissions);

    private static string Groups(int minimum, params (int Submissions, int[] Pools)[] categories)
    {
        var plan = DisclosurePlan.Make([.. categories.Select(c => new CategorySubmissions(c.Pools, c.Submissions))], [.. Enumerable.Repeat(minimum, categories.Max(c => c.Pools.Max()) + 1)]);
        return string.Join(" | ", plan.Groups.Select(g => string.Join('+', g)));
    }
}

using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests.Tallying;

public sealed class TallierTests
{
    private static readonly BallotLayout Layout = Layouts.Bureau2;

    // Marks of the staff's sheet: 局党组 (3 questions), 机关党支部 (3), 甲 (1), 乙 (1).
    private static readonly BallotContent[] Contents =
    [
        new(0, "12-" + "444" + "1" + "6", []),
        new(0, "111" + "4-1" + "5" + "2", []),
        new(1, "222", []),
        new(2, "333" + "-" + "1", []),
    ];

    [Fact]
    public void Count_SharedCategory_FillsBothPoolsFromOneSheet()
    {
        var counts = Tallier.Count(Layout, Layouts.PlanOf(Layout), Contents, Ids(4)).Counts;

        Assert.Equal("1,1,0,0,0", counts[(Id(0, 0), 0)][2].ToString());
        Assert.Equal("0,2,0,0,0", counts[(Id(0, 0), 0)][0].ToString());
        Assert.Equal("0,0,0,0,2", counts[(Id(1, 0), 0)][0].ToString());
        Assert.Equal("0,0,1,0,0", counts[(Id(0, 0), 1)][0].ToString());
        Assert.DoesNotContain((Id(1, 0), 1), counts.Keys);
    }

    [Fact]
    public void Count_MarkOfOneself_IsKeptApartFromValidSlips()
    {
        var result = Count(Layouts.PlanOf(Layout));

        var tally = result.Pools[1].Subjects[2].Tally;
        Assert.Equal((3, 2, 0), (tally.Total(0).Total, tally.Valid, tally.Abstained));
    }

    [Fact]
    public void Count_AnyOrderOfContents_GivesTheSameCounts()
    {
        var first = Tallier.Count(Layout, Layouts.PlanOf(Layout), Contents, Ids(4)).Counts;
        var second = Tallier.Count(Layout, Layouts.PlanOf(Layout), [.. Contents.Reverse()], Ids(4)).Counts;

        Assert.Equal(Words(first), Words(second));
    }

    [Fact]
    public void Recount_OfTheSealedBytes_GivesTheStoredCounts()
    {
        var counted = Tallier.Count(Layout, Layouts.PlanOf(Layout), Contents, Ids(4));

        Assert.Equal(Words(counted.Counts), Words(Tallier.Recount(Layout, SealedBox.Read(counted.Box.Bytes))));
    }

    [Fact]
    public void Count_MergedCategories_LeaveNoTraceOfThemInTheSlips()
    {
        var counted = Tallier.Count(Layout, Layouts.PlanOf(Layout, [0, 2], [1]), Contents, Ids(4));

        Assert.Equal([0, 1], counted.Box.Slips.Select(s => (int)s.Group).Distinct().Order());
        Assert.Equal("0,0,0,1,2", counted.Counts[(Id(1, 0), 0)][0].ToString());
    }

    [Fact]
    public void Count_Opinions_AreKeptByPoolAndSubjectAndNothingElse()
    {
        // Places of the staff's sheet: 局党组's own prompt, 局党组's pool, 机关党支部's own, the pool for organizations, the pool for members.
        var content = Contents[0] with { Opinions = [new(0, "对党组"), new(1, "问题"), new(4, "党员")] };

        var opinions = Tallier.Count(Layout, Layouts.PlanOf(Layout), [content], Ids(1)).Opinions;

        Assert.Equivalent(
            new[]
            {
                new CountedOpinion(Layout.Pools[0].Id, null, "最满意的一件事", "问题"),
                new CountedOpinion(Layout.Pools[0].Id, Id(0, 0), "对该组织的意见", "对党组"),
                new CountedOpinion(Layout.Pools[1].Id, null, "对党员的建议", "党员"),
            },
            opinions,
            strict: true);
    }

    [Fact]
    public void Of_PoolOfSomeCategories_AddsUpOnlyThose()
    {
        var pools = Count(Layouts.PlanOf(Layout, [0, 2], [1])).Pools;

        // The second pool sees of the first group both categories; the first pool only the staff.
        Assert.Equal(["职工党员"], pools[0].Groups[0].Categories.Select(c => c.Name));
        Assert.Equal(["职工党员", "群众代表"], pools[1].Groups[0].Categories.Select(c => c.Name));
        Assert.Equal((40, 18, new SheetCounts(16, 14, 14)), (pools[1].Due, pools[1].Present, pools[1].Sheets));
        Assert.Equal((30, 18), (pools[0].Due, pools[0].Present));
    }

    private static CampaignResult Count(CountPlan plan) =>
        CampaignResult.Of(Layout, plan, Bureau.Rules, Tallier.Count(Layout, plan, Contents, Ids(4)).Counts);

    private static Guid Id(int pool, int subject) => Layout.Pools[pool].Subjects[subject].Id;

    private static IEnumerable<Guid> Ids(int count) => Enumerable.Range(0, count).Select(_ => Guid.NewGuid());

    private static IEnumerable<string> Words(IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> counts) =>
        counts.Select(c => $"{c.Key.Subject} {c.Key.Group} {string.Join(';', c.Value)}").Order(StringComparer.Ordinal);
}

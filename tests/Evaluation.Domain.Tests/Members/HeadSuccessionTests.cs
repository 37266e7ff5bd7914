using Evaluation.Domain.Members;

namespace Evaluation.Domain.Tests.Members;

public sealed class HeadSuccessionTests
{
    [Fact]
    public void Of_OpenPostBegunBefore_EndsForTheNewHead()
    {
        var head = Head("2020-01-01", null);

        Assert.Equal(new HeadSuccession(head, null), HeadSuccession.Of([head], new DateOnly(2026, 1, 1), null));
    }

    [Fact]
    public void Of_PostBegunOnTheSameDay_StandsInTheWay()
    {
        var head = Head("2026-01-01", null);

        Assert.Equal(new HeadSuccession(null, head), HeadSuccession.Of([head], new DateOnly(2026, 1, 1), null));
    }

    [Fact]
    public void Of_NoFirstDayGiven_StandsInTheWay()
    {
        var head = Head("2020-01-01", null);

        Assert.Equal(new HeadSuccession(null, head), HeadSuccession.Of([head], null, null));
    }

    [Fact]
    public void Of_PostEndedTheDayBefore_IsNoMatter() =>
        Assert.Equal(default, HeadSuccession.Of([Head("2020-01-01", "2025-12-31")], new DateOnly(2026, 1, 1), null));

    [Fact]
    public void Of_PostEndingOnTheFirstDay_StandsInTheWay()
    {
        var head = Head("2020-01-01", "2026-01-01");

        Assert.Equal(new HeadSuccession(null, head), HeadSuccession.Of([head], new DateOnly(2026, 1, 1), null));
    }

    [Fact]
    public void Of_EarlierTermWithAnEnd_LeavesThePresentHeadAlone() =>
        Assert.Equal(default, HeadSuccession.Of([Head("2020-01-01", null)], new DateOnly(2015, 1, 1), new DateOnly(2019, 12, 31)));

    private static Post Head(string from, string? until) => new()
    {
        Kind = PostKind.Head,
        Title = "书记",
        From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        Until = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
    };
}

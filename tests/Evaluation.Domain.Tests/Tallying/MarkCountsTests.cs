using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests.Tallying;

public sealed class MarkCountsTests
{
    [Fact]
    public void Add_EveryMarkOfTheScale_IsCountedWhereItBelongs()
    {
        var counts = new MarkCounts(4);
        foreach (var mark in "1-3344441")
        {
            counts.Add(mark);
        }

        Assert.Equal((1, 2, 0, 2, 4, 9), (counts.Blank, counts[0], counts[1], counts[2], counts[3], counts.Total));
    }

    [Theory]
    [InlineData('0')]
    [InlineData('5')]
    [InlineData('/')]
    [InlineData(':')]
    [InlineData(' ')]
    [InlineData('一')]
    public void Add_MarkOutsideTheScale_Throws(char mark) => Assert.Throws<ArgumentOutOfRangeException>(() => new MarkCounts(4).Add(mark));

    [Theory]
    [InlineData('-', true)]
    [InlineData('1', true)]
    [InlineData('4', true)]
    [InlineData('0', false)]
    [InlineData('5', false)]
    public void IsValid_AMark_AgreesWithWhatCanBeCounted(char mark, bool expected) => Assert.Equal(expected, BallotMark.IsValid(mark, 4));

    [Fact]
    public void Sum_OfTwo_AddsPlaceByPlace() => Assert.Equal("4,6,8", (MarkCounts.Parse("1,2,3") + MarkCounts.Parse("3,4,5")).ToString());

    [Fact]
    public void Sum_OfDifferentScales_Throws() => Assert.Throws<InvalidOperationException>(() => MarkCounts.Parse("1,2,3") + MarkCounts.Parse("1,2"));

    [Fact]
    public void Sum_BeyondAnInteger_Throws() => Assert.Throws<OverflowException>(() => MarkCounts.Parse("2147483647") + MarkCounts.Parse("1"));

    [Theory]
    [InlineData("1,-2")]
    [InlineData("1,")]
    [InlineData("a")]
    [InlineData(" 1")]
    public void Parse_OtherText_Throws(string text) => Assert.Throws<FormatException>(() => MarkCounts.Parse(text));

    [Fact]
    public void Of_KindAndNames_PickTheirGrades()
    {
        var counts = Bureau.Counts(1, 2, 3, 4, 5, 6, 7);

        Assert.Equal((6, 7, 14), (counts.Of(Bureau.FullForm.Scale, GradeKind.Unknown), counts.Of(Bureau.FullForm.Scale, GradeKind.Self), counts.Of(Bureau.FullForm.Scale, GradeKind.Ordinary)));
        Assert.Equal(5, counts.Of(Bureau.FullForm.Scale, ["满意", "比较满意", "没有的档次"]));
        Assert.Equal(21, SubjectTally.ValidOf(counts, Bureau.FullForm));
    }
}

using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Rules;

public sealed class BoundTests
{
    [Theory]
    [InlineData("1/3", false, 33, 12)]
    [InlineData("1/3", true, 33, 11)]
    [InlineData("1/3", false, 25, 9)]
    [InlineData("1/3", true, 25, 9)]
    [InlineData("2/3", false, 24, 17)]
    [InlineData("1", false, 10, 11)]
    public void LeastCount_OfALowerEnd_IsTheFirstThatApplies(string value, bool isIncluded, int size, int expected) =>
        Assert.Equal(expected, BoundOf(value, isIncluded).LeastCount(size));

    [Theory]
    [InlineData("60%", false, 25, 14)]
    [InlineData("60%", true, 25, 15)]
    [InlineData("60%", false, 33, 19)]
    [InlineData("0", false, 10, -1)]
    public void GreatestCount_OfAnUpperEnd_IsTheLastThatApplies(string value, bool isIncluded, int size, int expected) =>
        Assert.Equal(expected, BoundOf(value, isIncluded).GreatestCount(size));

    [Fact]
    public void Counts_OfAnyEnd_AgreeWithTheRuleAtEveryCount() => Prop.ForAll(
        Gen.Choose(0, 20).ToArbitrary(),
        Gen.Choose(1, 20).ToArbitrary(),
        Gen.Choose(1, 60).ToArbitrary(),
        (numerator, denominator, size) => new[] { true, false }.All(isIncluded =>
        {
            var bound = new Bound(Fraction.Of(numerator, denominator), isIncluded);
            var (above, below) = (Bureau.Rules.Rules[0] with { Above = bound, Below = null }, Bureau.Rules.Rules[0] with { Above = null, Below = bound });
            return Enumerable.Range(0, size + 1).All(count =>
                above.Covers(Fraction.Of(count, size)) == (count >= bound.LeastCount(size))
                && below.Covers(Fraction.Of(count, size)) == (count <= bound.GreatestCount(size)));
        })).MustHold();

    [Fact]
    public void Fits_FormThatLacksAGradeOrHasItAsNoOrdinaryOne_IsFalse()
    {
        Assert.True(Bureau.Satisfied.Fits(Bureau.Form));
        Assert.False(Bureau.Satisfied.Fits(Bureau.Form with { Scale = [new("满意"), new("不满意")] }));
        Assert.False(Bureau.Satisfied.Fits(Bureau.Form with { Scale = [new("满意"), new("比较满意", GradeKind.Unknown)] }));
    }

    private static Bound BoundOf(string value, bool isIncluded) => Fraction.TryParse(value, out var threshold) ? new Bound(threshold, isIncluded) : throw new ArgumentException(value, nameof(value));
}

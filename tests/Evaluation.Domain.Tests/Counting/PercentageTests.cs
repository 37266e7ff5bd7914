using System.Globalization;
using System.Numerics;
using Evaluation.Domain.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Counting;

public sealed class PercentageTests
{
    [Theory]
    [InlineData(27, 33, "81.82%")]
    [InlineData(11, 25, "44.00%")]
    [InlineData(5, 24, "20.83%")]
    [InlineData(12, 33, "36.36%")]
    [InlineData(2, 3, "66.67%")]
    [InlineData(0, 7, "0.00%")]
    [InlineData(7, 7, "100.00%")]
    [InlineData(1, 100_000, "0.00%")]
    [InlineData(1, 20_000, "0.01%")]
    [InlineData(19_999, 20_000, "100.00%")]
    [InlineData(3, 2, "150.00%")]
    // The published shares of D2's roster of 741.
    [InlineData(102, 741, "13.77%")]
    [InlineData(5, 741, "0.67%")]
    [InlineData(232, 741, "31.31%")]
    [InlineData(77, 741, "10.39%")]
    public void Format_TwoDecimals_RoundsHalfUp(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, Percentage.Format(Fraction.Of(numerator, denominator)));

    [Theory]
    [InlineData(0, "12%")]
    [InlineData(1, "12.3%")]
    [InlineData(2, "12.35%")]
    [InlineData(4, "12.3450%")]
    public void Format_OtherDecimals_RoundsThere(int decimals, string expected) =>
        Assert.Equal(expected, Percentage.Format(Fraction.Of(12345, 100_000), decimals));

    [Fact]
    public void Format_ExactlyHalfAUnit_RoundsUpAndNotToEven()
    {
        Assert.Equal("0.13%", Percentage.Format(Fraction.Of(125, 100_000)));
        Assert.Equal("0.14%", Percentage.Format(Fraction.Of(135, 100_000)));
    }

    [Fact]
    public void Format_AnyFraction_IsTheNearestAndMatchesTheNumberCell() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ToArbitrary(),
        Gen.Choose(1, 1_000_000).ToArbitrary(),
        (numerator, denominator) =>
        {
            var value = Fraction.Of(numerator, denominator);
            var shown = BigInteger.Parse(Percentage.Format(value).Replace(".", "", StringComparison.Ordinal).TrimEnd('%'), CultureInfo.InvariantCulture);
            // |shown / 10000 - value| <= 1/20000, and the lower of two equally near never wins.
            var distance = (shown * denominator) - ((BigInteger)numerator * 10_000);
            return distance * 2 > -denominator && distance * 2 <= denominator
                && Percentage.ForNumberCell(value) == (decimal)shown / 10_000m
                && Percentage.ForNumberCell(value).ToString("0.00%", CultureInfo.InvariantCulture) == Percentage.Format(value);
        }).MustHold();

    [Theory]
    [InlineData(3, 5, "60%")]
    [InlineData(1, 200, "0.5%")]
    [InlineData(1, 10_000, "0.01%")]
    [InlineData(1, 100_000, "1/100000")]
    [InlineData(1, 3, "1/3")]
    [InlineData(0, 1, "0%")]
    [InlineData(2, 1, "200%")]
    public void FormatExact_AThreshold_IsAPercentageOnlyWhereNothingIsRounded(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, Percentage.FormatExact(Fraction.Of(numerator, denominator)));

    [Fact]
    public void Format_DecimalsOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.Format(Fraction.One, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.ForNumberCell(Fraction.One, 11));
    }
}

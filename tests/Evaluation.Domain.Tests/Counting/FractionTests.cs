using System.Numerics;
using Evaluation.Domain.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Counting;

public sealed class FractionTests
{
    private static readonly Arbitrary<(long A, long B)> Numbers = Gen.Choose(0, int.MaxValue).SelectMany(a => Gen.Choose(1, int.MaxValue).Select(b => ((long)a, (long)b))).ToArbitrary();

    [Theory]
    [InlineData("1/3", 1, 3)]
    [InlineData(" 2 / 6 ", 1, 3)]
    [InlineData("60%", 3, 5)]
    [InlineData("60 ％", 3, 5)]
    [InlineData("33.33%", 3333, 10000)]
    [InlineData("0.6", 3, 5)]
    [InlineData(".5", 1, 2)]
    [InlineData("1.5/4.5", 1, 3)]
    [InlineData("2", 2, 1)]
    [InlineData("0", 0, 1)]
    [InlineData("0/7", 0, 1)]
    public void TryParse_ReadableText_IsExact(string text, int numerator, int denominator)
    {
        Assert.True(Fraction.TryParse(text, out var value));
        Assert.Equal(Fraction.Of(numerator, denominator), value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-1")]
    [InlineData("1/0")]
    [InlineData("1/-3")]
    [InlineData("1/3/5")]
    [InlineData("1/")]
    [InlineData("/3")]
    [InlineData("1.")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("三分之一")]
    [InlineData("１")]
    [InlineData("%")]
    [InlineData("50%%")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void TryParse_OtherText_IsRefused(string? text)
    {
        Assert.False(Fraction.TryParse(text, out var value));
        Assert.Equal(Fraction.Zero, value);
    }

    [Fact]
    public void ToString_AnyFraction_IsReadBack() => Prop.ForAll(Numbers, n =>
    {
        var value = Fraction.Of(n.A, n.B);
        return Fraction.TryParse(value.ToString(), out var read) && read == value;
    }).MustHold();

    [Fact]
    public void Of_AnyNumbers_IsInLowestTerms() => Prop.ForAll(Numbers, n =>
    {
        var value = Fraction.Of(n.A, n.B);
        return BigInteger.GreatestCommonDivisor(value.Numerator, value.Denominator).IsOne && value.Numerator * n.B == value.Denominator * n.A;
    }).MustHold();

    [Fact]
    public void Compare_AnyTwo_AgreesWithCrossMultiplication() => Prop.ForAll(Numbers, Numbers, (x, y) =>
    {
        var (left, right) = (Fraction.Of(x.A, x.B), Fraction.Of(y.A, y.B));
        var expected = (new BigInteger(x.A) * y.B).CompareTo(new BigInteger(y.A) * x.B);
        return left.CompareTo(right) == expected
            && (left < right) == (expected < 0) && (left <= right) == (expected <= 0)
            && (left > right) == (expected > 0) && (left >= right) == (expected >= 0)
            && (left == right) == (expected == 0) && (left != right) == (expected != 0);
    }).MustHold();

    [Fact]
    public void Compare_NeighboursThatADoubleCannotTellApart_Differ()
    {
        var just = Fraction.Of(BigInteger.Pow(10, 40) + 1, 3 * BigInteger.Pow(10, 40));

        Assert.True(just > Fraction.Of(1, 3));
        Assert.Equal(1d / 3, (double)just.Numerator / (double)just.Denominator);
    }

    [Fact]
    public void Arithmetic_AnyTwo_AgreesWithTheDefinition() => Prop.ForAll(Numbers, Numbers, (x, y) =>
    {
        var (left, right) = (Fraction.Of(x.A, x.B), Fraction.Of(y.A, y.B));
        var (a, b, c, d) = ((BigInteger)x.A, (BigInteger)x.B, (BigInteger)y.A, (BigInteger)y.B);
        return left + right == Fraction.Of((a * d) + (c * b), b * d)
            && left * right == Fraction.Of(a * c, b * d)
            && (c.IsZero || left / right == Fraction.Of(a * d, b * c))
            && (c.IsZero || left / right * right == left);
    }).MustHold();

    [Fact]
    public void Default_IsZeroInEveryRespect()
    {
        Fraction value = default;

        Assert.Equal(Fraction.Of(0, 5), value);
        Assert.Equal(Fraction.Of(0, 5).GetHashCode(), value.GetHashCode());
        Assert.Equal("0", value.ToString());
        Assert.Equal(Fraction.One, value + Fraction.One);
        Assert.True(value < Fraction.Of(1, 1_000_000));
    }

    [Fact]
    public void Of_EmptyBaseOrNegativeNumber_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fraction.Of(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fraction.Of(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fraction.Of(1, -3));
        Assert.Throws<DivideByZeroException>(() => Fraction.One / Fraction.Zero);
    }
}

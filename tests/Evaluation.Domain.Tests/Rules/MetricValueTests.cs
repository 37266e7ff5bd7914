using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests.Rules;

public sealed class MetricValueTests
{
    private static readonly Metric Weighted = Bureau.Satisfied with { IsWeighted = true };

    [Fact]
    public void Of_MarksOfOneself_CountNowhere()
    {
        var value = Of(Bureau.Satisfied, Bureau.Tally(Bureau.FullForm, 0, 6, 0, 0, 3, 0, 1));

        Assert.Equal((6, 9, Fraction.Of(2, 3)), (value.Sum, value.Base, value.Rate));
    }

    [Fact]
    public void Of_OnlyMarksOfOneself_IsUndefined() => Assert.Null(Of(Bureau.Satisfied, Bureau.Tally(Bureau.FullForm, 0, 0, 0, 0, 0, 0, 1)).Rate);

    [Fact]
    public void Of_UnknownLeftOut_IsNotInTheBase()
    {
        var tally = Bureau.Tally(Bureau.FullForm, 0, 6, 0, 0, 3, 3, 0);

        Assert.Equal(12, Of(Bureau.Satisfied, tally).Base);
        Assert.Equal(9, Of(Bureau.Satisfied with { LeavesOutUnknown = true }, tally).Base);
    }

    [Fact]
    public void Of_ReturnedOrIssued_TakesTheSheetsAndNotTheSlips()
    {
        var tally = Bureau.Tally(Bureau.FullForm, 1, 6, 0, 0, 3, 3, 1);
        SheetCounts[] sheets = [new(20, 15, 14)];

        Assert.Equal(Fraction.Of(6, 20), MetricValue.Of(Bureau.Satisfied with { Base = MetricBase.Issued }, tally, sheets, [Fraction.One]).Rate);
        Assert.Equal(Fraction.Of(6, 15), MetricValue.Of(Bureau.Satisfied with { Base = MetricBase.Returned }, tally, sheets, [Fraction.One]).Rate);
    }

    [Fact]
    public void Of_Indicator_TakesItsOwnMarks()
    {
        var form = Bureau.Form with { Indicators = ["履行承诺"] };
        var tally = new SubjectTally(form, [new GroupCounts(0, [Bureau.Counts(0, 4, 0, 0, 0), Bureau.Counts(1, 1, 0, 0, 2)])]);

        var value = MetricValue.Of(Bureau.Satisfied, tally, [new SheetCounts(4, 4, 4)], [Fraction.One], question: 1);

        Assert.Equal((1, 4), (value.Sum, value.Base));
    }

    [Fact]
    public void Of_Weighted_IsTheExactWeightedMeanOfTheGroupsRates()
    {
        // Leaders 1/3 satisfied with weight 0.5, staff 5/7 with weight 0.3, masses 2/11 with weight 0.2.
        var value = MetricValue.Of(Weighted, Three((1, 3), (5, 7), (2, 11)), Sheets(3, 7, 11), [Fraction.Of(5, 10), Fraction.Of(3, 10), Fraction.Of(2, 10)]);

        Assert.Equal(Fraction.Of((5 * 77) + (3 * 5 * 33) + (2 * 2 * 21), 10 * 231), value.Rate);
        Assert.Equal((8, 21), (value.Sum, value.Base));
    }

    [Fact]
    public void Of_WeightsThatDoNotAddUpToOne_AreTakenInProportion()
    {
        var tally = Three((1, 3), (5, 7), (2, 11));

        var tenths = MetricValue.Of(Weighted, tally, Sheets(3, 7, 11), [Fraction.Of(5, 10), Fraction.Of(3, 10), Fraction.Of(2, 10)]);
        var whole = MetricValue.Of(Weighted, tally, Sheets(3, 7, 11), [Fraction.Of(5, 1), Fraction.Of(3, 1), Fraction.Of(2, 1)]);

        Assert.Equal(tenths.Rate, whole.Rate);
    }

    [Fact]
    public void Of_WeightedGroupWithEmptyBase_IsUndefined() =>
        Assert.Null(MetricValue.Of(Weighted, Three((1, 3), (5, 7), (0, 0)), Sheets(3, 7, 0), [Fraction.One, Fraction.One, Fraction.One]).Rate);

    [Fact]
    public void Of_GroupWithoutWeightAndWithoutSlips_DoesNotMatter() =>
        Assert.Equal(Fraction.Of(1, 2), MetricValue.Of(Weighted, Three((1, 3), (2, 3), (0, 0)), Sheets(3, 3, 0), [Fraction.One, Fraction.One, Fraction.Zero]).Rate);

    [Fact]
    public void Of_NoWeightAtAll_IsUndefined() =>
        Assert.Null(MetricValue.Of(Weighted, Three((1, 3), (5, 7), (2, 11)), Sheets(3, 7, 11), [Fraction.Zero, Fraction.Zero, Fraction.Zero]).Rate);

    [Fact]
    public void Of_ManyWeightedGroups_StaysExactBeyondSixtyFourBits()
    {
        // Bases are primes near 200 000 and numerators base - 1: the common denominator has hundreds of bits.
        int[] primes = [199_999, 199_967, 199_961, 199_933, 199_931, 199_921, 199_909, 199_889, 199_877, 199_873];
        var tally = new SubjectTally(Bureau.Form, [.. primes.Select((p, i) => new GroupCounts(i, [Bureau.Counts(0, p - 1, 0, 0, 1)]))]);

        var value = MetricValue.Of(Weighted, tally, [.. primes.Select(p => new SheetCounts(p, p, p))], [.. primes.Select(_ => Fraction.Of(1, primes.Length))]);

        var denominator = primes.Aggregate(System.Numerics.BigInteger.One, (product, p) => product * p);
        var numerator = primes.Aggregate(System.Numerics.BigInteger.Zero, (sum, p) => sum + (denominator / p * (p - 1)));
        Assert.Equal(Fraction.Of(numerator, denominator * primes.Length), value.Rate);
    }

    private static MetricValue Of(Metric metric, SubjectTally tally) => MetricValue.Of(metric, tally, [new SheetCounts(100, 100, 100)], [Fraction.One]);

    private static SubjectTally Three(params (int Satisfied, int All)[] groups) =>
        new(Bureau.Form, [.. groups.Select((g, i) => new GroupCounts(i, [Bureau.Counts(0, g.Satisfied, 0, 0, g.All - g.Satisfied)]))]);

    private static SheetCounts[] Sheets(params int[] sizes) => [.. sizes.Select(n => new SheetCounts(n, n, n))];
}

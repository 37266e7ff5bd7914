using System.Globalization;
using System.Numerics;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests.Rules;

/// <summary>
/// The rules against an oracle that shares no code with them: it knows neither fractions nor rule sets, only the sentences of D3 as
/// comparisons of whole numbers. Every split is tried, not a sample.
/// </summary>
public sealed class DeterminationOracleTests
{
    private const int Most = 60;

    [Fact]
    public void Apply_EverySplitOfUpToSixtySlipsOverFourGrades_AgreesWithTheOracle()
    {
        var wrong = new List<string>();
        var tried = 0;
        Parallel.For(0, Most + 1, a =>
        {
            var mine = 0;
            for (var b = 0; b <= Most - a; b++)
            {
                for (var c = 0; c <= Most - a - b; c++)
                {
                    for (var d = 0; d <= Most - a - b - c; d++)
                    {
                        mine++;
                        Compare(a, b, c, d, wrong);
                    }
                }
            }

            Interlocked.Add(ref tried, mine);
        });

        Assert.Equal(635_376, tried);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Of_EverySplitOfUpToNineSlipsOverSixMarksAndBlank_TakesTheBaseTheMetricNames()
    {
        var bases = new[]
        {
            Bureau.Satisfied,
            Bureau.Satisfied with { LeavesOutBlank = true },
            Bureau.Satisfied with { LeavesOutUnknown = true },
            Bureau.Satisfied with { LeavesOutBlank = true, LeavesOutUnknown = true },
        };
        foreach (var marks in Splits(9, 7))
        {
            var (blank, grades, unknown, self) = (marks[0], marks[1..5], marks[5], marks[6]);
            var tally = Bureau.Tally(Bureau.FullForm, blank, [.. grades, unknown, self]);
            var sheets = new SheetCounts(100, 90, 90);
            foreach (var metric in bases)
            {
                var value = MetricValue.Of(metric, tally, [sheets], [Fraction.One]);
                var size = grades.Sum() + (metric.LeavesOutBlank ? 0 : blank) + (metric.LeavesOutUnknown ? 0 : unknown);
                var sum = grades[0] + grades[1];

                // 本人 appears on neither side.
                Assert.Equal(size, value.Base);
                Assert.Equal(size == 0 ? null : sum * value.Rate!.Value.Denominator, size == 0 ? (BigInteger?)null : value.Rate!.Value.Numerator * size);
            }
        }
    }

    private static void Compare(int a, int b, int c, int d, List<string> wrong)
    {
        var tally = Bureau.Tally(Bureau.Form, 0, a, b, c, d);
        var sheets = new SheetCounts(a + b + c + d, a + b + c + d, a + b + c + d);
        var values = Bureau.Rules.Metrics.Select(m => MetricValue.Of(m, tally, [sheets], [Fraction.One])).ToList();
        var counted = LayDown(a, b, c, d);
        foreach (var kind in (SubjectKind[])[SubjectKind.Branch, SubjectKind.PartyGroup])
        {
            var found = Determination.Apply(Bureau.Rules, kind, values).Words();
            var expected = Oracle(kind, counted.All, counted.Satisfied, counted.Dissatisfied);
            if (found != expected)
            {
                lock (wrong)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{kind} {a}/{b}/{c}/{d}: {found} instead of {expected}"));
                }
            }
        }
    }

    // Slow on purpose: the slips are laid down one by one.
    private static (BigInteger All, BigInteger Satisfied, BigInteger Dissatisfied) LayDown(int a, int b, int c, int d)
    {
        BigInteger all = 0, satisfied = 0, dissatisfied = 0;
        for (var slip = 0; slip < a + b + c + d; slip++)
        {
            all += BigInteger.One;
            satisfied += slip < a + b ? BigInteger.One : BigInteger.Zero;
            dissatisfied += slip >= a + b + c ? BigInteger.One : BigInteger.Zero;
        }

        return (all, satisfied, dissatisfied);
    }

    private static string Oracle(SubjectKind kind, BigInteger all, BigInteger satisfied, BigInteger dissatisfied)
    {
        if (kind == SubjectKind.PartyGroup)
        {
            return all.IsZero ? "2 Undefined" : satisfied * 100 < all * 60 ? "2 Applies" : "";
        }

        if (all.IsZero)
        {
            return "1 Undefined, 3 Undefined, 4 Undefined";
        }

        var words = new List<string>();
        if (satisfied * 100 < all * 60)
        {
            words.Add("1 Applies");
        }

        var third = (dissatisfied * 3).CompareTo(all);
        var twoThirds = (dissatisfied * 3).CompareTo(all * 2);
        if (third > 0 && twoThirds < 0)
        {
            words.Add("3 Applies");
        }
        else if (twoThirds == 0)
        {
            words.Add("3 ForDecision");
        }
        else if (twoThirds > 0)
        {
            words.Add("4 Applies");
        }

        return string.Join(", ", words);
    }

    // All ways to lay at most `most` slips into `parts` heaps.
    private static IEnumerable<int[]> Splits(int most, int parts)
    {
        if (parts == 0)
        {
            yield return [];
            yield break;
        }

        for (var first = 0; first <= most; first++)
        {
            foreach (var rest in Splits(most - first, parts - 1))
            {
                yield return [first, .. rest];
            }
        }
    }
}

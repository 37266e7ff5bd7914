using System.Globalization;
using System.Numerics;

namespace Evaluation.Verifier.Figures;

/// <summary>A metric worked out for one subject.</summary>
internal sealed class MetricFigure
{
    private readonly IReadOnlyList<GroupFigures> groups;

    public MetricFigure(Metric metric, IReadOnlyList<GroupFigures> groups)
    {
        this.groups = groups;
        Metric = metric;
        Sum = Total(g => g.SumOf(metric));
        Base = Total(g => g.BaseOf(metric));
        Rate = metric.IsWeighted ? Weighted() : RateOf(Sum, Base);
    }

    public Metric Metric { get; }

    /// <summary>Slips of the metric's grades in all groups, unweighted.</summary>
    public BigInteger Sum { get; }

    /// <summary>The base over all groups, unweighted.</summary>
    public BigInteger Base { get; }

    /// <summary>The exact rate; null where an empty base leaves none.</summary>
    public Ratio? Rate { get; }

    private IEnumerable<GroupFigures> Weighing => groups.Where(g => !g.Weight.Top.IsZero);

    /// <summary>How the rate comes about, such as "(8 + 5) / 25 = 13/25".</summary>
    public string Arithmetic()
    {
        if (Metric.IsWeighted)
        {
            var parts = Weighing.Select(g => $"{g.Weight} * {Terms([g])} / {Whole(g.BaseOf(Metric))}").ToList();
            var weights = string.Join(" + ", Weighing.Select(g => g.Weight));
            return parts.Count == 0 ? "no group has a weight: no value" : $"({string.Join(" + ", parts)}) / ({weights}) = {Words(Rate)}";
        }

        return $"{Terms(groups)} / {Whole(Base)} = {Words(Rate)}";
    }

    private static string Words(Ratio? rate) => rate?.ToString() ?? "no value, the base is empty";

    private static string Whole(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);

    private static Ratio? RateOf(BigInteger sum, BigInteger size) => size.IsZero ? null : new Ratio(sum, size);

    private BigInteger Total(Func<GroupFigures, BigInteger> figure) => groups.Aggregate(BigInteger.Zero, (sum, group) => sum + figure(group));

    private Ratio? Weighted()
    {
        var (above, below) = (Ratio.Zero, Ratio.Zero);
        foreach (var group in Weighing)
        {
            if (RateOf(group.SumOf(Metric), group.BaseOf(Metric)) is not { } rate)
            {
                return null;
            }

            above = above.Plus(group.Weight.Times(rate));
            below = below.Plus(group.Weight);
        }

        return below.Top.IsZero ? null : above.DividedBy(below);
    }

    // One number for each grade of the metric, over all the groups given.
    private string Terms(IReadOnlyList<GroupFigures> of)
    {
        var terms = of.SelectMany(g => g.TermsOf(Metric)).GroupBy(t => t.Grade, StringComparer.Ordinal)
            .Select(t => Whole(t.Aggregate(BigInteger.Zero, (sum, term) => sum + term.Slips))).ToList();
        return terms.Count == 1 ? terms[0] : terms.Count == 0 ? "0" : $"({string.Join(" + ", terms)})";
    }
}

using Evaluation.Core.Data;
using Evaluation.Core.Supervision;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>The results of a year side by side.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">The years with results, and this one.</param>
/// <param name="Filter">To what the list is narrowed.</param>
/// <param name="Rows">One page of it.</param>
public sealed record ComparisonPage(int Year, IReadOnlyList<int> Years, ComparisonFilter Filter, Page<ComparedResult> Rows)
{
    /// <summary>Rows of a page, here and in the trend.</summary>
    public const int PageSize = 50;

    /// <summary>The metrics of the page, each once, for their formulas.</summary>
    public IEnumerable<Metric> Metrics => Rows.Rows.Select(r => r.Metric).OfType<Metric>().DistinctBy(m => (m.Name, string.Join('\n', m.Grades), m.Base, m.LeavesOutBlank, m.LeavesOutUnknown, m.IsWeighted));
}

/// <summary>The subjects over the years.</summary>
/// <param name="Years">The years side by side, the latest first.</param>
/// <param name="Filter">To what the list is narrowed.</param>
/// <param name="Rows">One page of it.</param>
public sealed record TrendPage(IReadOnlyList<int> Years, ComparisonFilter Filter, Page<Trend> Rows);

/// <summary>Words of the comparison.</summary>
public sealed class ComparisonTexts(Texts texts)
{
    /// <summary>The rate; a dash without one.</summary>
    public static string Rate(ComparedResult result) => result.Rate is { } rate ? Percentage.Format(rate) : "—";

    /// <summary>The place among how many; empty without one.</summary>
    public string Rank(ComparedResult result) => result.Rank is { } rank ? texts["Oversight.RankOf", rank, result.Ranked] : "";

    /// <summary>The change against the latest earlier year that was taken by the same formula; that the formula differs; or empty when there is nothing before.</summary>
    public string Change(Trend trend, ComparedResult result)
    {
        if (result.Rate is not { } rate)
        {
            return "";
        }

        if (trend.Before(result) is not { } before)
        {
            return trend.Results.Any(r => r.Year < result.Year && r.Rate is not null) ? texts["Oversight.OtherFormula"] : "";
        }

        var earlier = before.Rate!.Value;
        var key = rate > earlier ? "Oversight.Up" : rate < earlier ? "Oversight.Down" : "Oversight.Same";
        return texts[key, Percentage.Format(Difference(rate, earlier))[..^1], before.Year];
    }

    // Fractions are never negative: the larger less the smaller, exactly.
    private static Fraction Difference(Fraction one, Fraction other)
    {
        var (large, small) = one >= other ? (one, other) : (other, one);
        return Fraction.Of((large.Numerator * small.Denominator) - (small.Numerator * large.Denominator), large.Denominator * small.Denominator);
    }
}

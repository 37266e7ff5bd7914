using Evaluation.Domain.Counting;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Rules;

/// <summary>One grade's part in a metric.</summary>
/// <param name="Grade">Name of the grade.</param>
/// <param name="Count">Slips that chose it.</param>
public sealed record MetricTerm(string Grade, int Count);

/// <summary>A metric worked out for one subject: the counts that went in, and the exact rate, or none when the base is empty.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Terms">The grades added up with their counts.</param>
/// <param name="Base">Size of the base.</param>
/// <param name="Rate">The exact rate; null when the base, or that of a weighted category, is empty: an outcome of its own, not 0 %.</param>
public sealed record MetricValue(Metric Metric, IReadOnlyList<MetricTerm> Terms, int Base, Fraction? Rate)
{
    /// <summary>Sum of the terms.</summary>
    public int Sum => Terms.Sum(t => t.Count);

    /// <summary>Works a metric out for the question, 0 being the overall one.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="tally">The subject's counts.</param>
    /// <param name="sheets">Sheets of each group of the pool, in the order of the tally's groups.</param>
    /// <param name="weights">Weight of each group, in the same order; read only when the metric is weighted.</param>
    /// <param name="question">The question.</param>
    public static MetricValue Of(Metric metric, SubjectTally tally, IReadOnlyList<SheetCounts> sheets, IReadOnlyList<Fraction> weights, int question = 0)
    {
        var total = tally.Total(question);
        var terms = tally.Form.Scale
            .Select((grade, index) => (grade, index))
            .Where(x => metric.Grades.Contains(x.grade.Name))
            .Select(x => new MetricTerm(x.grade.Name, total[x.index]))
            .ToList();
        var size = BaseOf(metric, tally, total, sheets.Sum(s => s.Issued), sheets.Sum(s => s.Returned));
        var rate = metric.IsWeighted
            ? Weighted(metric, tally, sheets, weights, question)
            : size > 0 ? Fraction.Of(terms.Sum(t => t.Count), size) : (Fraction?)null;
        return new MetricValue(metric, terms, size, rate);
    }

    private static int BaseOf(Metric metric, SubjectTally tally, MarkCounts counts, int issued, int returned)
    {
        if (metric.Base != MetricBase.Valid)
        {
            return metric.Base == MetricBase.Issued ? issued : returned;
        }

        var size = SubjectTally.ValidOf(counts, tally.Form);
        size -= metric.LeavesOutBlank ? counts.Blank : 0;
        size -= metric.LeavesOutUnknown ? counts.Of(tally.Form.Scale, Forms.GradeKind.Unknown) : 0;
        return size;
    }

    private static Fraction? Weighted(Metric metric, SubjectTally tally, IReadOnlyList<SheetCounts> sheets, IReadOnlyList<Fraction> weights, int question)
    {
        var sum = Fraction.Zero;
        var whole = Fraction.Zero;
        for (var i = 0; i < tally.Groups.Count; i++)
        {
            if (weights[i] == Fraction.Zero)
            {
                continue;
            }

            var counts = tally.Groups[i].Questions[question];
            var size = BaseOf(metric, tally, counts, sheets[i].Issued, sheets[i].Returned);
            if (size <= 0)
            {
                return null;
            }

            sum += weights[i] * Fraction.Of(counts.Of(tally.Form.Scale, metric.Grades), size);
            whole += weights[i];
        }

        return whole == Fraction.Zero ? null : sum / whole;
    }
}

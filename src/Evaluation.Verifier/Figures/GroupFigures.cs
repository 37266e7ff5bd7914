using System.Numerics;

namespace Evaluation.Verifier.Figures;

/// <summary>What choosing a grade means for the count.</summary>
internal enum GradeKind
{
    Ordinary,
    Unknown,
    Self,
}

/// <summary>How many slips chose a grade on the overall question.</summary>
internal sealed record GradeCount(string Grade, GradeKind Kind, BigInteger Slips);

/// <summary>The slips and sheets of one group of categories for one subject.</summary>
internal sealed record GroupFigures(IReadOnlyList<GradeCount> Grades, BigInteger Blank, BigInteger Issued, BigInteger Returned, Ratio Weight)
{
    /// <summary>The grades that the metric adds up.</summary>
    public IEnumerable<GradeCount> TermsOf(Metric metric) => Grades.Where(g => metric.Grades.Contains(g.Grade));

    /// <summary>Slips of the metric's grades.</summary>
    public BigInteger SumOf(Metric metric) => Total(TermsOf(metric));

    /// <summary>The metric's base. Slips of a grade of kind self belong to none made of slips.</summary>
    public BigInteger BaseOf(Metric metric) => metric.Base switch
    {
        MetricBase.Issued => Issued,
        MetricBase.Returned => Returned,
        _ => Total(Grades.Where(g => g.Kind == GradeKind.Ordinary || (g.Kind == GradeKind.Unknown && !metric.LeavesOutUnknown)))
            + (metric.LeavesOutBlank ? BigInteger.Zero : Blank),
    };

    private static BigInteger Total(IEnumerable<GradeCount> grades) => grades.Aggregate(BigInteger.Zero, (sum, grade) => sum + grade.Slips);
}

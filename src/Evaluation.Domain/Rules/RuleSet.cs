using System.Numerics;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;

namespace Evaluation.Domain.Rules;

/// <summary>Over what a metric is taken.</summary>
public enum MetricBase
{
    /// <summary>Valid slips for the subject, without those marked 本人.</summary>
    Valid,

    /// <summary>Sheets returned in the pool.</summary>
    Returned,

    /// <summary>Sheets issued in the pool.</summary>
    Issued,
}

/// <summary>A named set of grades over a base (口径).</summary>
/// <param name="Key">Short key by which rules refer to it.</param>
/// <param name="Name">Name as printed, such as 满意率.</param>
/// <param name="Grades">Names of the grades that are added up.</param>
/// <param name="Base">Over what.</param>
/// <param name="LeavesOutBlank">Whether blanks (弃权) are left out of a <see cref="MetricBase.Valid"/> base.</param>
/// <param name="LeavesOutUnknown">Whether 不了解 is left out of a <see cref="MetricBase.Valid"/> base.</param>
/// <param name="IsWeighted">Whether the categories' weights apply.</param>
public sealed record Metric(
    string Key,
    string Name,
    IReadOnlyList<string> Grades,
    MetricBase Base = MetricBase.Valid,
    bool LeavesOutBlank = false,
    bool LeavesOutUnknown = false,
    bool IsWeighted = false)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 30;

    /// <summary>Whether the metric can be taken of the form: all its grades are ordinary grades of the form's scale. Of another form it would show 0 % and mean nothing.</summary>
    public bool Fits(FormDefinition form) =>
        Grades.All(name => form.Scale.Any(grade => grade.Name == name && grade.Kind == GradeKind.Ordinary));
}

/// <summary>One end of the interval in which a rule applies.</summary>
/// <param name="Value">The threshold, exact.</param>
/// <param name="IsIncluded">Whether the threshold itself belongs to the interval: "at least" and "at most" include it, "more than" and "less than" do not.</param>
public sealed record Bound(Fraction Value, bool IsIncluded = false)
{
    /// <summary>As a lower end: the least count out of <paramref name="size"/> with which the rule applies (more than 1/3 of 33: 12).</summary>
    public BigInteger LeastCount(int size)
    {
        var count = BigInteger.DivRem(Value.Numerator * size, Value.Denominator, out var rest);
        return rest.IsZero && IsIncluded ? count : count + 1;
    }

    /// <summary>As an upper end: the greatest count out of <paramref name="size"/> with which the rule applies (less than 60 % of 25: 14); -1 when there is none.</summary>
    public BigInteger GreatestCount(int size)
    {
        var count = BigInteger.DivRem(Value.Numerator * size, Value.Denominator, out var rest);
        return rest.IsZero && !IsIncluded ? count - 1 : count;
    }
}

/// <summary>What follows from a result (结果运用).</summary>
public enum ConsequenceKind
{
    /// <summary>整改.</summary>
    Rectification,

    /// <summary>专题会议 on the opinions raised.</summary>
    SpecialMeeting,

    /// <summary>诫勉谈话.</summary>
    AdmonitionTalk,

    /// <summary>取消评先评优资格.</summary>
    CommendationBar,

    /// <summary>年度考核: 基本称职.</summary>
    RatedBasicallyCompetent,

    /// <summary>年度考核: 不称职.</summary>
    RatedIncompetent,

    /// <summary>年度考核: 不得定为称职及以上等次.</summary>
    RatedBelowCompetent,

    /// <summary>班子整顿.</summary>
    TeamOverhaul,

    /// <summary>评先评优推荐, a favourable one.</summary>
    PutForward,

    /// <summary>先进典型, a favourable one: what was done is written up and publicised.</summary>
    GoodExample,

    /// <summary>绩效薪酬挂钩: on the list for performance pay.</summary>
    PerformancePay,

    /// <summary>选拔任用参考: on the list of those whom a promotion considers.</summary>
    Promotion,
}

/// <summary>On whom a consequence falls.</summary>
public enum Bearer
{
    /// <summary>The subject itself.</summary>
    Subject,

    /// <summary>The head of the organization evaluated, as of the day of closing.</summary>
    Head,
}

/// <summary>One consequence of a rule.</summary>
/// <param name="Kind">What follows.</param>
/// <param name="Bearer">On whom it falls.</param>
public sealed record RuleConsequence(ConsequenceKind Kind, Bearer Bearer);

/// <summary>A rule: where its metric lies between its ends, its consequences are proposed.</summary>
/// <param name="Number">Number within the rule set, as printed.</param>
/// <param name="Clause">The clause in the organization's own words.</param>
/// <param name="Kinds">Kinds of subject it applies to.</param>
/// <param name="Metric">Key of the metric.</param>
/// <param name="Above">Lower end; null for none.</param>
/// <param name="Below">Upper end; null for none.</param>
/// <param name="Consequences">What follows.</param>
/// <param name="NeedsReview">Whether the organization must confirm before it takes effect (组织复核认定).</param>
public sealed record Rule(
    string Number,
    string Clause,
    IReadOnlyList<SubjectKind> Kinds,
    string Metric,
    Bound? Above,
    Bound? Below,
    IReadOnlyList<RuleConsequence> Consequences,
    bool NeedsReview = true)
{
    /// <summary>Longest number, in characters.</summary>
    public const int NumberLength = 10;

    /// <summary>Longest clause, in characters.</summary>
    public const int ClauseLength = 300;

    /// <summary>Whether <paramref name="rate"/> lies between the ends; an end that is not included does not belong.</summary>
    public bool Covers(Fraction rate) =>
        (Above is null || (Above.IsIncluded ? rate >= Above.Value : rate > Above.Value))
        && (Below is null || (Below.IsIncluded ? rate <= Below.Value : rate < Below.Value));
}

/// <summary>
/// The shares that must be reached in a pool (法定份额). Under one of them its result is not valid and the evaluation is to be held again; its figures are shown, and no rule applies.
/// </summary>
/// <param name="Returned">Least share of the sheets issued that must be returned; null for none.</param>
/// <param name="Present">Least share of the planned evaluators that must be present; null for none.</param>
public sealed record Quorum(Fraction? Returned, Fraction? Present)
{
    /// <summary>Whether the numbers of a pool reach both shares. Where nothing was issued or planned there is no share to reach, and nothing is valid.</summary>
    /// <param name="returned">Sheets returned and issued.</param>
    /// <param name="present">Evaluators present and planned.</param>
    public bool IsReached((int Returned, int Issued) returned, (int Present, int Due) present) =>
        IsReached(Returned, returned.Returned, returned.Issued) && IsReached(Present, present.Present, present.Due);

    private static bool IsReached(Fraction? least, int part, int whole) => least is not { } share || (whole > 0 && Fraction.Of(part, whole) >= share);
}

/// <summary>The metrics and rules of a campaign. Immutable; rules stand in ascending severity, so that of two neighbours the earlier is the lighter.</summary>
/// <param name="Metrics">The metrics; the first is shown as the subject's rate.</param>
/// <param name="Rules">The rules.</param>
public sealed record RuleSet(IReadOnlyList<Metric> Metrics, IReadOnlyList<Rule> Rules)
{
    /// <summary>Under which shares a result does not hold; null where any number is enough.</summary>
    public Quorum? Quorum { get; init; }

    /// <summary>No metrics and no rules.</summary>
    public static RuleSet Empty { get; } = new([], []);

    /// <summary>The metric with the key, or null.</summary>
    public Metric? FindMetric(string key) => Metrics.FirstOrDefault(m => m.Key == key);

    /// <summary>Everything that keeps the rule set from being used, with the metric or rule concerned; empty when it can be.</summary>
    public IEnumerable<(RuleSetProblem Problem, string Where)> Problems()
    {
        if (Metrics.DistinctBy(m => m.Key, StringComparer.Ordinal).Count() != Metrics.Count)
        {
            yield return (RuleSetProblem.MetricRepeated, "");
        }

        if (Quorum is { } quorum && new[] { quorum.Returned, quorum.Present }.Any(share => share is { } s && (s <= Fraction.Zero || s > Fraction.One)))
        {
            yield return (RuleSetProblem.QuorumWrong, "");
        }

        foreach (var metric in Metrics.Where(m => m.Grades.Count == 0))
        {
            yield return (RuleSetProblem.MetricWithoutGrades, metric.Name);
        }

        foreach (var rule in Rules)
        {
            if (FindMetric(rule.Metric) is null)
            {
                yield return (RuleSetProblem.UnknownMetric, rule.Number);
            }

            if ((rule.Above is null && rule.Below is null)
                || (rule.Above is { } above && rule.Below is { } below
                    && (above.Value > below.Value || (above.Value == below.Value && !(above.IsIncluded && below.IsIncluded)))))
            {
                yield return (RuleSetProblem.EmptyInterval, rule.Number);
            }

            if (rule.Kinds.Count == 0 || rule.Consequences.Count == 0)
            {
                yield return (RuleSetProblem.RuleWithoutEffect, rule.Number);
            }
        }
    }
}

/// <summary>What is wrong with a rule set.</summary>
public enum RuleSetProblem
{
    /// <summary>Two metrics have one key.</summary>
    MetricRepeated,

    /// <summary>A metric adds up no grades.</summary>
    MetricWithoutGrades,

    /// <summary>A rule names a metric that is not there.</summary>
    UnknownMetric,

    /// <summary>A rule has no ends, or nothing lies between them.</summary>
    EmptyInterval,

    /// <summary>A rule names no kind of subject or no consequence.</summary>
    RuleWithoutEffect,

    /// <summary>A share of the quorum is not more than 0 and at most 1.</summary>
    QuorumWrong,
}

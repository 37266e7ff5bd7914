using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Tests;

/// <summary>The bureau's scale and rules (D3), and tallies made of plain numbers.</summary>
internal static class Bureau
{
    public static readonly Metric Satisfied = new("satisfied", "满意率", ["满意", "比较满意"]);

    public static readonly Metric Dissatisfied = new("dissatisfied", "不满意率", ["不满意"]);

    public static readonly FormDefinition Form = new()
    {
        Overall = "总体评价",
        Scale = [new("满意"), new("比较满意"), new("不太满意"), new("不满意")],
    };

    /// <summary>The same four grades, with 不了解 and 本人.</summary>
    public static readonly FormDefinition FullForm = Form with
    {
        Scale = [.. Form.Scale, new("不了解", GradeKind.Unknown), new("本人", GradeKind.Self)],
    };

    public static readonly Fraction SixtyPercent = Fraction.Of(60, 100);

    public static readonly Fraction Third = Fraction.Of(1, 3);

    public static readonly Fraction TwoThirds = Fraction.Of(2, 3);

    /// <summary>Rules 1 (below 60 %), 2 (the Party group only rectifies), 3 (more than 1/3, less than 2/3) and 4 (more than 2/3).</summary>
    public static RuleSet Rules { get; } = RulesWith(Satisfied, Dissatisfied);

    public static RuleSet RulesWith(Metric satisfied, Metric dissatisfied) => new(
        [satisfied, dissatisfied],
        [
            new("1", "党支部满意率低于 60%", [SubjectKind.Branch], satisfied.Key, null, new Bound(SixtyPercent),
                [new(ConsequenceKind.Rectification, Bearer.Subject), new(ConsequenceKind.AdmonitionTalk, Bearer.Head), new(ConsequenceKind.CommendationBar, Bearer.Subject)]),
            new("2", "党组满意率低于 60%", [SubjectKind.PartyGroup], satisfied.Key, null, new Bound(SixtyPercent),
                [new(ConsequenceKind.Rectification, Bearer.Subject)]),
            new("3", "不满意超过三分之一、不足三分之二", [SubjectKind.Branch], dissatisfied.Key, new Bound(Third), new Bound(TwoThirds),
                [new(ConsequenceKind.RatedBasicallyCompetent, Bearer.Head)]),
            new("4", "不满意超过三分之二", [SubjectKind.Branch], dissatisfied.Key, new Bound(TwoThirds), null,
                [new(ConsequenceKind.RatedIncompetent, Bearer.Head)]),
        ]);

    /// <summary>Counts of one question: grades in the scale's order.</summary>
    public static MarkCounts Counts(int blank, params IEnumerable<int> grades) => MarkCounts.Parse(string.Join(',', grades.Prepend(blank)));

    /// <summary>A tally of one group and one question.</summary>
    public static SubjectTally Tally(FormDefinition form, int blank, params int[] grades) =>
        new(form, [new GroupCounts(0, [Counts(blank, grades)])]);

    /// <summary>The determinations for a subject that all four grades were given to and nothing left blank.</summary>
    public static IReadOnlyList<Determination> Determine(SubjectKind kind, params int[] grades) =>
        Determine(Rules, kind, Tally(Form, 0, grades));

    public static IReadOnlyList<Determination> Determine(RuleSet rules, SubjectKind kind, SubjectTally tally)
    {
        var sheets = tally.Groups.Select(g => new SheetCounts(g.Questions[0].Total, g.Questions[0].Total, g.Questions[0].Total)).ToList();
        var weights = tally.Groups.Select(_ => Fraction.One).ToList();
        return Determination.Apply(rules, kind, [.. rules.Metrics.Select(m => MetricValue.Of(m, tally, sheets, weights))]);
    }

    /// <summary>What came out, as "1 Applies, 3 ForDecision".</summary>
    public static string Words(this IEnumerable<Determination> found) => string.Join(", ", found.Select(d => d.Rule.Number + " " + d.Outcome));
}

using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Web.Rules;

namespace Evaluation.Web.Results;

/// <summary>Results in words, the same on every page and document.</summary>
public sealed class ResultTexts(Texts texts, RuleTexts rules)
{
    /// <summary>A rule that applies with its arithmetic: 不满意 12 ÷ 33 = 36.36%，超过 1/3（12 票及以上即超过）.</summary>
    public string Calculation(Determination determination) => determination.Outcome switch
    {
        RuleOutcome.Applies => texts["Results.Calculation", RateOf(determination.Value), IntervalOf(determination.Rule, determination.Value)],
        RuleOutcome.ForDecision => texts["Results.CalculationExactly", Left(determination.Value), RuleTexts.Threshold(determination.Value.Rate!.Value)],
        _ => texts["Results.CalculationEmpty", texts.Of(determination.Value.Metric.Base), determination.Value.Metric.Name],
    };

    /// <summary>The same in one short line, for a narrow column.</summary>
    public string Line(Determination determination) => determination.Outcome switch
    {
        RuleOutcome.Applies => texts["Results.Line", determination.Rule.Number, RateOf(determination.Value), rules.Interval(determination.Rule)],
        RuleOutcome.ForDecision => texts["Results.LineExactly", Calculation(determination), determination.Rule.Number, determination.Heavier!.Number],
        _ => texts["Results.LineEmpty", determination.Rule.Number, Calculation(determination)],
    };

    /// <summary>What is proposed: the rule's consequences; for a gap the lighter ones; where nothing can be worked out, nothing.</summary>
    public string Proposal(Determination determination) => determination.Outcome switch
    {
        RuleOutcome.Applies => rules.Consequences(determination.Rule),
        RuleOutcome.ForDecision => texts["Results.Lighter", rules.Consequences(determination.Rule)],
        _ => texts["Results.NothingProposed"],
    };

    /// <summary>The rate with its arithmetic: 满意率 =（18 + 9）÷ 33 = 81.82%.</summary>
    public string RateOf(MetricValue value) => value.Metric.IsWeighted
        ? texts["Results.RateWeighted", value.Metric.Name, Percentage.Format(value.Rate!.Value)]
        : texts["Results.Rate", Left(value), Percentage.Format(value.Rate!.Value)];

    /// <summary>A count per grade in one line, for those who cannot see the bar: 满意 18 票，比较满意 9 票.</summary>
    public string Counts(FormDefinition form, Domain.Tallying.MarkCounts counts)
    {
        var parts = form.Scale.Select((grade, i) => texts["Results.GradeCount", grade.Name, counts[i]].Value).ToList();
        if (counts.Blank > 0)
        {
            parts.Add(texts["Results.GradeCount", texts["Results.Abstained"], counts.Blank]);
        }

        return parts.Aggregate((left, right) => texts["Results.ListComma", left, right]);
    }

    /// <summary>Who bears what falls on the head: the name, or that the post was vacant; null when nothing does.</summary>
    public string? BearerOf(Determination determination, Subject subject)
    {
        if (determination.Outcome == RuleOutcome.Undefined || subject.MemberId is not null || determination.Rule.Consequences.All(c => c.Bearer != Bearer.Head))
        {
            return null;
        }

        return subject.BearerName.Length > 0 ? texts["Results.Bearer", subject.BearerName] : texts["Results.BearerVacant"];
    }

    /// <summary>The formulas of metrics in one sentence.</summary>
    public string Formulas(IEnumerable<Metric> metrics) =>
        texts["Results.Formulas", metrics.Select(rules.Formula).Aggregate((left, right) => texts["TallySheet.Then", left, right])];

    /// <summary>Names in a row.</summary>
    public string Names(IEnumerable<string> names) => names.Aggregate((left, right) => texts["TallySheet.And", left, right]);

    // Of one grade its name says it all: 不满意 12 ÷ 33. Of several the metric's name and the terms: 满意率 =（18 + 9）÷ 33.
    private string Left(MetricValue value)
    {
        var terms = string.Join(" + ", value.Terms.Select(t => t.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return value.Metric.IsWeighted ? texts["Results.LeftWeighted", value.Metric.Name]
            : value.Terms.Count == 1 ? texts["Results.LeftOfOne", value.Terms[0].Grade, terms, value.Base]
            : texts["Results.LeftOfSum", value.Metric.Name, terms, value.Base];
    }

    // Each end with the count that it asks for; a weighted rate has no such count.
    private string IntervalOf(Rule rule, MetricValue value)
    {
        if (value.Metric.IsWeighted || (rule.Above is { } from && rule.Below is { } to && from.Value == to.Value))
        {
            return rules.Interval(rule);
        }

        var above = rule.Above is null ? null : texts[rule.Above.IsIncluded ? "Results.AtLeast" : "Results.MoreThan", RuleTexts.Threshold(rule.Above.Value), rule.Above.LeastCount(value.Base)].Value;
        var below = rule.Below is null ? null : texts[rule.Below.IsIncluded ? "Results.AtMost" : "Results.LessThan", RuleTexts.Threshold(rule.Below.Value), rule.Below.GreatestCount(value.Base)].Value;
        return (above, below) switch
        {
            (null, _) => below!,
            (_, null) => above,
            // The end that makes the rule apply is explained; of the other the threshold is enough.
            _ => texts["Results.ListComma", above, texts[rule.Below!.IsIncluded ? "Rules.Text.AtMost" : "Rules.Text.LessThan", RuleTexts.Threshold(rule.Below.Value)]],
        };
    }
}

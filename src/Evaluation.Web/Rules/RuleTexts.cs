using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Web.Rules;

/// <summary>Rules and metrics in words, the same on every page and document.</summary>
public sealed class RuleTexts(Texts texts)
{
    /// <summary>The formula (口径): 满意率 =（满意 + 比较满意）÷ 有效票. What is left out of the base is taken off in it.</summary>
    public string Formula(Metric metric)
    {
        var key = metric.Grades.Count > 1 ? "Rules.Text.FormulaOfSum" : "Rules.Text.Formula";
        var formula = texts[key, metric.Name, string.Join(" + ", metric.Grades), BaseOf(metric)].Value;
        return metric.IsWeighted ? texts["Rules.Text.Weighted", formula] : formula;
    }

    /// <summary>What the rate is taken over: 有效票, or (有效票 − 弃权 − 不了解).</summary>
    public string BaseOf(Metric metric)
    {
        if (metric.Base != MetricBase.Valid || !(metric.LeavesOutBlank || metric.LeavesOutUnknown))
        {
            return texts.Of(metric.Base);
        }

        var left = new List<string>();
        if (metric.LeavesOutBlank)
        {
            left.Add(texts["Rules.Text.Blank"]);
        }

        if (metric.LeavesOutUnknown)
        {
            left.Add(texts["Rules.Text.Unknown"]);
        }

        return texts["Rules.Text.ValidWithout", string.Join(" − ", left)];
    }

    /// <summary>When the rule applies: 不满意率超过 1/3 且低于 2/3. A metric that is not there shows its key.</summary>
    public string Condition(Rule rule, RuleSet rules) =>
        texts["Rules.Text.Condition", rules.FindMetric(rule.Metric)?.Name ?? rule.Metric, Interval(rule)];

    /// <summary>The ends alone: 超过 1/3 且低于 2/3.</summary>
    public string Interval(Rule rule)
    {
        if (rule is { Above: { IsIncluded: true } above, Below: { IsIncluded: true } below } && above.Value == below.Value)
        {
            return texts["Rules.Text.Exactly", Threshold(above.Value)];
        }

        var from = rule.Above is null ? null : texts[rule.Above.IsIncluded ? "Rules.Text.AtLeast" : "Rules.Text.MoreThan", Threshold(rule.Above.Value)].Value;
        var to = rule.Below is null ? null : texts[rule.Below.IsIncluded ? "Rules.Text.AtMost" : "Rules.Text.LessThan", Threshold(rule.Below.Value)].Value;
        return (from, to) switch
        {
            (null, null) => texts["Rules.Text.NoEnds"],
            (null, _) => to,
            (_, null) => from,
            _ => texts["Rules.Text.Both", from, to],
        };
    }

    /// <summary>A consequence with who bears it: 诫勉谈话（主要负责人）.</summary>
    public string Consequence(RuleConsequence consequence) =>
        texts["Rules.Text.Consequence", texts.Of(consequence.Kind), texts.Of(consequence.Bearer)];

    /// <summary>All consequences of the rule in one line.</summary>
    public string Consequences(Rule rule) => List(rule.Consequences.Select(Consequence));

    /// <summary>The kinds of subject the rule applies to, in one line.</summary>
    public string Kinds(Rule rule) => List(rule.Kinds.Select(kind => texts.Of(kind)));

    /// <summary>A threshold as officials write it: as a percentage when that is exact with at most two digits (60%, 0.5%), else as a fraction (1/3).</summary>
    public static string Threshold(Fraction value) => Percentage.FormatExact(value);

    private string List(IEnumerable<string> words) => words.DefaultIfEmpty("").Aggregate((left, right) => texts["Rules.Text.List", left, right]);
}

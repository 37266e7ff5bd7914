using Evaluation.Domain.Campaigns;

namespace Evaluation.Domain.Rules;

/// <summary>How a rule came out for a subject.</summary>
public enum RuleOutcome
{
    /// <summary>The rate lies inside the rule's ends: its consequences are proposed.</summary>
    Applies,

    /// <summary>The rate lies exactly on a threshold of which two neighbouring rules say nothing: the lighter consequence is proposed, people decide.</summary>
    ForDecision,

    /// <summary>The metric has no value because its base is empty: people decide whether to hold the evaluation again.</summary>
    Undefined,
}

/// <summary>A rule that applies to a subject, as worked out from the counts (认定, proposed).</summary>
/// <param name="Rule">The rule; for a gap the lighter of the two neighbours.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Value">The metric with its arithmetic.</param>
/// <param name="Heavier">For a gap the heavier neighbour, else null.</param>
public sealed record Determination(Rule Rule, RuleOutcome Outcome, MetricValue Value, Rule? Heavier = null)
{
    /// <summary>
    /// Applies a rule set to one subject. A pure function of the counts.
    /// A gap is where one rule ends before a value and another on the same metric begins after it (D3 is silent at exactly two thirds).
    /// </summary>
    /// <param name="rules">The rule set.</param>
    /// <param name="kind">Kind of the subject.</param>
    /// <param name="values">Each metric of the rule set worked out for the overall question.</param>
    public static IReadOnlyList<Determination> Apply(RuleSet rules, SubjectKind kind, IReadOnlyList<MetricValue> values)
    {
        var found = new List<Determination>();
        foreach (var rule in rules.Rules.Where(r => r.Kinds.Contains(kind)))
        {
            var value = values.First(v => v.Metric.Key == rule.Metric);
            if (value.Rate is not { } rate)
            {
                found.Add(new Determination(rule, RuleOutcome.Undefined, value));
            }
            else if (rule.Covers(rate))
            {
                found.Add(new Determination(rule, RuleOutcome.Applies, value));
            }
            else if (NeighbourAt(rules, kind, rule) is { } neighbour && rule.Below!.Value == rate)
            {
                var isLighter = rules.Rules.ToList().IndexOf(rule) < rules.Rules.ToList().IndexOf(neighbour);
                found.Add(new Determination(isLighter ? rule : neighbour, RuleOutcome.ForDecision, value, isLighter ? neighbour : rule));
            }
        }

        return found;
    }

    /// <summary>The rule that begins where <paramref name="rule"/> ends, when neither includes that value; else null.</summary>
    private static Rule? NeighbourAt(RuleSet rules, SubjectKind kind, Rule rule) =>
        rule.Below is not { IsIncluded: false } end
            ? null
            : rules.Rules.FirstOrDefault(next => next.Metric == rule.Metric && next.Kinds.Contains(kind)
                && next.Above is { IsIncluded: false } start && start.Value == end.Value);
}

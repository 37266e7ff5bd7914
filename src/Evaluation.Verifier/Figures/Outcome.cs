namespace Evaluation.Verifier.Figures;

/// <summary>How a rule came out for a subject.</summary>
/// <param name="Rule">The rule; where two rules meet, the lighter.</param>
/// <param name="Word">applies, forDecision or undefined.</param>
/// <param name="Figure">The metric it looked at.</param>
/// <param name="Heavier">Where two rules meet, the heavier; else null.</param>
internal sealed record Outcome(Rule Rule, string Word, MetricFigure Figure, Rule? Heavier = null)
{
    public const string Applies = "applies";
    public const string ForDecision = "forDecision";
    public const string Undefined = "undefined";

    /// <summary>Goes through the rules for a subject of the kind, in the order of the set.</summary>
    public static IEnumerable<Outcome> Of(RuleSet set, string kind, IReadOnlyList<MetricFigure> figures)
    {
        var rules = set.Rules.Where(r => r.Kinds.Contains(kind)).ToList();
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            var figure = figures.First(f => f.Metric.Key == rule.Metric);
            if (figure.Rate is not { } rate)
            {
                yield return new Outcome(rule, Undefined, figure);
            }
            else if (rule.Holds(rate))
            {
                yield return new Outcome(rule, Applies, figure);
            }
            else if (rule.StopsShortOf(rate) && rules.FindIndex(r => r.Metric == rule.Metric && r.StartsBehind(rate)) is >= 0 and var next)
            {
                yield return new Outcome(rules[Math.Min(i, next)], ForDecision, figure, rules[Math.Max(i, next)]);
            }
        }
    }

    /// <summary>What was compared, such as "13/25 &lt; 3/5".</summary>
    public string Arithmetic() => Word switch
    {
        Undefined => "no value to compare",
        ForDecision => $"{Figure.Rate} = {Figure.Rate}: exactly where one rule ends and the other begins, neither including it",
        _ => (Rule.Above is { } above ? $"{above.Value} {Sign(above)} " : "") + Figure.Rate + (Rule.Below is { } below ? $" {Sign(below)} {below.Value}" : ""),
    };

    private static string Sign(End end) => end.IsIncluded ? "<=" : "<";
}

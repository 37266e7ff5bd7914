using Evaluation.Verifier.Reading;

namespace Evaluation.Verifier.Figures;

/// <summary>Reads metrics and rules as docs/templates.md describes them.</summary>
internal static class RuleSetReader
{
    private static readonly string[] Consequences =
    [
        "rectification", "specialMeeting", "admonitionTalk", "commendationBar", "ratedBasicallyCompetent", "ratedIncompetent",
        "ratedBelowCompetent", "teamOverhaul", "putForward", "goodExample", "performancePay", "promotion",
    ];

    // What else stands at the top of a template, and of a manifest.
    private static readonly string[] OfTemplate = ["metrics", "rules", "quorum", "key", "name", "summary", "campaign", "forms", "categories", "pools", "course"];
    private static readonly string[] OfManifest = ["ruleSet", "campaign", "boxId", "seal", "layout", "plan", "result"];

    /// <summary>Reads the rule set of a file: a template, a manifest, or its <c>ruleSet</c> alone.</summary>
    /// <exception cref="RefusalException">It has a mistake.</exception>
    public static RuleSet ReadFile(JsonValue root) =>
        root.Find("ruleSet") is { } ruleSet ? Read(root.Only(OfManifest).Get("ruleSet").Only("metrics", "rules", "quorum")) : Read(root.Only(OfTemplate));

    /// <summary>Reads <c>metrics</c> and <c>rules</c> of an object.</summary>
    /// <exception cref="RefusalException">There is a mistake.</exception>
    public static RuleSet Read(JsonValue value)
    {
        var metrics = new List<Metric>();
        foreach (var item in Filled(value.Get("metrics")))
        {
            var metric = ReadMetric(item);
            if (metrics.Exists(m => m.Key == metric.Key))
            {
                throw item.Get("key").Refuse($"the metric {SafeText.Of(metric.Key)} stands twice");
            }

            metrics.Add(metric);
        }

        return new RuleSet(metrics, [.. value.Find("rules")?.Items().Select(item => ReadRule(item, metrics)) ?? []], ReadQuorum(value.Find("quorum")));
    }

    private static Quorum? ReadQuorum(JsonValue? value) =>
        value is null ? null : new Quorum(value.Only("returned", "present").Find("returned")?.Fraction(), value.Find("present")?.Fraction());

    private static Metric ReadMetric(JsonValue value)
    {
        value.Only("key", "name", "grades", "base", "leavesOutBlank", "leavesOutUnknown", "weighted");
        value.Get("name").FilledText();
        return new Metric(
            value.Get("key").FilledText(),
            Filled(value.Get("grades")).Select(g => g.FilledText()).ToHashSet(StringComparer.Ordinal),
            value.Find("base")?.OneOf("valid", "returned", "issued") switch { "returned" => MetricBase.Returned, "issued" => MetricBase.Issued, _ => MetricBase.Valid },
            value.Find("leavesOutBlank")?.Flag() ?? false,
            value.Find("leavesOutUnknown")?.Flag() ?? false,
            value.Find("weighted")?.Flag() ?? false);
    }

    private static Rule ReadRule(JsonValue value, List<Metric> metrics)
    {
        value.Only("number", "clause", "kinds", "metric", "above", "below", "consequences", "needsReview");
        value.Find("needsReview")?.Flag();
        var rule = new Rule(
            value.Get("number").FilledText(),
            value.Get("clause").FilledText(),
            Filled(value.Get("kinds")).Select(k => k.OneOf(RuleSet.Kinds)).ToHashSet(StringComparer.Ordinal),
            value.Get("metric").FilledText(),
            ReadEnd(value.Find("above")),
            ReadEnd(value.Find("below")),
            [.. Filled(value.Get("consequences")).Select(ReadConsequence)]);
        if (!metrics.Exists(m => m.Key == rule.Metric))
        {
            throw value.Get("metric").Refuse($"there is no metric {SafeText.Of(rule.Metric)}");
        }

        return HoldsAnything(rule) ? rule : throw value.Refuse("no rate lies between the ends of this rule, or it has none");
    }

    private static bool HoldsAnything(Rule rule) => (rule.Above, rule.Below) switch
    {
        (null, null) => false,
        ({ } above, { } below) => above.Value.IsLessThan(below.Value) || (above.Value == below.Value && above.IsIncluded && below.IsIncluded),
        _ => true,
    };

    private static End? ReadEnd(JsonValue? value) => value is null
        ? null
        : new End(value.Only("value", "included").Get("value").Fraction(), value.Find("included")?.Flag() ?? false);

    private static Consequence ReadConsequence(JsonValue value) => new(
        value.Only("kind", "bearer").Get("kind").OneOf(Consequences),
        value.Find("bearer")?.OneOf("subject", "head") ?? "subject");

    private static IEnumerable<JsonValue> Filled(JsonValue list) => list.Length() > 0 ? list.Items() : throw list.Refuse("the list is empty");
}

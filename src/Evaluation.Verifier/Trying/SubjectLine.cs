using System.Numerics;
using Evaluation.Verifier.Figures;
using Evaluation.Verifier.Reading;

namespace Evaluation.Verifier.Trying;

/// <summary>The counts of one subject as a line gives them.</summary>
internal sealed record SubjectLine(string Id, string Kind, IReadOnlyList<GroupFigures> Groups)
{
    /// <summary>Reads a line, and refuses it where the rule set needs what it does not say.</summary>
    /// <exception cref="RefusalException">It cannot be read.</exception>
    public static SubjectLine Read(ReadOnlySpan<byte> line, RuleSet rules)
    {
        var value = JsonValue.Parse(line);
        var id = value.Get("id").Text();
        var kind = value.Get("kind").OneOf(RuleSet.Kinds);
        if (value.Find("groups") is not { } list)
        {
            value.Only("id", "kind", "counts", "blank", "unknown", "self", "issued", "returned");
            return rules.Metrics.Any(m => m.IsWeighted)
                ? throw value.Refuse("the rule set has a weighted metric: \"groups\" with weights are needed")
                : new SubjectLine(id, kind, [ReadGroup(value, rules, kind)]);
        }

        value.Only("id", "kind", "groups");
        var groups = list.Items().Select(item =>
        {
            item.Only("weight", "counts", "blank", "unknown", "self", "issued", "returned");
            return ReadGroup(item, rules, kind) with { Weight = item.Get("weight").Fraction() };
        }).ToList();
        return groups.Count > 0 ? new SubjectLine(id, kind, groups) : throw list.Refuse("the list is empty");
    }

    private static GroupFigures ReadGroup(JsonValue value, RuleSet rules, string kind)
    {
        var counts = value.Get("counts");
        var grades = counts.Properties().Select(p => (p.Name, Slips: p.Value.Count())).ToList();
        var names = grades.Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = NamesIn(value.Find("unknown"), names);
        var self = NamesIn(value.Find("self"), names);
        if (unknown.Overlaps(self))
        {
            throw value.Get("self").Refuse("a grade is both unknown and self");
        }

        foreach (var metric in rules.Metrics)
        {
            RefuseUnlessFit(metric, rules.Rules.Any(r => r.Metric == metric.Key && r.Kinds.Contains(kind)), counts, names, [.. unknown, .. self]);
        }

        return new GroupFigures(
            [.. grades.Select(g => new GradeCount(g.Name, unknown.Contains(g.Name) ? GradeKind.Unknown : self.Contains(g.Name) ? GradeKind.Self : GradeKind.Ordinary, g.Slips))],
            value.Find("blank")?.Count() ?? 0,
            Sheets(value, "issued", rules.Metrics.Any(m => m.Base == MetricBase.Issued)),
            Sheets(value, "returned", rules.Metrics.Any(m => m.Base == MetricBase.Returned)),
            Ratio.Zero);
    }

    // A metric that no rule of this kind of subject looks at may be of another scale. One that decides must find its grades, or a slip of the pen would decide.
    private static void RefuseUnlessFit(Metric metric, bool decides, JsonValue counts, HashSet<string> names, HashSet<string> special)
    {
        if (decides && metric.Grades.FirstOrDefault(g => !names.Contains(g)) is { } missing)
        {
            throw counts.Refuse($"the grade {SafeText.Of(missing)} of the metric {SafeText.Of(metric.Key)} is missing");
        }

        if (metric.Grades.FirstOrDefault(special.Contains) is { } odd)
        {
            throw counts.Refuse($"the grade {SafeText.Of(odd)} is unknown or self, and the metric {SafeText.Of(metric.Key)} adds it up");
        }
    }

    private static BigInteger Sheets(JsonValue value, string name, bool isNeeded) =>
        (isNeeded ? value.Get(name) : value.Find(name))?.Count() ?? BigInteger.Zero;

    private static HashSet<string> NamesIn(JsonValue? list, HashSet<string> names)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list?.Items() ?? [])
        {
            read.Add(names.Contains(item.Text()) ? item.Text() : throw item.Refuse($"the grade {SafeText.Of(item.Text())} is not in \"counts\""));
        }

        return read;
    }
}

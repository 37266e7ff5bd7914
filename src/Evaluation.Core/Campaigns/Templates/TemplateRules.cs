using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>Reads the metrics and rules of a template.</summary>
internal static class TemplateRules
{
    public static RuleSet Read(JsonFields fields, IReadOnlyList<TemplateForm> forms, MistakeList mistakes)
    {
        var metrics = fields.List("metrics", isRequired: true).Select(item => ReadMetric(new JsonFields(item, mistakes), forms, mistakes)).ToList();
        var rules = fields.List("rules").Select(item => ReadRule(new JsonFields(item, mistakes), mistakes)).ToList();
        var set = new RuleSet(metrics, rules) { Quorum = ReadQuorum(fields.Object("quorum")) };
        // What is missing was noted where it stands; what is left concerns the whole.
        foreach (var (problem, where) in set.Problems().Where(p => p.Problem is RuleSetProblem.MetricRepeated or RuleSetProblem.UnknownMetric or RuleSetProblem.EmptyInterval or RuleSetProblem.QuorumWrong))
        {
            var place = fields.List("rules").Zip(rules).FirstOrDefault(x => x.Second.Number == where).First;
            mistakes.Add(place ?? fields.Place, TemplateProblem.RuleDefect, problem, where);
        }

        return set;
    }

    private static Metric ReadMetric(JsonFields fields, IReadOnlyList<TemplateForm> forms, MistakeList mistakes)
    {
        var metric = new Metric(
            fields.Key("key"),
            fields.Text("name", Metric.NameLength),
            fields.Texts("grades", FormDefinition.GradeLength),
            fields.Choice<MetricBase>("base", MetricBase.Valid),
            fields.Flag("leavesOutBlank"),
            fields.Flag("leavesOutUnknown"),
            fields.Flag("weighted"));
        var places = fields.List("grades", isRequired: true);
        fields.Finish();
        foreach (var (grade, place) in metric.Grades.Zip(places))
        {
            if (grade.Length > 0 && forms.All(f => f.Definition.Scale.All(g => g.Name != grade || g.Kind != GradeKind.Ordinary)))
            {
                mistakes.Add(place, TemplateProblem.UnknownGrade, grade);
            }
        }

        return metric;
    }

    private static Rule ReadRule(JsonFields fields, MistakeList mistakes)
    {
        var rule = new Rule(
            fields.Text("number", Rule.NumberLength),
            fields.Text("clause", Rule.ClauseLength),
            fields.Choices<SubjectKind>("kinds", isRequired: true),
            fields.Key("metric"),
            ReadBound(fields.Object("above")),
            ReadBound(fields.Object("below")),
            [.. fields.List("consequences", isRequired: true).Select(item => ReadConsequence(new JsonFields(item, mistakes)))],
            fields.Flag("needsReview", otherwise: true));
        fields.Finish();
        return rule;
    }

    private static Bound? ReadBound(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var value = fields.Fraction("value", isRequired: true);
        var isIncluded = fields.Flag("included");
        fields.Finish();
        return value is null ? null : new Bound(value.Value, isIncluded);
    }

    private static Quorum? ReadQuorum(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var quorum = new Quorum(fields.Fraction("returned"), fields.Fraction("present"));
        fields.Finish();
        return quorum;
    }

    private static RuleConsequence ReadConsequence(JsonFields fields)
    {
        var consequence = new RuleConsequence(fields.Choice<ConsequenceKind>("kind"), fields.Choice<Bearer>("bearer", Bearer.Subject));
        fields.Finish();
        return consequence;
    }
}

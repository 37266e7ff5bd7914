using System.Text.Json;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>What came out of one file: the template, or the mistakes that keep it from being used.</summary>
/// <param name="Template">The template; null when there is any mistake.</param>
/// <param name="Mistakes">All mistakes found, in the order of the file where they have one.</param>
public sealed record TemplateReading(CampaignTemplate? Template, IReadOnlyList<TemplateMistake> Mistakes);

/// <summary>Reads template files. Strict: what is not understood is a mistake, and all mistakes of a file are found at once.</summary>
public static class TemplateReader
{
    private const int ShortText = 60;

    /// <summary>Reads a file's bytes; a byte order mark is allowed.</summary>
    /// <param name="file">Name by which mistakes are reported.</param>
    /// <param name="json">The bytes.</param>
    public static TemplateReading Read(string file, ReadOnlySpan<byte> json)
    {
        JsonPlace root;
        try
        {
            root = JsonPlace.Parse(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
        }
        catch (JsonException e)
        {
            return new TemplateReading(null, [new TemplateMistake(file, (int)(e.LineNumber ?? 0) + 1, e.Path ?? "$", TemplateProblem.NotJson, e.Message)]);
        }
        catch (InvalidOperationException e)
        {
            // Text that is not UTF-8 is found only when it is taken out.
            return new TemplateReading(null, [new TemplateMistake(file, null, "$", TemplateProblem.NotJson, e.Message)]);
        }

        var mistakes = new MistakeList(file);
        var template = ReadTemplate(new JsonFields(root, mistakes), mistakes);
        return mistakes.Mistakes.Count == 0
            ? new TemplateReading(template, [])
            : new TemplateReading(null, [.. mistakes.Mistakes.OrderBy(m => m.Line)]);
    }

    private static CampaignTemplate ReadTemplate(JsonFields fields, MistakeList mistakes)
    {
        var forms = fields.List("forms", isRequired: true).Select(item => ReadForm(new JsonFields(item, mistakes), mistakes)).ToList();
        var categories = fields.List("categories", isRequired: true).Select(item => ReadCategory(new JsonFields(item, mistakes))).ToList();
        var pools = fields.List("pools", isRequired: true).Select(item => ReadPool(new JsonFields(item, mistakes), mistakes)).ToList();
        var template = new CampaignTemplate
        {
            Key = fields.Key("key"),
            Name = ReadText(fields, "name", ShortText),
            Summary = ReadText(fields, "summary", 400),
            Basics = ReadBasics(fields),
            Forms = forms,
            Categories = categories,
            Pools = pools,
            Rules = TemplateRules.Read(fields, forms, mistakes),
            Course = TemplateCourseReader.Read(fields, mistakes),
        };
        CheckKeys(fields, template, mistakes);
        fields.Finish();
        return template;
    }

    private static TemplateText ReadText(JsonFields parent, string name, int length)
    {
        if (parent.Object(name, isRequired: true) is not { } fields)
        {
            return new TemplateText("", "", "");
        }

        var text = new TemplateText(fields.Text("zh-Hans", length), fields.Text("zh-Hant", length), fields.Text("en", length * 3));
        fields.Finish();
        return text;
    }

    private static TemplateBasics ReadBasics(JsonFields parent)
    {
        if (parent.Object("campaign", isRequired: true) is not { } fields)
        {
            return new TemplateBasics("", "", "", 0, false, false, false);
        }

        var basics = new TemplateBasics(
            fields.Text("title", Campaign.TitleLength),
            fields.Text("tallySheetTitle", Campaign.TitleLength),
            fields.OptionalText("requirements", Campaign.NoteLength),
            fields.Number("groupMinimum", Campaign.LeastGroupMinimum, Campaign.MostGroupMinimum, 5)!.Value,
            fields.Flag("showsRank"),
            fields.Flag("sortsByStrokes"),
            fields.Flag("evaluatesProbationary"));
        fields.Finish();
        return basics;
    }

    private static TemplateForm ReadForm(JsonFields fields, MistakeList mistakes)
    {
        var form = new TemplateForm(
            fields.Key("key"),
            fields.Text("name", BallotForm.NameLength),
            fields.Flag("locked"),
            new FormDefinition
            {
                Overall = fields.Text("overall", FormDefinition.TextLength),
                Indicators = fields.Texts("indicators", FormDefinition.TextLength),
                Scale = [.. fields.List("scale", isRequired: true).Select(item => ReadGrade(new JsonFields(item, mistakes)))],
                Prompts = [.. fields.List("prompts").Select(item => ReadPrompt(new JsonFields(item, mistakes)))],
            });
        fields.Finish();
        // Empty and long texts were noted where they stand.
        foreach (var problem in form.Definition.Problems().Where(p => p is not FormProblem.QuestionEmptyOrTooLong))
        {
            mistakes.Add(fields.Place, TemplateProblem.FormDefect, problem);
        }

        return form;
    }

    private static Grade ReadGrade(JsonFields fields)
    {
        var grade = new Grade(fields.Text("grade", FormDefinition.GradeLength), fields.Choice<GradeKind>("kind", GradeKind.Ordinary));
        fields.Finish();
        return grade;
    }

    private static OpinionPrompt ReadPrompt(JsonFields fields)
    {
        var prompt = new OpinionPrompt(fields.Text("text", FormDefinition.TextLength), fields.Choice<PromptScope>("scope", PromptScope.Once));
        fields.Finish();
        return prompt;
    }

    private static TemplateCategory ReadCategory(JsonFields fields)
    {
        var category = new TemplateCategory(
            fields.Key("key"),
            fields.Text("name", EvaluatorCategory.NameLength),
            fields.Number("target", 0, EvaluatorCategory.Most, 0)!.Value,
            fields.Number("spares", 0, EvaluatorCategory.Most, 0)!.Value,
            fields.Choice<CodeIssue>("issue", CodeIssue.Drawn),
            fields.Fraction("weight"));
        fields.Finish();
        return category;
    }

    private static TemplatePool ReadPool(JsonFields fields, MistakeList mistakes)
    {
        var pool = new TemplatePool(
            fields.Key("key"),
            fields.Text("name", EvaluatorPool.NameLength),
            fields.Number("size", 1, EvaluatorCategory.Most),
            [.. fields.List("categories", isRequired: true).Select(item => ReadPart(new JsonFields(item, mistakes)))],
            [.. fields.List("subjects", isRequired: true).Select(item => ReadSubjects(new JsonFields(item, mistakes)))]);
        fields.Finish();
        return pool;
    }

    private static TemplatePart ReadPart(JsonFields fields)
    {
        var part = new TemplatePart(fields.Key("category"), fields.Number("minimum", 0, EvaluatorCategory.Most, 0)!.Value);
        fields.Finish();
        return part;
    }

    private static TemplateSubjects ReadSubjects(JsonFields fields)
    {
        var subjects = new TemplateSubjects(fields.Choice<SubjectKind>("kind"), fields.Key("form"), fields.Choice<TemplatePick>("pick", TemplatePick.None));
        fields.Finish();
        return subjects;
    }

    // Keys are unique among their kind, and what refers to one finds it.
    private static void CheckKeys(JsonFields fields, CampaignTemplate template, MistakeList mistakes)
    {
        CheckUnique(fields.List("forms"), template.Forms.Select(f => f.Key), mistakes);
        CheckUnique(fields.List("categories"), template.Categories.Select(c => c.Key), mistakes);
        CheckUnique(fields.List("pools"), template.Pools.Select(p => p.Key), mistakes);
        foreach (var (pool, place) in template.Pools.Zip(fields.List("pools")))
        {
            var places = new JsonFields(place, new MistakeList(mistakes.File));
            CheckUnique(places.List("categories"), pool.Parts.Select(p => p.Category), mistakes);
            foreach (var (part, at) in pool.Parts.Zip(places.List("categories")))
            {
                CheckPart(part, template.Categories.FirstOrDefault(c => c.Key == part.Category), at, mistakes);
            }

            foreach (var (_, at) in pool.Subjects.Zip(places.List("subjects")).Where(x => x.First.Form.Length > 0 && template.Forms.All(f => f.Key != x.First.Form)))
            {
                mistakes.Add(at, TemplateProblem.UnknownKey, new JsonFields(at, new MistakeList(mistakes.File)).OptionalText("form", CampaignTemplate.KeyLength));
            }
        }
    }

    private static void CheckPart(TemplatePart part, TemplateCategory? category, JsonPlace at, MistakeList mistakes)
    {
        if (category is null && part.Category.Length > 0)
        {
            mistakes.Add(at, TemplateProblem.UnknownKey, part.Category);
        }
        else if (category is { Target: > 0 } && part.Minimum > category.Target)
        {
            mistakes.Add(at, TemplateProblem.MinimumOverTarget, part.Minimum, category.Target);
        }
    }

    private static void CheckUnique(IReadOnlyList<JsonPlace> places, IEnumerable<string> keys, MistakeList mistakes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, place) in keys.Zip(places))
        {
            if (key.Length > 0 && !seen.Add(key))
            {
                mistakes.Add(place, TemplateProblem.Repeated, key);
            }
        }
    }
}

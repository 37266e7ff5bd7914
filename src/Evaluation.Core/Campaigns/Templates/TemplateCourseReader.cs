using System.Globalization;
using Evaluation.Domain.Campaigns;

namespace Evaluation.Core.Campaigns.Templates;

/// <summary>Reads the course of a template.</summary>
internal static class TemplateCourseReader
{
    private const int NameLength = 100;
    private const int SentenceLength = 400;

    public static TemplateCourse Read(JsonFields parent, MistakeList mistakes)
    {
        if (parent.Object("course") is not { } fields)
        {
            return new TemplateCourse();
        }

        var course = new TemplateCourse
        {
            Ways = fields.Choices<TemplateWay>("ways", isRequired: false),
            Phases = [.. fields.List("phases").Select(item => ReadPhase(new JsonFields(item, mistakes), mistakes))],
            Statements = [.. fields.List("statements").Select(item => ReadStatement(new JsonFields(item, mistakes)))],
            Publication = ReadPublication(fields.Object("publication")),
            Feedback = ReadFeedback(fields, mistakes),
            Leaders = [.. fields.List("leaders").Select(item => ReadLeader(new JsonFields(item, mistakes)))],
            ReportSections = fields.Texts("reportSections", NameLength),
        };
        fields.Finish();
        return course;
    }

    private static TemplatePhase ReadPhase(JsonFields fields, MistakeList mistakes)
    {
        var phase = new TemplatePhase(fields.Text("name", NameLength), Day(fields, "from", mistakes), Day(fields, "until", mistakes), fields.Texts("steps", SentenceLength));
        fields.Finish();
        return phase;
    }

    // A day of every year; 29 February is none.
    private static string? Day(JsonFields fields, string name, MistakeList mistakes)
    {
        var text = fields.OptionalText(name, SentenceLength);
        if (text.Length > 0 && !DateOnly.TryParseExact("2001-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            mistakes.Add(fields.Find(name)!, TemplateProblem.NotADay, text);
        }

        return text.Length == 0 ? null : text;
    }

    private static TemplateStatement ReadStatement(JsonFields fields)
    {
        var statement = new TemplateStatement(
            fields.Text("title", NameLength),
            fields.Choices<SubjectKind>("kinds", isRequired: true),
            fields.Texts("sections", NameLength),
            fields.Number("mostCharacters", 100, 100_000));
        fields.Finish();
        return statement;
    }

    private static TemplatePublication? ReadPublication(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var publication = new TemplatePublication(fields.Choices<TemplateNotice>("places", isRequired: true), fields.Number("workingDays", 1, 60));
        fields.Finish();
        return publication;
    }

    private static List<TemplateFeedback> ReadFeedback(JsonFields course, MistakeList mistakes)
    {
        var read = new List<TemplateFeedback>();
        foreach (var item in course.List("feedback"))
        {
            var fields = new JsonFields(item, mistakes);
            var feedback = new TemplateFeedback(fields.Choices<SubjectKind>("kinds", isRequired: true), fields.Choice<TemplateReporter>("by"));
            fields.Finish();
            if (read.SelectMany(f => f.Kinds).Intersect(feedback.Kinds).Any())
            {
                mistakes.Add(item, TemplateProblem.Repeated, "kinds");
            }

            read.Add(feedback);
        }

        return read;
    }

    private static TemplateLeader ReadLeader(JsonFields fields)
    {
        var leader = new TemplateLeader(fields.Text("part", NameLength), fields.Text("who", NameLength));
        fields.Finish();
        return leader;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Ballots;

/// <summary>Writes the manifest of a <see cref="SealedExport"/>, property by property: its bytes are hashed, so neither a serializer's habits nor a renamed member may change them.</summary>
internal static class ManifestWriter
{
    // Chinese stays readable to whoever opens the file.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ExportedCampaign campaign, Guid boxId, string seal, CampaignResult result)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteCampaign(json, campaign);
            json.WriteString("boxId", boxId);
            json.WriteString("seal", seal);
            WriteLayout(json, result.Layout);
            WriteRuleSet(json, result.Rules);
            WritePlan(json, result.Plan);
            WriteResult(json, result);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteCampaign(Utf8JsonWriter json, ExportedCampaign campaign)
    {
        json.WriteStartObject("campaign");
        json.WriteString("id", campaign.Id);
        json.WriteString("title", campaign.Title);
        json.WriteString("organization", campaign.Organization);
        json.WriteNumber("year", campaign.Year);
        WriteMoment(json, "begun", campaign.Begun);
        WriteMoment(json, "ended", campaign.Ended);
        WriteMoment(json, "counted", campaign.Counted);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTime? moment)
    {
        if (moment is { } value)
        {
            json.WriteString(name, value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteLayout(Utf8JsonWriter json, BallotLayout layout)
    {
        json.WriteStartObject("layout");
        json.WriteString("title", layout.Title);
        json.WriteString("requirements", layout.Requirements);
        WriteObjects(json, "forms", layout.Forms, WriteForm);
        WriteObjects(json, "pools", layout.Pools, WritePool);
        WriteObjects(json, "categories", layout.Categories, (writer, category) =>
        {
            writer.WriteString("id", category.Id);
            writer.WriteString("name", category.Name);
            WriteNumbers(writer, "pools", category.Pools);
        });
        json.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter json, FormDefinition form)
    {
        json.WriteString("overall", form.Overall);
        WriteTexts(json, "indicators", form.Indicators);
        WriteObjects(json, "scale", form.Scale, (writer, grade) =>
        {
            writer.WriteString("grade", grade.Name);
            writer.WriteString("kind", WordOf(grade.Kind));
        });
        WriteObjects(json, "prompts", form.Prompts, (writer, prompt) =>
        {
            writer.WriteString("text", prompt.Text);
            writer.WriteString("scope", WordOf(prompt.Scope));
        });
    }

    private static void WritePool(Utf8JsonWriter json, LayoutPool pool)
    {
        json.WriteString("id", pool.Id);
        json.WriteString("name", pool.Name);
        WriteObjects(json, "subjects", pool.Subjects, (writer, subject) =>
        {
            writer.WriteString("id", subject.Id);
            writer.WriteString("name", subject.Name);
            writer.WriteString("detail", subject.Detail);
            writer.WriteString("kind", WordOf(subject.Kind));
            writer.WriteNumber("form", subject.Form);
        });
    }

    private static void WriteRuleSet(Utf8JsonWriter json, RuleSet rules)
    {
        json.WriteStartObject("ruleSet");
        WriteObjects(json, "metrics", rules.Metrics, (writer, metric) =>
        {
            writer.WriteString("key", metric.Key);
            writer.WriteString("name", metric.Name);
            WriteTexts(writer, "grades", metric.Grades);
            writer.WriteString("base", WordOf(metric.Base));
            writer.WriteBoolean("leavesOutBlank", metric.LeavesOutBlank);
            writer.WriteBoolean("leavesOutUnknown", metric.LeavesOutUnknown);
            writer.WriteBoolean("weighted", metric.IsWeighted);
        });
        WriteObjects(json, "rules", rules.Rules, WriteRule);
        if (rules.Quorum is { } quorum)
        {
            json.WriteStartObject("quorum");
            WriteShare(json, "returned", quorum.Returned);
            WriteShare(json, "present", quorum.Present);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, string name, Fraction? share)
    {
        if (share is { } value)
        {
            json.WriteString(name, value.ToString());
        }
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("number", rule.Number);
        json.WriteString("clause", rule.Clause);
        WriteTexts(json, "kinds", rule.Kinds.Select(kind => WordOf(kind)));
        json.WriteString("metric", rule.Metric);
        WriteBound(json, "above", rule.Above);
        WriteBound(json, "below", rule.Below);
        WriteObjects(json, "consequences", rule.Consequences, (writer, consequence) =>
        {
            writer.WriteString("kind", WordOf(consequence.Kind));
            writer.WriteString("bearer", WordOf(consequence.Bearer));
        });
        json.WriteBoolean("needsReview", rule.NeedsReview);
    }

    private static void WriteBound(Utf8JsonWriter json, string name, Bound? bound)
    {
        if (bound is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("value", bound.Value.ToString());
            json.WriteBoolean("included", bound.IsIncluded);
            json.WriteEndObject();
        }
    }

    private static void WritePlan(Utf8JsonWriter json, CountPlan plan)
    {
        json.WriteStartObject("plan");
        WriteObjects(json, "categories", plan.Categories, (writer, category) =>
        {
            writer.WriteString("id", category.Id);
            writer.WriteString("name", category.Name);
            writer.WriteString("weight", category.Weight.ToString());
            writer.WriteNumber("due", category.Due);
            writer.WriteNumber("present", category.Present);
            writer.WriteNumber("issued", category.Issued);
            writer.WriteNumber("returned", category.Returned);
            writer.WriteNumber("valid", category.Valid);
        });
        json.WriteStartArray("groups");
        foreach (var group in plan.Groups)
        {
            WriteNumbers(json, null, group);
        }

        json.WriteEndArray();
        WriteNumbers(json, "withheldPools", plan.WithheldPools);
        json.WriteNumber("groupMinimum", plan.GroupMinimum);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CampaignResult result)
    {
        json.WriteStartArray("result");
        foreach (var pool in result.Pools)
        {
            for (var subject = 0; subject < pool.Subjects.Count; subject++)
            {
                json.WriteStartObject();
                json.WriteNumber("pool", pool.Index);
                json.WriteNumber("subject", subject);
                WriteSubject(json, pool.Subjects[subject]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteSubject(Utf8JsonWriter json, SubjectResult subject)
    {
        WriteObjects(json, "groups", subject.Tally.Groups, (writer, group) =>
        {
            writer.WriteNumber("group", group.Group);
            writer.WriteStartArray("counts");
            foreach (var question in group.Questions)
            {
                WriteNumbers(writer, null, Enumerable.Range(0, subject.Tally.Form.Scale.Count).Select(grade => question[grade]).Prepend(question.Blank));
            }

            writer.WriteEndArray();
        });
        WriteObjects(json, "metrics", subject.Values, (writer, value) =>
        {
            writer.WriteString("metric", value.Metric.Key);
            writer.WriteNumber("sum", value.Sum);
            writer.WriteNumber("base", value.Base);
            if (value.Rate is { } rate)
            {
                writer.WriteString("rate", rate.ToString());
            }
        });
        WriteObjects(json, "determinations", subject.Determinations, (writer, found) =>
        {
            writer.WriteString("rule", found.Rule.Number);
            writer.WriteString("outcome", WordOf(found.Outcome));
            if (found.Heavier is { } heavier)
            {
                writer.WriteString("heavier", heavier.Number);
            }
        });
    }

    private static void WriteObjects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    // Inside another list a list has no name.
    private static void WriteNumbers(Utf8JsonWriter json, string? name, IEnumerable<int> numbers)
    {
        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    // Closed lists are written as in templates: the name in camel case.
    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

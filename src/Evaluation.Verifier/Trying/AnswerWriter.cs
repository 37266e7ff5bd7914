using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Verifier.Figures;

namespace Evaluation.Verifier.Trying;

/// <summary>Writes answers, each as one line of JSON.</summary>
internal sealed class AnswerWriter(TextWriter output)
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>Answers a line that could be read.</summary>
    public void Write(SubjectLine subject, RuleSet rules) => WriteLine(json =>
    {
        var figures = rules.Metrics.Select(metric => new MetricFigure(metric, subject.Groups)).ToList();
        json.WriteString("id", subject.Id);
        json.WriteStartArray("metrics");
        foreach (var figure in figures)
        {
            WriteMetric(json, figure);
        }

        json.WriteEndArray();
        json.WriteStartArray("determinations");
        foreach (var outcome in Outcome.Of(rules, subject.Kind, figures))
        {
            WriteOutcome(json, outcome);
        }

        json.WriteEndArray();
    });

    /// <summary>Answers a line that could not be read.</summary>
    public void WriteError(long line, string reason) => WriteLine(json =>
    {
        json.WriteNumber("line", line);
        json.WriteString("error", reason);
    });

    private static void WriteMetric(Utf8JsonWriter json, MetricFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("metric", figure.Metric.Key);
        WriteNumber(json, "sum", figure.Sum);
        WriteNumber(json, "base", figure.Base);
        if (figure.Rate is { } rate)
        {
            json.WriteString("rate", rate.ToString());
            json.WriteString("percent", rate.Percent());
        }

        json.WriteString("arithmetic", figure.Arithmetic());
        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("rule", outcome.Rule.Number);
        json.WriteString("outcome", outcome.Word);
        if (outcome.Heavier is { } heavier)
        {
            json.WriteString("heavier", heavier.Number);
        }

        json.WriteString("clause", outcome.Rule.Clause);
        json.WriteString("arithmetic", outcome.Arithmetic());
        json.WriteStartArray("consequences");
        foreach (var consequence in outcome.Rule.Consequences)
        {
            json.WriteStartObject();
            json.WriteString("kind", consequence.Kind);
            json.WriteString("bearer", consequence.Bearer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A line of 1 MB holds too few counts of at most nine digits for their sum to leave 64 bits.
    private static void WriteNumber(Utf8JsonWriter json, string name, BigInteger number) => json.WriteNumber(name, (long)number);

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        output.Write('\n');
    }
}

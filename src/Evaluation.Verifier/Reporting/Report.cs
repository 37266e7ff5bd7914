using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Evaluation.Verifier.Reporting;

/// <summary>What was looked at, what was checked, and how each check came out.</summary>
internal sealed class Report(params IReadOnlyList<Check> checks)
{
    private readonly List<(string Name, string Value)> facts = [];

    public bool Agrees => checks.All(c => c.Verdict is Verdict.Ok or Verdict.Warning);

    /// <summary>Adds something that is good to know. <paramref name="value"/> is shown as it is.</summary>
    public void AddFact(string name, string value) => facts.Add((name, value));

    /// <summary>Writes it for people: a line per check.</summary>
    public void WriteText(TextWriter output)
    {
        foreach (var (name, value) in facts)
        {
            output.WriteLine($"{name + ":",-14}{value}");
        }

        foreach (var check in checks)
        {
            output.WriteLine($"{Word(check.Verdict),-11}{check.Key}: {check.Claim}");
            foreach (var finding in check.Findings)
            {
                output.WriteLine($"{"",-11}{finding}");
            }

            if (check.More > 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-11}and {check.More} more"));
            }
        }

        output.WriteLine(Agrees ? "Everything that was checked agrees." : "NOT EVERYTHING AGREES.");
    }

    /// <summary>Writes it for programs: one line of JSON.</summary>
    public void WriteJson(TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("agrees", Agrees);
            foreach (var (name, value) in facts)
            {
                json.WriteString(name, value);
            }

            json.WriteStartArray("checks");
            foreach (var check in checks)
            {
                json.WriteStartObject();
                json.WriteString("check", check.Key);
                json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(check.Verdict.ToString()));
                json.WriteString("claim", check.Claim);
                json.WriteStartArray("findings");
                foreach (var finding in check.Findings)
                {
                    json.WriteStringValue(finding);
                }

                json.WriteEndArray();
                json.WriteNumber("moreFindings", check.More);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "WARNING",
        Verdict.Failed => "FAILED",
        _ => "not tried",
    };
}

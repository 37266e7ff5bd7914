using System.Text;
using System.Text.Json.Nodes;
using Evaluation.Verifier;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>One run of the verifier in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record VerifierRun(int Code, string Output, string Error)
{
    /// <summary>The checks that failed, by their short names in the order of the report.</summary>
    public IEnumerable<string> Failed => from line in Output.Split('\n')
                                         where line.StartsWith("FAILED ", StringComparison.Ordinal)
                                         select line[6..line.IndexOf(':', StringComparison.Ordinal)].Trim();

    /// <summary>The answers of <c>rules</c>.</summary>
    public IReadOnlyList<JsonNode> Answers => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    public static VerifierRun Of(string input, params string[] args) => Of(Encoding.UTF8.GetBytes(input), args);

    public static VerifierRun Of(byte[] input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        return new VerifierRun(CommandLine.Run(args, new MemoryStream(input), output, error), output.ToString(), error.ToString());
    }

    public static VerifierRun Recount(byte[] file, string seal, params string[] more) =>
        WithFile(file, path => Of("", ["recount", path, "--seal", seal, .. more]));

    public static VerifierRun Rules(string ruleSet, string lines) =>
        WithFile(Encoding.UTF8.GetBytes(ruleSet), path => Of(lines, "rules", "--rule-set", path));

    public static VerifierRun Audit(byte[] journal, params string[] more) => WithFile(journal, path => Of("", ["audit", path, .. more]));

    private static VerifierRun WithFile(byte[] bytes, Func<string, VerifierRun> run)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return run(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

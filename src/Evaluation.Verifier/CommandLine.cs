using Evaluation.Verifier.Journals;
using Evaluation.Verifier.Recounting;
using Evaluation.Verifier.Trying;

namespace Evaluation.Verifier;

/// <summary>Runs one command. docs/sealed-export.md describes what is read and answered.</summary>
public static class CommandLine
{
    /// <summary>Everything agrees.</summary>
    public const int Agrees = 0;

    /// <summary>Something does not agree; the report says what and where.</summary>
    public const int Disagrees = 1;

    /// <summary>It could not be tried: wrong arguments, no such file, no usable rule set.</summary>
    public const int NotTried = 2;

    private const string Usage = """
        Counts a sealed box again, tries a rule set on counts, and checks a journal.

          recount FILE --seal CODE [--basis CODE] [--json]
              Counts the box in FILE and compares everything with what was reported.
              --seal   the seal (封存码) from the signed minutes
              --basis  the basis code (依据码) from the signed minutes
              --json   the report for programs
          rules --rule-set FILE
              Reads one line of JSON per subject from standard input and answers each with its metrics and determinations.
              FILE is a template, or the ruleSet of a manifest.
          audit FILE [--head CODE]
              Checks the chain of a journal.
              --head   the last hash, as it was noted elsewhere

        Exit code 0: everything agrees. 1: something does not. 2: it could not be tried.
        """;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments; the first is the command.</param>
    /// <param name="input">Standard input, read by <c>rules</c> alone.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where goes why it could not be tried.</param>
    /// <returns><see cref="Agrees"/>, <see cref="Disagrees"/> or <see cref="NotTried"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Stream input, TextWriter output, TextWriter error)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            output.WriteLine(Usage);
            return Agrees;
        }

        try
        {
            var rest = args.Skip(1).ToList();
            var code = (args.Count > 0 ? args[0] : null) switch
            {
                "recount" => Recount.Run(Arguments.Read(rest, takesFile: true, ["--seal", "--basis"], ["--json"]), output),
                "rules" => RuleTrial.Run(Arguments.Read(rest, takesFile: false, ["--rule-set"], []), input, output),
                "audit" => Audit.Run(Arguments.Read(rest, takesFile: true, ["--head"], []), output),
                null => throw new UsageException("No command was given: recount, rules or audit. --help explains them."),
                var other => throw new UsageException($"There is no command {other}: recount, rules or audit. --help explains them."),
            };
            output.Flush();
            return code;
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(exception.Message);
            return NotTried;
        }
    }
}

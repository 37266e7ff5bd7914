using Evaluation.Verifier.Figures;
using Evaluation.Verifier.Reading;

namespace Evaluation.Verifier.Trying;

/// <summary>Tries a rule set on counts that anybody may write down: a line in, a line out.</summary>
internal static class RuleTrial
{
    private const long LargestRuleSet = 1 << 26;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Runs the command.</summary>
    public static int Run(Arguments arguments, Stream input, TextWriter output)
    {
        var rules = Load(arguments.Value("--rule-set"));
        var lines = new LineReader(input);
        var answers = new AnswerWriter(output);
        var code = CommandLine.Agrees;
        while (lines.TryRead(out var line, out var isTooLong))
        {
            try
            {
                var subject = isTooLong
                    ? throw new RefusalException("byte 0", FormattableString.Invariant($"the line is longer than {LineReader.LongestLine} bytes"))
                    : SubjectLine.Read(Trimmed(line, lines.Number), rules);
                answers.Write(subject, rules);
            }
            catch (RefusalException refusal)
            {
                answers.WriteError(lines.Number, refusal.Message);
                code = CommandLine.Disagrees;
            }

            // Whoever writes line by line gets the answer before the next line.
            if (!lines.HasLineAtHand)
            {
                output.Flush();
            }
        }

        return code;
    }

    private static RuleSet Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (!file.CanSeek || file.Length > LargestRuleSet)
            {
                throw new UsageException($"{path} is no ordinary file, or too large for a rule set.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return RuleSetReader.ReadFile(JsonValue.Parse(WithoutMark(bytes)));
        }
        catch (RefusalException refusal)
        {
            throw new UsageException($"{path} is no usable rule set. {refusal.Message}");
        }
    }

    // Editors of some systems put a mark at the beginning and a carriage return at the end of a line.
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line, long number) => (number == 1 ? WithoutMark(line) : line).TrimEnd((byte)'\r');

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
}

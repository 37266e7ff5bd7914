using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Verifier.Reading;
using Evaluation.Verifier.Reporting;

namespace Evaluation.Verifier.Journals;

/// <summary>Checks the chain of a journal, line by line.</summary>
internal sealed class Audit
{
    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    private readonly Check entries = new("entries", "every line is a hash, a tab and an entry with a number");
    private readonly Check numbers = new("numbers", "the entries are numbered from 1 without a gap");
    private readonly Check chain = new("chain", "every hash is that of the one before it and of its entry");
    private readonly Check head = new("head", "the last hash is the one that was typed in");
    private readonly Report report;
    private byte[] last = new byte[SHA256.HashSizeInBytes];
    private long expected = 1;

    private Audit() => report = new Report(entries, numbers, chain, head);

    /// <summary>Runs the command.</summary>
    public static int Run(Arguments arguments, TextWriter output)
    {
        var typedHead = arguments.Code("--head");
        using var file = File.OpenRead(arguments.File);
        var audit = new Audit();
        if (audit.ReadLines(new LineReader(file)))
        {
            audit.CompareHead(typedHead);
        }

        audit.report.WriteText(output);
        return audit.report.Agrees ? CommandLine.Agrees : CommandLine.Disagrees;
    }

    // A line that is no entry breaks off: no hash behind it could be tried. Behind a wrong hash or number it goes on, so that only the places where something was done are reported.
    private bool ReadLines(LineReader lines)
    {
        while (lines.TryRead(out var line, out var isTooLong))
        {
            try
            {
                if (isTooLong)
                {
                    throw new RefusalException("byte 0", FormattableString.Invariant($"longer than {LineReader.LongestLine} bytes"));
                }

                ReadEntry(line, lines.Number);
            }
            catch (RefusalException refusal)
            {
                entries.Fail($"line {lines.Number}: {refusal.Message}; nothing behind it was tried");
                return false;
            }
        }

        report.AddFact("entries", lines.Number.ToString(CultureInfo.InvariantCulture));
        report.AddFact("last hash", Convert.ToHexStringLower(last));
        foreach (var check in (Check[])[entries, numbers, chain])
        {
            check.Pass();
        }

        return true;
    }

    private void ReadEntry(ReadOnlySpan<byte> line, long lineNumber)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (line.Length <= HashDigits || line[HashDigits] != (byte)'\t'
            || Convert.FromHexString(Encoding.Latin1.GetString(line[..HashDigits]), hash, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            throw new RefusalException("byte 0", FormattableString.Invariant($"it does not begin with {HashDigits} hexadecimal digits and a tab"));
        }

        var entry = line[(HashDigits + 1)..];
        var number = JsonValue.Parse(entry).Get("number").Count(long.MaxValue - 1);
        if (number != expected)
        {
            numbers.Fail($"line {lineNumber}: entry {number} stands where {expected} must stand");
        }

        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(last);
        sum.AppendData(entry);
        if (!sum.GetHashAndReset().AsSpan().SequenceEqual(hash))
        {
            chain.Fail($"line {lineNumber}, entry {number}: the hash is not that of the hash before it and this entry: one of them was changed");
        }

        last = hash.ToArray();
        expected = number + 1;
    }

    private void CompareHead(string? typed)
    {
        var found = Convert.ToHexStringLower(last);
        if (typed is null)
        {
            head.Warn("none was typed in: entries cut off at the end would not be noticed");
        }
        else if (typed == found)
        {
            head.Pass();
        }
        else
        {
            head.Fail($"the last hash is {found}, and {typed} was typed in: entries are missing at the end, or were changed");
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Evaluation.Verifier.Reading;
using Evaluation.Verifier.Reporting;

namespace Evaluation.Verifier.Recounting;

/// <summary>Counts a sealed export again and compares it with what was reported and with the codes on the signed minutes.</summary>
internal sealed class Recount
{
    private readonly Check file = new("file", "the parts of the file fit together");
    private readonly Check sum = new("sum", "the file's own sum holds");
    private readonly Check seal = new("seal", "the box has the seal that was typed in, and the manifest names it");
    private readonly Check basis = new("basis", "the manifest has the basis code that was typed in");
    private readonly Check manifest = new("manifest", "the manifest can be read and does not contradict itself");
    private readonly Check order = new("order", "envelopes and slips are complete and in canonical order");
    private readonly Check slips = new("slips", "every slip belongs to a subject, to a group of its pool and to a scale");
    private readonly Check sheets = new("sheets", "each subject has as many slips of each group as there are valid sheets");
    private readonly Check turnout = new("turnout", "there are as many envelopes as valid sheets, no more valid than returned, and no more returned than issued");
    private readonly Check leftOut = new("leftOut", "every sheet returned was counted");
    private readonly Check minimum = new("minimum", "no group shown is under the group minimum");
    private readonly Check counts = new("counts", "the counts are those that were reported");
    private readonly Check metrics = new("metrics", "the metrics are those that were reported");
    private readonly Check determinations = new("determinations", "the determinations are those that were reported");
    private readonly Report report;

    private Recount() =>
        report = new Report(file, sum, seal, basis, manifest, order, slips, sheets, turnout, leftOut, minimum, counts, metrics, determinations);

    /// <summary>Runs the command.</summary>
    public static int Run(Arguments arguments, TextWriter output)
    {
        var typedSeal = arguments.Code("--seal") ?? throw new UsageException("--seal is needed: the seal from the signed minutes.");
        var recount = new Recount();
        recount.Try(ExportFile.Load(arguments.File), typedSeal, arguments.Code("--basis"));
        if (arguments.Has("--json"))
        {
            recount.report.WriteJson(output);
        }
        else
        {
            recount.report.WriteText(output);
        }

        return recount.report.Agrees ? CommandLine.Agrees : CommandLine.Disagrees;
    }

    private void Try(byte[] bytes, string typedSeal, string? typedBasis)
    {
        if (Unless(file, () => ExportFile.Open(bytes)) is not { } export)
        {
            return;
        }

        Expect(sum, export.SumHolds, $"the SHA-256 at the end is not that of the bytes before it: the file is damaged");
        var (foundSeal, foundBasis) = (HashOf(export.Box), HashOf(export.Manifest));
        report.AddFact("seal", foundSeal);
        report.AddFact("basis", foundBasis);
        Expect(seal, foundSeal == typedSeal, $"the box has the seal {foundSeal}, and {typedSeal} was typed in");
        if (typedBasis is null)
        {
            basis.Warn("none was typed in: compare the basis code above with the signed minutes");
        }
        else
        {
            Expect(basis, foundBasis == typedBasis, $"the manifest has the basis code {foundBasis}, and {typedBasis} was typed in");
        }

        if (Unless(manifest, () => ManifestReader.Read(export.Manifest.Span)) is { } read)
        {
            report.AddFact("campaign", SafeText.Of(read.Title));
            report.AddFact("organization", SafeText.Of(read.Organization));
            Expect(seal, read.Seal == foundSeal, $"the manifest names the seal {SafeText.Of(read.Seal)}");
            Count(export.Box.Span, read);
        }
    }

    private void Count(ReadOnlySpan<byte> box, Manifest read)
    {
        PlanCheck.Look(read, turnout, minimum);
        if (BoxCount.Of(box, read.Pools, order, slips) is not { } counted)
        {
            return;
        }

        report.AddFact("envelopes", counted.Envelopes.ToString(CultureInfo.InvariantCulture));
        report.AddFact("slips", counted.Slips.ToString(CultureInfo.InvariantCulture));
        var valid = read.Categories.Sum(c => c.Valid);
        Expect(turnout, counted.Envelopes == valid, $"there are {counted.Envelopes} envelopes and {valid} valid sheets");
        leftOut.Pass();
        foreach (var category in read.Categories.Where(c => c.Valid < c.Returned))
        {
            leftOut.Warn(string.Create(CultureInfo.InvariantCulture, $"category {SafeText.Of(category.Name)}: {category.Returned - category.Valid} of {category.Returned} were left out: the signed minutes must name the two people who decided it"));
        }


        new ResultComparison(read, counted, sheets, counts, metrics, determinations).Run();
    }

    private static void Expect(Check check, bool holds, FormattableString finding)
    {
        check.Pass();
        if (!holds)
        {
            check.Fail(finding);
        }
    }

    private static T? Unless<T>(Check check, Func<T> read)
        where T : class
    {
        try
        {
            var found = read();
            check.Pass();
            return found;
        }
        catch (RefusalException refusal)
        {
            check.Fail($"{refusal.Message}");
            return null;
        }
    }

    private static string HashOf(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}

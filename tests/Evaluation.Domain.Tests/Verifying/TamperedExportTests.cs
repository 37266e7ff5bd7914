using System.Text.Json.Nodes;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>Each check by itself: the codes typed in are those of the forged file, so that nothing but the check itself can find the forgery.</summary>
public sealed class TamperedExportTests
{
    // Behind the random bytes, 21 envelopes and both numbers. The first slips have three marks each: ten bytes.
    private const int FirstSlip = 32 + 4 + (21 * 16) + 4;

    // Two pools that share the staff: seven ballots of each category, so every group is shown by itself.
    private static readonly Export Honest = new SampleElection(
        Layouts.Bureau2,
        Layouts.PlanOf(Layouts.Bureau2),
        Bureau.Rules,
        [
            .. Enumerable.Repeat(new BallotContent(0, "14-" + "444" + "1" + "6", []), 6),
            new BallotContent(0, "24-" + "444" + "1" + "6", []),
            .. Enumerable.Repeat(new BallotContent(1, "222", []), 7),
            .. Enumerable.Repeat(new BallotContent(2, "412" + "-" + "1", []), 7),
        ]).Export();

    private static readonly Dictionary<string, Func<SealedBox, byte[]>> Boxes = new()
    {
        ["slip removed: sheets counts metrics"] = box => Sealed(box.EnvelopeIds, box.Slips.Skip(1)),
        ["slip added: sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips, box.Slips[0]]),
        ["slip swapped for another: counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "444" }]),
        ["indicator of a slip changed: counts"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "111" }]),
        ["slip moved to another group: sheets counts"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Group = 1 }]),
        ["slip of no group of its pool: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Group = 2 }]),
        ["slip of no pool: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Pool = 2 }]),
        ["slip of no subject: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Subject = 1 }]),
        ["mark beyond the scale: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "54-" }]),
        ["mark that is none: slips counts"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "10-" }]),
        ["one mark too few: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "14" }]),
        ["one mark too many: slips sheets counts metrics"] = box => Sealed(box.EnvelopeIds, [.. box.Slips.Skip(1), box.Slips[0] with { Marks = "14-1" }]),
        ["envelope removed: turnout"] = box => Sealed(box.EnvelopeIds.Skip(1), box.Slips),
        ["envelope twice: order"] = box => Sealed([.. box.EnvelopeIds.Skip(1), box.EnvelopeIds[1]], box.Slips),
        ["envelopes out of order: order"] = box => Swapped(box.Bytes, 36, 36 + 16, 16),
        ["slips out of order: order"] = box => Swapped(box.Bytes, FirstSlip + (6 * 10), FirstSlip + (7 * 10), 10),
        ["marks out of order: order"] = box => Swapped(box.Bytes, FirstSlip + (5 * 10), FirstSlip + (6 * 10), 10),
        ["byte behind the last slip: order"] = box => [.. box.Bytes, 0],
        ["last byte cut off: order"] = box => box.Bytes[..^1],
    };

    private static readonly Dictionary<string, Action<JsonNode>> Manifests = new()
    {
        ["count changed: counts"] = m => m["result"]![0]!["groups"]![0]!["counts"]![1]![4] = 6,
        ["sum changed: metrics"] = m => m["result"]![0]!["metrics"]![0]!["sum"] = 13,
        ["base changed: metrics"] = m => m["result"]![0]!["metrics"]![0]!["base"] = 13,
        ["rate changed: metrics"] = m => m["result"]![0]!["metrics"]![1]!["rate"] = "1/100",
        ["rate not in lowest terms: metrics"] = m => m["result"]![0]!["metrics"]![0]!["rate"] = "14/14",
        ["rate left out: metrics"] = m => m["result"]![0]!["metrics"]![0]!.AsObject().Remove("rate"),
        ["metric left out: metrics"] = m => m["result"]![0]!["metrics"]!.AsArray().RemoveAt(1),
        ["metrics swapped: metrics"] = m => m["result"]![0]!["metrics"]!.AsArray().Add(Taken(m["result"]![0]!["metrics"]!, 0)),
        ["determination left out: determinations"] = m => m["result"]![1]!["determinations"]!.AsArray().RemoveAt(1),
        ["determination added: determinations"] = m => m["result"]![0]!["determinations"]!.AsArray().Add(new JsonObject { ["rule"] = "2", ["outcome"] = "applies" }),
        ["outcome changed: determinations"] = m => m["result"]![1]!["determinations"]![1]!["outcome"] = "forDecision",
        ["heavier added: determinations"] = m => m["result"]![1]!["determinations"]![1]!["heavier"] = "4",
        ["rule named by another number: determinations"] = m => m["result"]![1]!["determinations"]![1]!["rule"] = "3",
        ["threshold changed: determinations"] = m => m["ruleSet"]!["rules"]![0]!["below"]!["value"] = "0",
        ["kind of subject changed: determinations"] = m => m["layout"]!["pools"]![1]!["subjects"]![0]!["kind"] = "office",
        ["metric's grades changed: metrics determinations"] = m => m["ruleSet"]!["metrics"]![1]!["grades"]![0] = "满意",
        ["grade said to be self: metrics determinations minimum"] = m =>
        {
            m["layout"]!["forms"]![0]!["scale"]![3]!["kind"] = "self";
            m["plan"]!["groupMinimum"] = 7;
        },
        ["valid sheets lowered: sheets turnout"] = m => m["plan"]!["categories"]![0]!["valid"] = 6,
        ["more valid than returned: turnout"] = m => m["plan"]!["categories"]![0]!["returned"] = 6,
        ["more returned than issued: turnout"] = m => m["plan"]!["categories"]![0]!["issued"] = 6,
        ["group under the minimum: minimum"] = m => m["plan"]!["groupMinimum"] = 8,
        ["pool withheld without need: minimum"] = m => m["plan"]!["withheldPools"]!.AsArray().Add(0),
        ["another seal named: seal"] = m => m["seal"] = new string('0', 64),
        ["property nobody knows: manifest"] = m => m["plan"]!["note"] = "",
        ["property missing: manifest"] = m => m["plan"]!.AsObject().Remove("groupMinimum"),
        ["category of the plan renamed: manifest"] = m => m["plan"]!["categories"]![0]!["name"] = "他人",
        ["category in two groups: manifest"] = m => m["plan"]!["groups"]![0]!.AsArray().Add(1),
        ["pool twice on a sheet: manifest"] = m => m["layout"]!["categories"]![1]!["pools"]!.AsArray().Add(0),
        ["category in no group: manifest"] = m => m["plan"]!["groups"]!.AsArray().RemoveAt(2),
        ["subject left out of the result: manifest"] = m => m["result"]!.AsArray().RemoveAt(0),
        ["subjects swapped in the result: manifest"] = m => m["result"]!.AsArray().Add(Taken(m["result"]!, 2)),
        ["group left out of the result: manifest"] = m => m["result"]![0]!["groups"]!.AsArray().RemoveAt(0),
        ["question left out of the result: manifest"] = m => m["result"]![0]!["groups"]![0]!["counts"]!.AsArray().RemoveAt(0),
        ["count that is no number: manifest"] = m => m["result"]![0]!["groups"]![0]!["counts"]![0]![0] = "7",
        ["count below zero: manifest"] = m => m["result"]![0]!["groups"]![0]!["counts"]![0]![0] = -1,
        ["count beyond 32 bits: manifest"] = m => m["result"]![0]!["groups"]![0]!["counts"]![0]![0] = 4_294_967_296,
        ["form that is not there: manifest"] = m => m["layout"]!["pools"]![0]!["subjects"]![0]!["form"] = 2,
        ["pool that is not there: manifest"] = m => m["layout"]!["categories"]![0]!["pools"]![1] = 2,
        ["rule on a metric that is not there: manifest"] = m => m["ruleSet"]!["rules"]![0]!["metric"] = "happiness",
        ["moment that is none: manifest"] = m => m["campaign"]!["counted"] = "yesterday",
    };

    public static TheoryData<string> BoxCases => [.. Boxes.Keys];

    public static TheoryData<string> ManifestCases => [.. Manifests.Keys];

    [Fact]
    public void Recount_Untouched_Agrees() => Assert.Equal(0, VerifierRun.Recount(Honest.File, Honest.Seal, "--basis", Honest.Basis).Code);

    [Theory]
    [MemberData(nameof(BoxCases))]
    public void Recount_TamperedBox_FailsThatCheck(string what)
    {
        var box = Boxes[what](SealedBox.Read(Honest.Box));

        MustFail(what, VerifierRun.Recount(Honest.WithBox(box), SealedExport.BasisCodeOf(box)));
    }

    [Theory]
    [MemberData(nameof(ManifestCases))]
    public void Recount_TamperedManifest_FailsThatCheck(string what) =>
        MustFail(what, VerifierRun.Recount(Honest.WithManifest(Manifests[what]), Honest.Seal));

    [Fact]
    public void Recount_PropertyThatStandsTwice_FailsTheManifest()
    {
        var text = System.Text.Encoding.UTF8.GetString(Honest.Manifest).Replace("\"groupMinimum\":5", "\"groupMinimum\":5,\"groupMinimum\":5", StringComparison.Ordinal);

        MustFail("twice: manifest", VerifierRun.Recount(SealedExport.Write(System.Text.Encoding.UTF8.GetBytes(text), Honest.Box), Honest.Seal));
    }

    [Fact]
    public void Recount_ManySlipsWrong_KeepsTheReportShort()
    {
        var box = SealedBox.Read(Honest.Box);
        var wrong = Sealed(box.EnvelopeIds, box.Slips.Select(s => s with { Pool = 9 }));

        var run = VerifierRun.Recount(Honest.WithBox(wrong), SealedExport.BasisCodeOf(wrong));

        Assert.Contains($"and {box.Slips.Count - 20} more", run.Output, StringComparison.Ordinal);
    }

    // Exactly the checks that are named behind the colon, in whatever order.
    private static void MustFail(string what, VerifierRun run)
    {
        Assert.Equal(1, run.Code);
        Assert.Equal(what[(what.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(' ').Order(), run.Failed.Order());
    }

    private static byte[] Sealed(IEnumerable<Guid> ids, IEnumerable<Slip> slips) => SealedBox.Make(ids, slips).Bytes;

    private static byte[] Swapped(byte[] bytes, int first, int second, int length)
    {
        var swapped = bytes.ToArray();
        bytes.AsSpan(first, length).CopyTo(swapped.AsSpan(second));
        bytes.AsSpan(second, length).CopyTo(swapped.AsSpan(first));
        return swapped;
    }

    private static JsonNode Taken(JsonNode list, int index)
    {
        var item = list[index]!;
        list.AsArray().RemoveAt(index);
        return item;
    }
}

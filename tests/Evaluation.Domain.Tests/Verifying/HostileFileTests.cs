using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>Files that somebody made to break the verifier: each gets a reason and an exit code, and no memory for what it merely says.</summary>
public sealed class HostileFileTests
{
    private static readonly string Code = new('0', 64);
    private static readonly Export Honest = SampleElection.Of(1).Export();

    [Fact]
    public void Recount_CutAnywhere_IsRejected()
    {
        var file = Honest.File;
        foreach (var length in Enumerable.Range(0, 400).Concat(Enumerable.Range(file.Length - 400, 400)))
        {
            MustFail(file[..length], "file");
        }
    }

    [Fact]
    public void Recount_BytesBehindTheEnd_AreRejected() => MustFail([.. Honest.File, 0], "file");

    [Theory]
    [InlineData(0x7fffffffu)]
    [InlineData(0x80000000u)]
    [InlineData(0xffffffffu)]
    public void Recount_HugeLengths_AreRejectedWithoutRoomForThem(uint length)
    {
        var box = 24 + 4 + Honest.Manifest.Length;
        var before = GC.GetAllocatedBytesForCurrentThread();

        MustFail(With(Honest.File, 24, length), "file");
        MustFail(With(Honest.File, box, length), "file");
        MustFail(Honest.WithBox(With(Honest.Box, 32, length)), "order");
        MustFail(Honest.WithBox(With(Honest.Box, SlipCount(Honest.Box), length)), "order");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"campaign\":")]
    [InlineData("{} {}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"campaign\":{\"id\":\"\\ud800\"}}")]
    [InlineData("{\"campaign\":1e999999999}")]
    public void Recount_ManifestThatIsNone_IsRejected(string manifest) =>
        MustFail(SealedExport.Write(Encoding.UTF8.GetBytes(manifest), Honest.Box), "manifest");

    [Fact]
    public void Recount_ManifestThatIsNotUtf8_IsRejected() => MustFail(SealedExport.Write([.. "{\"campaign\":\""u8, 0xff, .. "\"}"u8], Honest.Box), "manifest");

    [Fact]
    public void Recount_DeepNesting_IsRejected()
    {
        MustFail(SealedExport.Write(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), Honest.Box), "manifest");
        MustFail(SealedExport.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"layout\":", 100_000))), Honest.Box), "manifest");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Recount_AnyValueReplacedByAnother_EndsWithAReport(string other)
    {
        // Every value of the manifest, one after another. A text may be as good as another; what nothing can be made of has its reason.
        foreach (var (start, end) in Values(Honest.Manifest))
        {
            var manifest = Encoding.UTF8.GetBytes(other);
            var file = SealedExport.Write([.. Honest.Manifest[..start], .. manifest, .. Honest.Manifest[end..]], Honest.Box);

            var run = VerifierRun.Recount(file, Honest.Seal);

            Assert.True(run.Code == 0 || (run.Code == 1 && run.Failed.Any()), run.Output);
        }
    }

    [Fact]
    public void Run_WrongArguments_AreNotTried()
    {
        string[][] wrong =
        [
            [], ["count"], ["recount"], ["recount", "file"], ["recount", "--seal", Code], ["recount", "file", "--seal"], ["recount", "file", "--seal", "12"],
            ["recount", "file", "--seal", new string('g', 64)], ["recount", "file", "--seal", Code, "--seal", Code], ["recount", "file", "other", "--seal", Code],
            ["recount", "file", "--seal", Code, "--basis", "x"], ["recount", "file", "--seal", Code, "--head", Code], ["recount", "", "--seal", Code],
            ["rules"], ["rules", "file"], ["rules", "--rule-set", "no such file"], ["audit"], ["audit", "no such file"], ["audit", "file", "--json"],
            ["recount", "no such file", "--seal", Code], ["recount", Path.GetTempPath(), "--seal", Code], ["audit", Path.GetTempPath()], ["rules", "--rule-set", Path.GetTempPath()],
        ];
        foreach (var args in wrong)
        {
            var run = VerifierRun.Of("", args);

            Assert.True(run is { Code: 2, Output: "", Error.Length: > 10 }, string.Join(' ', args) + run);
        }
    }

    [Fact]
    public void Run_Help_ExplainsEveryCommand()
    {
        var run = VerifierRun.Of("", "--help");

        Assert.Equal(0, run.Code);
        Assert.All((string[])["recount FILE", "rules --rule-set FILE", "audit FILE"], usage => Assert.Contains(usage, run.Output, StringComparison.Ordinal));
    }

    private static void MustFail(byte[] file, string check)
    {
        var run = VerifierRun.Recount(file, Code);

        Assert.Equal(1, run.Code);
        Assert.Contains(check, run.Failed);
    }

    private static int SlipCount(byte[] box) => 36 + (16 * (int)BinaryPrimitives.ReadUInt32BigEndian(box.AsSpan(32)));

    private static byte[] With(byte[] bytes, int place, uint number)
    {
        var changed = bytes.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(place), number);
        return changed;
    }

    private static List<(int Start, int End)> Values(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var values = new List<(int Start, int End)>();
        var open = new Stack<int>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    values.Add((open.Pop(), (int)reader.BytesConsumed));
                    break;
                case not JsonTokenType.PropertyName:
                    values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                    break;
            }
        }

        return values;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Domain.Tests.Verifying;

/// <summary>The verifier's audit of journals, good ones and altered ones.</summary>
public sealed class AuditTests
{
    private static readonly string[] Entries = [.. Enumerable.Range(1, 6).Select(n => $$"""{"number":{{n}},"act":"开箱","by":"某人"}""")];

    [Fact]
    public void Audit_GoodChain_Agrees()
    {
        var lines = Chain(Entries);

        var run = VerifierRun.Audit(Bytes(lines), "--head", lines[^1][..64].ToUpperInvariant());

        Assert.Equal(0, run.Code);
        Assert.Contains("entries:      6", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_FirstHash_IsThatOfThirtyTwoZeroBytesAndTheEntry()
    {
        // Worked out by hand: (head -c 32 /dev/zero; printf '{"number":1}') | sha256sum
        const string line = "b4ff2b0a8d6425120a1d45178ba4a98f99fb4642390137300132678d6c10600a\t{\"number\":1}";

        Assert.Equal(0, VerifierRun.Audit(Encoding.UTF8.GetBytes(line)).Code);
    }

    [Fact]
    public void Audit_WithoutAHead_WarnsThatACutWouldNotBeNoticed()
    {
        var run = VerifierRun.Audit(Bytes(Chain(Entries)[..3]));

        Assert.Equal(0, run.Code);
        Assert.Contains("WARNING    head:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void Audit_CutAtTheEnd_IsFoundByTheHead(int left)
    {
        var lines = Chain(Entries);

        MustFail("head", VerifierRun.Audit(Bytes(lines[..left]), "--head", lines[^1][..64]), "missing at the end");
    }

    [Fact]
    public void Audit_EntryAltered_IsFoundWhereItStands()
    {
        var lines = Chain(Entries);
        lines[2] = lines[2].Replace("某人", "别人", StringComparison.Ordinal);

        MustFail("chain", VerifierRun.Audit(Bytes(lines), "--head", lines[^1][..64]), "line 3, entry 3");
    }

    [Fact]
    public void Audit_EntryAlteredWithItsHash_IsFoundBehindIt()
    {
        var lines = Chain(Entries);
        var altered = Chain([.. Entries[..2], Entries[2].Replace("某人", "别人", StringComparison.Ordinal)]);
        lines[2] = altered[2];

        MustFail("chain", VerifierRun.Audit(Bytes(lines), "--head", lines[^1][..64]), "line 4, entry 4");
    }

    [Fact]
    public void Audit_EverythingBehindAnAlteredEntryWorkedOutAnew_IsFoundByTheHeadAlone()
    {
        var honest = Chain(Entries);
        var forged = Chain([.. Entries.Select(e => e.Replace("某人", "别人", StringComparison.Ordinal))]);

        MustFail("head", VerifierRun.Audit(Bytes(forged), "--head", honest[^1][..64]), honest[^1][..64]);
    }

    [Fact]
    public void Audit_EntryRemovedInsertedOrMoved_IsFound()
    {
        var lines = Chain(Entries);
        var head = lines[^1][..64];

        MustFail("chain numbers", VerifierRun.Audit(Bytes([.. lines[..2], .. lines[3..]]), "--head", head), "line 3: entry 4 stands where 3 must stand");
        MustFail("chain numbers", VerifierRun.Audit(Bytes(lines[1..]), "--head", head), "line 1: entry 2 stands where 1 must stand");
        MustFail("chain numbers", VerifierRun.Audit(Bytes([.. lines[..2], lines[1], .. lines[2..]]), "--head", head), "line 3: entry 2 stands where 3 must stand");
        MustFail("chain numbers", VerifierRun.Audit(Bytes([lines[0], lines[2], lines[1], .. lines[3..]]), "--head", head), "line 2: entry 3 stands where 2 must stand");
    }

    [Fact]
    public void Audit_NumberSkippedInAChainThatHolds_IsFound()
    {
        var lines = Chain([Entries[0], Entries[2]]);

        MustFail("numbers", VerifierRun.Audit(Bytes(lines), "--head", lines[^1][..64]), "line 2: entry 3 stands where 2 must stand");
    }

    [Theory]
    [InlineData("no hash")]
    [InlineData("\t{\"number\":1}")]
    [InlineData("00\t{\"number\":1}")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000\t{\"number\":1}")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000 {\"number\":1}")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\t")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\t[]")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\t{\"number\":\"1\"}")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\t{\"number\":1,\"number\":2}")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\t{\"act\":1}")]
    [InlineData("")]
    public void Audit_LineThatIsNoEntry_BreaksOffThere(string line)
    {
        var lines = Chain(Entries);

        MustFail("entries", VerifierRun.Audit(Bytes([.. lines[..2], line, .. lines[2..]])), "line 3: ");
    }

    [Fact]
    public void Audit_LineOfManyMegabytes_BreaksOffThere() =>
        MustFail("entries", VerifierRun.Audit(Encoding.UTF8.GetBytes(new string('0', 5 << 20))), "line 1: byte 0: longer than");

    private static void MustFail(string checks, VerifierRun run, string where)
    {
        Assert.Equal((1, checks), (run.Code, string.Join(' ', run.Failed.Order())));
        Assert.Contains(where, run.Output, StringComparison.Ordinal);
    }

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static List<string> Chain(IEnumerable<string> entries)
    {
        var lines = new List<string>();
        var hash = new byte[32];
        foreach (var entry in entries)
        {
            hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(entry)]);
            lines.Add(Convert.ToHexStringLower(hash) + "\t" + entry);
        }

        return lines;
    }
}

using System.Security.Cryptography;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Ballots.Agreements;

namespace Evaluation.Domain.Tests.Ballots;

/// <summary>Every implementation agrees with every other, and refuses what is no point.</summary>
public sealed class KeyAgreementTests : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public static TheoryData<string> All => OperatingSystem.IsLinux() ? new("Framework", "OpenSsl") : new("Framework");

    public static TheoryData<string, string> Pairs => [.. from one in All select one.Data into sealing from other in All select (sealing, other.Data)];

    private byte[] Point => EnvelopeCipher.ExportPublicKey(key);

    public void Dispose() => key.Dispose();

    [Fact]
    public void Preferred_OnLinux_IsOpenSsl() => Assert.Equal(OperatingSystem.IsLinux(), KeyAgreement.Preferred != KeyAgreement.Framework);

    [Theory, MemberData(nameof(Pairs))]
    public void Agree_SealingAndOpening_GiveTheSameSecretAndAnotherEachTime(string sealing, string opening)
    {
        using var inner = Of(sealing).ToBox(Point);
        using var outer = Of(opening).OfBox(key);
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 200; i++)
        {
            var (point, secret) = inner.Agree();

            Assert.Equal(secret, outer.Agree(point));
            Assert.Equal(32, secret.Length);
            Assert.True(secrets.Add(Convert.ToHexString(secret)));
            Assert.True(secrets.Add(Convert.ToHexString(point)));
        }
    }

    // From "Suite B Implementer's Guide to NIST SP 800-56A", example of an agreement on P-256.
    [Theory, MemberData(nameof(All))]
    public void Agree_PublishedExample_GivesThePublishedSecret(string implementation)
    {
        using var own = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Convert.FromHexString("814264145F2F56F2E96A8E337A1284993FAF432A5ABCE59E867B7291D507A3AF"),
        });
        using var side = Of(implementation).OfBox(own);
        var point = Convert.FromHexString("04"
            + "B120DE4AA36492795346E8DE6C2C8646AE06AAEA279FA775B3AB0715F6CE51B0"
            + "9F1B7EECE20D7B5ED8EC685FA3F071D83727027092A8411385C34DDE5708B2B6");

        Assert.Equal("DD0F5396219D1EA393310412D19A08F1F5811E9DC8EC8EEA7F80D21C820C2788", Convert.ToHexString(side.Agree(point)));
    }

    [Theory, MemberData(nameof(All))]
    public void Agree_WhatIsNoPoint_IsRefusedAndTheNextIsRight(string implementation)
    {
        using var inner = KeyAgreement.Framework.ToBox(Point);
        using var outer = Of(implementation).OfBox(key);
        var (point, secret) = inner.Agree();
        foreach (var wrong in WrongPoints(point))
        {
            Assert.ThrowsAny<CryptographicException>(() => outer.Agree(wrong));
            Assert.ThrowsAny<CryptographicException>(() => Of(implementation).ToBox(wrong));
            Assert.Equal(secret, outer.Agree(point));
        }
    }

    private static KeyAgreement Of(string implementation) => implementation == "Framework" ? KeyAgreement.Framework : KeyAgreement.OpenSsl!;

    private static IEnumerable<byte[]> WrongPoints(byte[] right)
    {
        yield return [];
        yield return [0];
        yield return right[..^1];
        yield return [.. right, 0];
        // Compressed and hybrid are other ways to write a point; only one is taken.
        yield return [(byte)(2 + (right[^1] & 1)), .. right[1..33]];
        yield return [(byte)(6 + (right[^1] & 1)), .. right[1..]];
        yield return [4, .. new byte[64]];
        yield return [4, .. Enumerable.Repeat((byte)255, 64)];
        // Beside the curve.
        for (var bit = 0; bit < 8; bit++)
        {
            var changed = right.ToArray();
            changed[1 + bit] ^= (byte)(1 << bit);
            yield return changed;
        }
    }
}

using System.Security.Cryptography;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class EnvelopeCipherTests : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly Guid box = Guid.NewGuid();
    private readonly Guid envelope = Guid.NewGuid();
    private readonly byte[] content = RandomNumberGenerator.GetBytes(24);

    private byte[] PublicKey => EnvelopeCipher.ExportPublicKey(key);

    public void Dispose() => key.Dispose();

    [Fact]
    public void Open_WhatWasSealed_IsTheContent()
    {
        var sealedBytes = EnvelopeCipher.Seal(box, PublicKey, envelope, content);

        Assert.Equal(EnvelopeCipher.CiphertextLength(content.Length), sealedBytes.Length);
        Assert.Equal(content, EnvelopeCipher.Open(box, key, PublicKey, envelope, sealedBytes));
    }

    [Fact]
    public void Seal_TheSameTwice_SharesNothing()
    {
        var (first, second) = (EnvelopeCipher.Seal(box, PublicKey, envelope, content), EnvelopeCipher.Seal(box, PublicKey, envelope, content));

        Assert.NotEqual(first[1..65], second[1..65]);
        Assert.NotEqual(first[65..], second[65..]);
    }

    [Fact]
    public void Open_AnyBitFlipped_Fails()
    {
        var sealedBytes = EnvelopeCipher.Seal(box, PublicKey, envelope, content);
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var changed = sealedBytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.ThrowsAny<CryptographicException>(() => EnvelopeCipher.Open(box, key, PublicKey, envelope, changed));
        }
    }

    [Fact]
    public void Open_UnderAnotherEnvelopeOrBoxOrKey_Fails()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var sealedBytes = EnvelopeCipher.Seal(box, PublicKey, envelope, content);

        Assert.ThrowsAny<CryptographicException>(() => EnvelopeCipher.Open(box, key, PublicKey, Guid.NewGuid(), sealedBytes));
        Assert.ThrowsAny<CryptographicException>(() => EnvelopeCipher.Open(Guid.NewGuid(), key, PublicKey, envelope, sealedBytes));
        Assert.ThrowsAny<CryptographicException>(() => EnvelopeCipher.Open(box, other, EnvelopeCipher.ExportPublicKey(other), envelope, sealedBytes));
    }

    [Fact]
    public void Open_CutShort_Fails()
    {
        var sealedBytes = EnvelopeCipher.Seal(box, PublicKey, envelope, content);
        foreach (var length in (int[])[0, 1, 64, 65, 80, sealedBytes.Length - 1])
        {
            Assert.ThrowsAny<CryptographicException>(() => EnvelopeCipher.Open(box, key, PublicKey, envelope, sealedBytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Mac_AnyPartChanged_IsAnother()
    {
        var macKey = RandomNumberGenerator.GetBytes(32);
        var sealedBytes = EnvelopeCipher.Seal(box, PublicKey, envelope, content);
        var mac = EnvelopeCipher.Mac(macKey, box, envelope, sealedBytes);
        var changed = sealedBytes.ToArray();
        changed[^1] ^= 1;

        Assert.Equal(mac, EnvelopeCipher.Mac(macKey, box, envelope, sealedBytes));
        Assert.NotEqual(mac, EnvelopeCipher.Mac(macKey, box, envelope, changed));
        Assert.NotEqual(mac, EnvelopeCipher.Mac(macKey, Guid.NewGuid(), envelope, sealedBytes));
        Assert.NotEqual(mac, EnvelopeCipher.Mac(macKey, box, Guid.NewGuid(), sealedBytes));
        Assert.NotEqual(mac, EnvelopeCipher.Mac(RandomNumberGenerator.GetBytes(32), box, envelope, sealedBytes));
    }
}

using System.Security.Cryptography;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class KeyWrapTests
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(40);

    [Fact]
    public void Unwrap_WhatWasWrapped_IsTheSecret() => Assert.Equal(secret, KeyWrap.Unwrap(key, "purpose", KeyWrap.Wrap(key, "purpose", secret)));

    [Fact]
    public void Unwrap_ForAnotherPurposeOrKey_Fails()
    {
        var wrapped = KeyWrap.Wrap(key, "purpose", secret);

        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(key, "another", wrapped));
        Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(RandomNumberGenerator.GetBytes(32), "purpose", wrapped));
    }

    [Fact]
    public void Unwrap_AnyByteChangedOrMissing_Fails()
    {
        var wrapped = KeyWrap.Wrap(key, "purpose", secret);
        for (var i = 0; i < wrapped.Length; i++)
        {
            var changed = wrapped.ToArray();
            changed[i] ^= 0x80;

            Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(key, "purpose", changed));
            Assert.ThrowsAny<CryptographicException>(() => KeyWrap.Unwrap(key, "purpose", wrapped.AsSpan(0, i)));
        }
    }
}

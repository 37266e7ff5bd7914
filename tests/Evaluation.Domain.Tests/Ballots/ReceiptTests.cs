using System.Security.Cryptography;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class ReceiptTests
{
    [Fact]
    public void TryGetEnvelopeId_Receipt_IsTheStartOfItsHash()
    {
        const string receipt = "00112233445566778899aabbccddeeff";

        Assert.True(Receipt.TryGetEnvelopeId(receipt, out var id));
        var hash = SHA256.HashData([.. "envelope"u8, .. Convert.FromHexString(receipt)]);
        Assert.Equal(hash[..16], id.ToByteArray(bigEndian: true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeeff0")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("0011223344556677 899aabbccddeeff")]
    public void TryGetEnvelopeId_OtherText_IsRefused(string? receipt) => Assert.False(Receipt.TryGetEnvelopeId(receipt, out _));

    [Fact]
    public void Make_EachTime_IsAnotherReceipt()
    {
        var receipts = Enumerable.Range(0, 100).Select(_ => Receipt.Make()).ToList();

        Assert.Equal(100, receipts.Distinct().Count());
        Assert.All(receipts, r => Assert.True(Receipt.TryGetEnvelopeId(r, out _)));
    }

    [Fact]
    public void InGroups_Receipt_IsFourGroupsOfEight() =>
        Assert.Equal("00112233 44556677 8899aabb ccddeeff", Receipt.InGroups("00112233445566778899aabbccddeeff"));
}

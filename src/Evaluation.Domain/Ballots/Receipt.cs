using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Domain.Ballots;

/// <summary>
/// The receipt (回执) of one submission: 128 random bits made when the form is rendered and shown once. It is never stored; the
/// envelope's id is derived from it, so that a repeated submission finds its own envelope.
/// </summary>
public static class Receipt
{
    /// <summary>Hexadecimal digits of a receipt.</summary>
    public const int Length = 32;

    /// <summary>A new random receipt.</summary>
    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>The envelope id that belongs to the receipt: the first 16 bytes of SHA-256("envelope" ‖ receipt).</summary>
    /// <returns>False when the text is not a receipt.</returns>
    public static bool TryGetEnvelopeId(string? receipt, out Guid envelopeId)
    {
        envelopeId = default;
        if (receipt is not { Length: Length } || !receipt.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        var hash = SHA256.HashData([.. "envelope"u8, .. Convert.FromHexString(receipt)]);
        envelopeId = new Guid(hash.AsSpan(0, 16), bigEndian: true);
        return true;
    }

    /// <summary>The receipt in groups of eight, as it is shown.</summary>
    public static string InGroups(string receipt)
    {
        var text = new StringBuilder();
        for (var i = 0; i < receipt.Length; i += 8)
        {
            text.Append(i == 0 ? "" : " ").Append(receipt.AsSpan(i, Math.Min(8, receipt.Length - i)));
        }

        return text.ToString();
    }
}

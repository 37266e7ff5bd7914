using System.Buffers.Binary;
using System.Security.Cryptography;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Ballots;

/// <summary>What the manifest says of the campaign. Moments are UTC and written to the second.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Organization">Name of the organization that hosts it.</param>
/// <param name="Year">The year for which its result counts.</param>
/// <param name="Begun">When it began; null leaves it out.</param>
/// <param name="Ended">When it ended; null leaves it out.</param>
/// <param name="Counted">When the box was counted.</param>
public sealed record ExportedCampaign(Guid Id, string Title, string Organization, int Year, DateTime? Begun, DateTime? Ended, DateTime Counted);

/// <summary>
/// A counted box as one file that can be counted again without the product: a manifest that says what the slips mean and what was reported, and
/// the sealed box itself. docs/sealed-export.md describes every byte.
/// </summary>
public static class SealedExport
{
    private const int LengthBytes = 4;

    private static ReadOnlySpan<byte> FirstLine => "EVALUATION SEALED BOX 1\n"u8;

    /// <summary>The manifest's bytes. The same input gives the same bytes; stored at the count they keep their <see cref="BasisCodeOf"/> for good.</summary>
    /// <param name="campaign">What is said of the campaign.</param>
    /// <param name="boxId">Identity of the box.</param>
    /// <param name="seal">The seal of the box: <see cref="SealedBox.Seal"/>.</param>
    /// <param name="result">The result as it was worked out at the count.</param>
    public static byte[] WriteManifest(ExportedCampaign campaign, Guid boxId, string seal, CampaignResult result) =>
        ManifestWriter.Write(campaign, boxId, seal, result);

    /// <summary>The basis code (依据码): SHA-256 of the manifest in lower-case hexadecimal, 64 digits.</summary>
    public static string BasisCodeOf(byte[] manifest) => Convert.ToHexStringLower(SHA256.HashData(manifest));

    /// <summary>The whole file.</summary>
    /// <param name="manifest">What <see cref="WriteManifest"/> gave.</param>
    /// <param name="box">The canonical bytes of the box: <see cref="SealedBox.Bytes"/>.</param>
    public static byte[] Write(byte[] manifest, byte[] box)
    {
        var file = new byte[FirstLine.Length + LengthBytes + manifest.Length + LengthBytes + box.Length + SHA256.HashSizeInBytes];
        FirstLine.CopyTo(file);
        var rest = WritePart(file.AsSpan(FirstLine.Length), manifest);
        rest = WritePart(rest, box);
        SHA256.HashData(file.AsSpan(0, file.Length - rest.Length), rest);
        return file;
    }

    private static Span<byte> WritePart(Span<byte> bytes, byte[] part)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, part.Length);
        part.CopyTo(bytes[LengthBytes..]);
        return bytes[(LengthBytes + part.Length)..];
    }
}

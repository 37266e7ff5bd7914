using System.Security.Cryptography;
using Evaluation.Domain.Ballots.Agreements;

namespace Evaluation.Domain.Ballots;

/// <summary>
/// Seals and opens envelopes: an ephemeral ECDH P-256 key per envelope, HKDF-SHA256, AES-256-GCM bound to box, envelope and ephemeral key,
/// and an HMAC of the whole under the box's MAC key, so that nobody who has the database alone can add or copy envelopes.
/// </summary>
public static class EnvelopeCipher
{
    /// <summary>Bytes of an uncompressed point of P-256.</summary>
    public const int PointBytes = 65;

    private const int TagBytes = 16;
    private const byte Uncompressed = 4;

    /// <summary>Length of the ciphertext of a content of <paramref name="contentLength"/> bytes.</summary>
    public static int CiphertextLength(int contentLength) => PointBytes + contentLength + TagBytes;

    /// <summary>Encrypts one content to the box.</summary>
    /// <param name="boxId">The box.</param>
    /// <param name="boxPublicKey">Its public key, from <see cref="ExportPublicKey"/>.</param>
    /// <param name="envelopeId">The envelope.</param>
    /// <param name="content">The encoded content.</param>
    public static byte[] Seal(Guid boxId, byte[] boxPublicKey, Guid envelopeId, ReadOnlySpan<byte> content)
    {
        using var side = KeyAgreement.Preferred.ToBox(boxPublicKey);
        return Seal(boxId, side, boxPublicKey, envelopeId, content);
    }

    /// <summary>Encrypts one content to the box, whose key was read before: one check of it does for all envelopes.</summary>
    /// <param name="boxId">The box.</param>
    /// <param name="side">The agreement with it, used by this thread alone.</param>
    /// <param name="boxPublicKey">Its public key, from <see cref="ExportPublicKey"/>.</param>
    /// <param name="envelopeId">The envelope.</param>
    /// <param name="content">The encoded content.</param>
    public static byte[] Seal(Guid boxId, SealingSide side, byte[] boxPublicKey, Guid envelopeId, ReadOnlySpan<byte> content)
    {
        var (point, secret) = side.Agree();
        var key = DeriveKey(secret, point, boxPublicKey);
        var sealedBytes = new byte[CiphertextLength(content.Length)];
        point.CopyTo(sealedBytes, 0);
        using var aes = new AesGcm(key, TagBytes);
        // The key is used once, so the nonce may be constant.
        aes.Encrypt(stackalloc byte[12], content, sealedBytes.AsSpan(PointBytes, content.Length), sealedBytes.AsSpan(PointBytes + content.Length), Bind(boxId, envelopeId, point));
        CryptographicOperations.ZeroMemory(key);
        return sealedBytes;
    }

    /// <summary>Opens what <c>Seal</c> made.</summary>
    /// <exception cref="CryptographicException">The ciphertext was changed, or belongs to another box or envelope.</exception>
    public static byte[] Open(Guid boxId, ECDiffieHellman boxKey, byte[] boxPublicKey, Guid envelopeId, ReadOnlySpan<byte> ciphertext)
    {
        using var side = KeyAgreement.Preferred.OfBox(boxKey);
        return Open(boxId, side, boxPublicKey, envelopeId, ciphertext);
    }

    /// <summary>Opens what <c>Seal</c> made, with a key that was read before.</summary>
    /// <exception cref="CryptographicException">The ciphertext was changed, or belongs to another box or envelope.</exception>
    public static byte[] Open(Guid boxId, OpeningSide side, byte[] boxPublicKey, Guid envelopeId, ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length < PointBytes + TagBytes)
        {
            throw new CryptographicException("An envelope is cut short.");
        }

        var point = ciphertext[..PointBytes].ToArray();
        var key = DeriveKey(side.Agree(point), point, boxPublicKey);
        var content = new byte[ciphertext.Length - PointBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        aes.Decrypt(stackalloc byte[12], ciphertext[PointBytes..^TagBytes], ciphertext[^TagBytes..], content, Bind(boxId, envelopeId, point));
        return content;
    }

    /// <summary>The MAC of an envelope under the box's MAC key.</summary>
    public static byte[] Mac(byte[] macKey, Guid boxId, Guid envelopeId, ReadOnlySpan<byte> ciphertext)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, macKey);
        hmac.AppendData(boxId.ToByteArray(bigEndian: true));
        hmac.AppendData(envelopeId.ToByteArray(bigEndian: true));
        hmac.AppendData(ciphertext);
        return hmac.GetHashAndReset();
    }

    /// <summary>The uncompressed point of a key on P-256.</summary>
    public static byte[] ExportPublicKey(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [Uncompressed, .. q.X!, .. q.Y!];
    }

    /// <summary>A key from what <see cref="ExportPublicKey"/> wrote.</summary>
    /// <exception cref="CryptographicException">Not a point of P-256.</exception>
    public static ECDiffieHellman ImportPublicKey(byte[] point)
    {
        RequirePointEncoding(point);
        return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
    }

    /// <summary>Refuses what is not written as an uncompressed point; whether it lies on the curve, whoever reads it finds.</summary>
    /// <exception cref="CryptographicException">It is not.</exception>
    internal static void RequirePointEncoding(byte[] point)
    {
        if (point.Length != PointBytes || point[0] != Uncompressed)
        {
            throw new CryptographicException("Not a point of P-256.");
        }
    }

    private static byte[] DeriveKey(byte[] secret, byte[] ephemeralPoint, byte[] boxPoint)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, [.. ephemeralPoint, .. boxPoint], "evaluation envelope 1"u8.ToArray());
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    private static byte[] Bind(Guid boxId, Guid envelopeId, byte[] point) =>
        [.. boxId.ToByteArray(bigEndian: true), .. envelopeId.ToByteArray(bigEndian: true), .. point];
}

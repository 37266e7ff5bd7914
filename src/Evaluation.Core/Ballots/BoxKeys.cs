using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;

namespace Evaluation.Core.Ballots;

/// <summary>Makes boxes and unwraps their secrets with the key file.</summary>
public sealed class BoxKeys(KeyFolder keys)
{
    private const string PrivateKeyPurpose = "box private key";
    private const string MacKeyPurpose = "box mac key";

    /// <summary>A new box for a campaign: its key file is written, its secrets are wrapped.</summary>
    public BallotBox MakeBox(Guid campaignId, BallotLayout layout)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var box = new BallotBox
        {
            CampaignId = campaignId,
            PublicKey = EnvelopeCipher.ExportPublicKey(pair),
            WrappedPrivateKey = [],
            WrappedMacKey = [],
            Layout = JsonSerializer.SerializeToUtf8Bytes(layout, StorageJson.Options),
            ContentLength = BallotContent.EncodedLength(layout),
        };
        var key = keys.MakeBoxKey(box.Id);
        box.WrappedPrivateKey = KeyWrap.Wrap(key, PrivateKeyPurpose, pair.ExportPkcs8PrivateKey());
        box.WrappedMacKey = KeyWrap.Wrap(key, MacKeyPurpose, RandomNumberGenerator.GetBytes(32));
        return box;
    }

    /// <summary>The box's private key; null when the key file is gone.</summary>
    public ECDiffieHellman? FindPrivateKey(BallotBox box)
    {
        if (keys.FindBoxKey(box.Id) is not { } key)
        {
            return null;
        }

        var pair = ECDiffieHellman.Create();
        pair.ImportPkcs8PrivateKey(KeyWrap.Unwrap(key, PrivateKeyPurpose, box.WrappedPrivateKey), out _);
        return pair;
    }

    /// <summary>The box's MAC key; null when the key file is gone.</summary>
    public byte[]? FindMacKey(Guid boxId, byte[] wrappedMacKey) =>
        keys.FindBoxKey(boxId) is { } key ? KeyWrap.Unwrap(key, MacKeyPurpose, wrappedMacKey) : null;

    /// <summary>Encrypts a sealed box for storage.</summary>
    public byte[] Protect(Guid boxId, SealedBox box) => KeyWrap.Wrap(keys.Installation, "sealed box " + boxId, box.Bytes);

    /// <summary>Reads a stored sealed box.</summary>
    /// <exception cref="CryptographicException">The stored bytes were changed, or belong to another installation.</exception>
    public SealedBox Unprotect(Guid boxId, byte[] stored) => SealedBox.Read(KeyWrap.Unwrap(keys.Installation, "sealed box " + boxId, stored));

    /// <summary>Destroys the key file of a box.</summary>
    public void Destroy(Guid boxId) => keys.DestroyBoxKey(boxId);

    /// <summary>Reads the frozen layout of a box.</summary>
    public static BallotLayout LayoutOf(byte[] layout) => JsonSerializer.Deserialize<BallotLayout>(layout, StorageJson.Options)!;
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;

namespace Evaluation.Core.Ballots;

/// <summary>
/// Makes boxes and unwraps their secrets with the key file. The wrap names what is frozen in the box (public key, layout, length), so that whoever can write
/// in the database alone cannot put another key or another order of subjects in its place: the secrets then no longer unwrap.
/// </summary>
public sealed class BoxKeys(KeyFolder keys)
{
    private const string PrivateKeyPurpose = "box private key";
    private const string LockedKeyPurpose = "locked private key";
    private const string MacKeyPurpose = "box mac key";

    /// <summary>A new box for a campaign: its key file is written, its secrets are wrapped.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="layout">What is frozen in it.</param>
    /// <param name="holders">The holders of its two locks; empty for a box without.</param>
    public BallotBox MakeBox(Guid campaignId, BallotLayout layout, IReadOnlyList<NewHolder> holders)
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
        var privateKey = pair.ExportPkcs8PrivateKey();
        if (holders.Count > 0)
        {
            // Inside the key file's wrap: whoever has the key folder still needs two holders, and two holders still need the key folder.
            var (locks, lockKey) = BoxLocks.Make(box.Id, holders);
            box.Locks = JsonSerializer.SerializeToUtf8Bytes(locks, StorageJson.Options);
            privateKey = KeyWrap.Wrap(lockKey, LockedPurposeOf(box, locks), privateKey);
            CryptographicOperations.ZeroMemory(lockKey);
        }

        box.WrappedPrivateKey = KeyWrap.Wrap(key, PurposeOf(PrivateKeyPurpose, box), privateKey);
        box.WrappedMacKey = KeyWrap.Wrap(key, PurposeOf(MacKeyPurpose, box), RandomNumberGenerator.GetBytes(32));
        return box;
    }

    /// <summary>The box's private key; null when the key file is gone.</summary>
    /// <param name="box">The box.</param>
    /// <param name="lockKey">What two holders recovered (<see cref="BoxLocks.Open"/>); null for a box without two locks.</param>
    /// <exception cref="CryptographicException">The box was changed in the database, the key file is another's, or a box with two locks is opened without them.</exception>
    public ECDiffieHellman? FindPrivateKey(BallotBox box, byte[]? lockKey)
    {
        if (keys.FindBoxKey(box.Id) is not { } key)
        {
            return null;
        }

        var privateKey = KeyWrap.Unwrap(key, PurposeOf(PrivateKeyPurpose, box), box.WrappedPrivateKey);
        if (LocksOf(box) is { } locks)
        {
            privateKey = KeyWrap.Unwrap(lockKey ?? throw new CryptographicException("The box has two locks."), LockedPurposeOf(box, locks), privateKey);
        }

        var pair = ECDiffieHellman.Create();
        pair.ImportPkcs8PrivateKey(privateKey, out _);
        CryptographicOperations.ZeroMemory(privateKey);
        return pair;
    }

    /// <summary>The two locks of a box; null for a box without.</summary>
    /// <exception cref="CryptographicException">They were changed in the database so that they are no locks any more.</exception>
    public static BoxLocks? LocksOf(BallotBox box)
    {
        try
        {
            return box.Locks is null ? null
                : JsonSerializer.Deserialize<BoxLocks>(box.Locks, StorageJson.Options) is { Pairs: not null, Holders.Count: >= BoxLocks.FewestHolders and <= BoxLocks.MostHolders } locks
                    && locks.Holders.All(h => h is { Name: not null, PublicKey: not null, Salt: not null, WrappedPrivateKey: not null, Rounds: > 0 and <= BoxLocks.MostRounds }) ? locks
                : throw new CryptographicException("The locks of a box were changed.");
        }
        catch (JsonException exception)
        {
            throw new CryptographicException("The locks of a box were changed.", exception);
        }
    }

    /// <summary>The holders of the two locks, to be named on a page; empty for no box, for one without locks, and where they were changed, which the count then says.</summary>
    public static IReadOnlyList<LockHolder> HoldersOf(BallotBox? box)
    {
        try
        {
            return box is null ? [] : LocksOf(box)?.Holders ?? [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>The box's MAC key; null when the key file is gone.</summary>
    /// <exception cref="CryptographicException">The box was changed in the database, or the key file is another's.</exception>
    public byte[]? FindMacKey(BallotBox box) =>
        keys.FindBoxKey(box.Id) is { } key ? KeyWrap.Unwrap(key, PurposeOf(MacKeyPurpose, box), box.WrappedMacKey) : null;

    /// <summary>Whether the box can be used: its key file is there and fits.</summary>
    public bool Fits(BallotBox box)
    {
        try
        {
            return FindMacKey(box) is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Encrypts a sealed box for storage.</summary>
    public byte[] Protect(Guid boxId, SealedBox box) => KeyWrap.Wrap(keys.Installation, "sealed box " + boxId, box.Bytes);

    /// <summary>Reads a stored sealed box.</summary>
    /// <exception cref="CryptographicException">The stored bytes were changed, or belong to another installation.</exception>
    public SealedBox Unprotect(Guid boxId, byte[] stored) => SealedBox.Read(UnprotectBytes(boxId, stored));

    /// <summary>The canonical bytes of a stored sealed box, without taking it apart.</summary>
    /// <exception cref="CryptographicException">The stored bytes were changed, or belong to another installation.</exception>
    public byte[] UnprotectBytes(Guid boxId, byte[] stored) => KeyWrap.Unwrap(keys.Installation, "sealed box " + boxId, stored);

    /// <summary>Destroys the key file of a box.</summary>
    public void Destroy(Guid boxId) => keys.DestroyBoxKey(boxId);

    private static string LockedPurposeOf(BallotBox box, BoxLocks locks) => PurposeOf(LockedKeyPurpose, box) + " held by " + locks.Fingerprint();

    private static string PurposeOf(string secret, BallotBox box)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, box.ContentLength);
        using var frozen = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        frozen.AppendData(box.PublicKey);
        frozen.AppendData(length);
        frozen.AppendData(box.Layout);
        return $"{secret} of {box.Id:N} {Convert.ToHexStringLower(frozen.GetHashAndReset())}";
    }

    /// <summary>Reads the frozen layout of a box.</summary>
    public static BallotLayout LayoutOf(byte[] layout) => JsonSerializer.Deserialize<BallotLayout>(layout, StorageJson.Options)!;
}

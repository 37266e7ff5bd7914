using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Domain.Ballots;

/// <summary>In which capacity somebody holds a lock.</summary>
public enum HolderCapacity
{
    /// <summary>监票人: chosen in the room, by name, without an account.</summary>
    Witness,

    /// <summary>主办方人员.</summary>
    Organizer,

    /// <summary>上级派员.</summary>
    Superior,
}

/// <summary>Who holds a lock, as typed in the room.</summary>
/// <param name="Name">Name.</param>
/// <param name="Capacity">In which capacity.</param>
/// <param name="Passphrase">The holder's own passphrase; never stored.</param>
public sealed record NewHolder(string Name, HolderCapacity Capacity, string Passphrase);

/// <summary>A holder of a lock: a key pair of the holder's own, its private half wrapped under the passphrase.</summary>
/// <param name="Name">Name.</param>
/// <param name="Capacity">In which capacity.</param>
/// <param name="PublicKey">Point of the holder's key on P-256.</param>
/// <param name="Salt">Salt of the key made of the passphrase.</param>
/// <param name="Rounds">Rounds of PBKDF2-HMAC-SHA512 with which that key was made.</param>
/// <param name="WrappedPrivateKey">The private key under that key.</param>
public sealed record LockHolder(string Name, HolderCapacity Capacity, byte[] PublicKey, byte[] Salt, int Rounds, byte[] WrappedPrivateKey);

/// <summary>The lock key for two holders together: encrypted to the first, and that once more to the second.</summary>
/// <param name="First">Index of the one holder, the smaller.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Sealed">The lock key inside both.</param>
public sealed record PairLock(int First, int Second, byte[] Sealed);

/// <summary>A holder who opens, with the passphrase as typed at the count.</summary>
/// <param name="Index">Index of the holder.</param>
/// <param name="Passphrase">What was typed.</param>
public sealed record Unlocking(int Index, string Passphrase);

/// <summary>
/// The two locks of a box (双锁票箱): a lock key that any two of two or three holders recover together and nobody alone. The box's private key is wrapped under it
/// first and under the key file after, so that neither replaces the other.
/// </summary>
/// <param name="Holders">The holders, two or three.</param>
/// <param name="Pairs">One entry for every two of them.</param>
public sealed record BoxLocks(IReadOnlyList<LockHolder> Holders, IReadOnlyList<PairLock> Pairs)
{
    /// <summary>Fewest holders: both are then needed.</summary>
    public const int FewestHolders = 2;

    /// <summary>Most holders: one may then forget.</summary>
    public const int MostHolders = 3;

    /// <summary>Most rounds that are tried: more would have been written by somebody who wants to keep the program busy.</summary>
    public const int MostRounds = 10_000_000;

    // Whoever has the database and the key folder can try passphrases without end; each try has to cost.
    private const int Rounds = 400_000;
    private const int KeyBytes = 32;
    private const int SaltBytes = 16;

    /// <summary>Locks a box.</summary>
    /// <param name="boxId">The box.</param>
    /// <param name="holders">Two or three holders.</param>
    /// <param name="rounds">Rounds of PBKDF2; fewer than the default only to try something out.</param>
    /// <returns>The locks, and the lock key, which is not stored.</returns>
    public static (BoxLocks Locks, byte[] LockKey) Make(Guid boxId, IReadOnlyList<NewHolder> holders, int rounds = Rounds)
    {
        if (holders.Count is < FewestHolders or > MostHolders)
        {
            throw new ArgumentOutOfRangeException(nameof(holders));
        }

        var lockKey = RandomNumberGenerator.GetBytes(KeyBytes);
        var made = holders.Select((holder, index) => MakeHolder(boxId, index, holder, rounds)).ToList();
        var pairs = new List<PairLock>();
        for (var second = 1; second < made.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                var inner = EnvelopeCipher.Seal(boxId, made[first].PublicKey, NameOf(first, second, 1), lockKey);
                pairs.Add(new PairLock(first, second, EnvelopeCipher.Seal(boxId, made[second].PublicKey, NameOf(first, second, 2), inner)));
            }
        }

        return (new BoxLocks(made, pairs), lockKey);
    }

    /// <summary>Tries the passphrases of two holders.</summary>
    /// <param name="boxId">The box.</param>
    /// <param name="one">The one.</param>
    /// <param name="other">Another holder.</param>
    /// <param name="wrong">Indexes of the holders whose passphrase is not theirs; empty when both fit.</param>
    /// <returns>The lock key; null when a passphrase is wrong, or it is twice the same holder.</returns>
    /// <exception cref="CryptographicException">Both passphrases fit, but the locks were changed in the database.</exception>
    public byte[]? Open(Guid boxId, Unlocking one, Unlocking other, out IReadOnlyList<int> wrong)
    {
        var (first, second) = one.Index <= other.Index ? (one, other) : (other, one);
        using var firstKey = FindKey(boxId, first);
        using var secondKey = FindKey(boxId, second);
        wrong = [.. new[] { (first.Index, firstKey), (second.Index, secondKey) }.Where(k => k.Item2 is null).Select(k => k.Index)];
        if (firstKey is null || secondKey is null || first.Index == second.Index)
        {
            return null;
        }

        var pair = Pairs.FirstOrDefault(p => p.First == first.Index && p.Second == second.Index) ?? throw new CryptographicException("The lock of two holders is missing.");
        var inner = EnvelopeCipher.Open(boxId, secondKey, Holders[second.Index].PublicKey, NameOf(first.Index, second.Index, 2), pair.Sealed);
        return EnvelopeCipher.Open(boxId, firstKey, Holders[first.Index].PublicKey, NameOf(first.Index, second.Index, 1), inner);
    }

    /// <summary>What names these holders in the wrap of the box's private key: whoever changes a name in the database finds the box altered.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var holder in Holders)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(holder.Name)));
            hash.AppendData([(byte)holder.Capacity]);
            hash.AppendData(holder.PublicKey);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static LockHolder MakeHolder(Guid boxId, int index, NewHolder holder, int rounds)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var wrapped = KeyWrap.Wrap(KeyOf(holder.Passphrase, salt, rounds), PurposeOf(boxId, index), pair.ExportPkcs8PrivateKey());
        return new LockHolder(holder.Name, holder.Capacity, EnvelopeCipher.ExportPublicKey(pair), salt, rounds, wrapped);
    }

    private ECDiffieHellman? FindKey(Guid boxId, Unlocking unlocking)
    {
        var holder = Holders[unlocking.Index];
        try
        {
            var pkcs8 = KeyWrap.Unwrap(KeyOf(unlocking.Passphrase, holder.Salt, holder.Rounds), PurposeOf(boxId, unlocking.Index), holder.WrappedPrivateKey);
            var key = ECDiffieHellman.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            CryptographicOperations.ZeroMemory(pkcs8);
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Typed at different keyboards, perhaps months apart: full and half width, composed and decomposed are the same.
    private static byte[] KeyOf(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Passphrase.Plain(passphrase)), salt, rounds, HashAlgorithmName.SHA512, KeyBytes);

    private static string PurposeOf(Guid boxId, int index) => $"lock holder {index} of {boxId:N}";

    private static Guid NameOf(int first, int second, int layer) => new(0, 0, 0, 0, 0, 0, 0, 0, (byte)first, (byte)second, (byte)layer);
}

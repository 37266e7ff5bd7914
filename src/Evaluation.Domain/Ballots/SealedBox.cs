using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Ballots;

/// <summary>One evaluator's marks for one subject, after the count: nothing leads back to an envelope, a code or a time.</summary>
/// <param name="Pool">Index of the pool in the layout.</param>
/// <param name="Subject">Index of the subject within the pool.</param>
/// <param name="Group">Index of the group of categories in the disclosure plan.</param>
/// <param name="Marks">One character per question of the subject's form.</param>
public readonly record struct Slip(ushort Pool, ushort Subject, ushort Group, string Marks) : IComparable<Slip>
{
    /// <inheritdoc />
    public int CompareTo(Slip other)
    {
        var order = Pool.CompareTo(other.Pool);
        order = order != 0 ? order : Subject.CompareTo(other.Subject);
        order = order != 0 ? order : Group.CompareTo(other.Group);
        return order != 0 ? order : string.CompareOrdinal(Marks, other.Marks);
    }

    /// <summary>Earlier in the canonical order.</summary>
    public static bool operator <(Slip left, Slip right) => left.CompareTo(right) < 0;

    /// <summary>Later in the canonical order.</summary>
    public static bool operator >(Slip left, Slip right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the canonical order.</summary>
    public static bool operator <=(Slip left, Slip right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the canonical order.</summary>
    public static bool operator >=(Slip left, Slip right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// A counted box (封存票箱): its canonical bytes are 32 random bytes, the number of envelopes (4 bytes, big-endian), the sorted envelope ids
/// (16 bytes each), the number of slips (4 bytes), and the sorted slips (pool, subject, group: 2 bytes each; number of marks: 1 byte; the marks in ASCII).
/// Sorting wipes out every order of submission. The seal is the SHA-256 of these bytes.
/// </summary>
public sealed class SealedBox
{
    private const int SaltBytes = 32;

    private SealedBox(byte[] bytes, IReadOnlyList<Guid> envelopeIds, IReadOnlyList<Slip> slips)
    {
        Bytes = bytes;
        EnvelopeIds = envelopeIds;
        Slips = slips;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Ids of all envelopes counted, sorted; with the receipt an evaluator sees that the submission is among them.</summary>
    public IReadOnlyList<Guid> EnvelopeIds { get; }

    /// <summary>All slips, sorted.</summary>
    public IReadOnlyList<Slip> Slips { get; }

    /// <summary>The seal (封存码): SHA-256 of the canonical bytes in lower-case hexadecimal, 64 digits.</summary>
    public string Seal => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Seals envelope ids and slips; their order does not matter.</summary>
    public static SealedBox Make(IEnumerable<Guid> envelopeIds, IEnumerable<Slip> slips)
    {
        var ids = envelopeIds.Select(id => id.ToByteArray(bigEndian: true)).ToList();
        ids.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var sorted = Sort(slips);
        var bytes = new byte[SaltBytes + 4 + (ids.Count * 16) + 4 + sorted.Sum(s => 7 + s.Marks.Length)];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, SaltBytes));
        var rest = WriteCount(bytes.AsSpan(SaltBytes), ids.Count);
        foreach (var id in ids)
        {
            id.CopyTo(rest);
            rest = rest[16..];
        }

        rest = WriteCount(rest, sorted.Count);
        foreach (var slip in sorted)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, slip.Pool);
            BinaryPrimitives.WriteUInt16BigEndian(rest[2..], slip.Subject);
            BinaryPrimitives.WriteUInt16BigEndian(rest[4..], slip.Group);
            rest[6] = (byte)slip.Marks.Length;
            Encoding.ASCII.GetBytes(slip.Marks, rest[7..]);
            rest = rest[(7 + slip.Marks.Length)..];
        }

        return new SealedBox(bytes, [.. ids.Select(id => new Guid(id, bigEndian: true))], sorted);
    }

    // Many slips are alike: each kind is sorted once and repeated as often as it came.
    private static SlipRuns Sort(IEnumerable<Slip> slips)
    {
        var numbers = new Dictionary<Slip, int>();
        foreach (var slip in slips)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(numbers, slip, out _)++;
        }

        var sorted = new SlipRuns();
        foreach (var kind in numbers.Keys.Order())
        {
            sorted.Add(kind, numbers[kind]);
        }

        return sorted;
    }

    /// <summary>Reads canonical bytes.</summary>
    /// <exception cref="FormatException">They are cut short, too long, or not in canonical order.</exception>
    public static SealedBox Read(byte[] bytes)
    {
        try
        {
            var rest = bytes.AsSpan(SaltBytes);
            var ids = new Guid[ReadCount(ref rest, leastBytes: 16)];
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = new Guid(rest[..16], bigEndian: true);
                rest = rest[16..];
            }

            var slips = new SlipRuns();
            for (var left = ReadCount(ref rest, leastBytes: 7); left > 0; left--)
            {
                var marks = rest[6] == 1 ? BallotMark.TextOf((char)rest[7]) : Encoding.ASCII.GetString(rest.Slice(7, rest[6]));
                slips.Add(new Slip(
                    BinaryPrimitives.ReadUInt16BigEndian(rest),
                    BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
                    BinaryPrimitives.ReadUInt16BigEndian(rest[4..]),
                    marks));
                rest = rest[(7 + marks.Length)..];
            }

            var isSorted = slips.IsSorted && !ids.Zip(ids.Skip(1)).Any(pair => Order(pair.First, pair.Second) > 0);
            return rest.IsEmpty && isSorted ? new SealedBox(bytes, ids, slips) : throw new FormatException("A sealed box is not in canonical form.");
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new FormatException("A sealed box is cut short.", exception);
        }
    }

    // Guids compare in another order than their bytes; the canonical one is that of the bytes.
    private static int Order(Guid left, Guid right) => left.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(right.ToByteArray(bigEndian: true));

    // A count that the bytes behind it cannot bear is refused before room is made for it.
    private static int ReadCount(ref Span<byte> rest, int leastBytes)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(rest);
        rest = rest[4..];
        return count >= 0 && count <= rest.Length / leastBytes ? count : throw new FormatException("A sealed box is cut short.");
    }

    private static Span<byte> WriteCount(Span<byte> bytes, int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        return bytes[4..];
    }
}

using System.Buffers.Binary;
using Evaluation.Verifier.Reading;
using Evaluation.Verifier.Reporting;

namespace Evaluation.Verifier.Recounting;

/// <summary>The slips of a sealed box, counted in one pass over its bytes, in which their order and their belonging are checked too.</summary>
internal sealed class BoxCount
{
    private const int SaltBytes = 32;
    private const int IdBytes = 16;
    private const int HeadBytes = 7;

    private readonly IReadOnlyList<Pool> pools;
    private readonly Check order;
    private readonly Check slips;

    // Per pool and subject the counts of every group of the pool, as the manifest reports them.
    private readonly int[][][][] counts;

    private BoxCount(IReadOnlyList<Pool> pools, Check order, Check slips)
    {
        this.pools = pools;
        this.order = order;
        this.slips = slips;
        counts = [.. pools.Select(pool => pool.Subjects.Select(subject => pool.Groups.Select(_ => new int[subject.Form.Cells]).ToArray()).ToArray())];
    }

    public int Envelopes { get; private set; }

    public int Slips { get; private set; }

    /// <summary>Counts the box. What is out of order or belongs nowhere is noted with the checks; slips that belong nowhere are not counted.</summary>
    /// <param name="box">The bytes of the box.</param>
    /// <param name="pools">What slips may refer to. As many counts were read from the manifest as are made room for here.</param>
    /// <param name="order">Canonical order.</param>
    /// <param name="slips">That every slip belongs somewhere.</param>
    /// <returns>Null when the bytes cannot be divided into slips, which is noted with <paramref name="order"/>.</returns>
    public static BoxCount? Of(ReadOnlySpan<byte> box, IReadOnlyList<Pool> pools, Check order, Check slips)
    {
        var count = new BoxCount(pools, order, slips);
        if (!count.ReadEnvelopes(box, out var rest) || !count.ReadSlips(rest, box.Length))
        {
            return null;
        }

        order.Pass();
        slips.Pass();
        return count;
    }

    /// <summary>The counts of a subject, a list per group of the pool: those of all questions one after another, of each blank first.</summary>
    public IReadOnlyList<int[]> CountsOf(int pool, int subject) => counts[pool][subject];

    private bool ReadEnvelopes(ReadOnlySpan<byte> box, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (box.Length < SaltBytes + 4 || BinaryPrimitives.ReadUInt32BigEndian(box[SaltBytes..]) is var said && said > (box.Length - SaltBytes - 4) / IdBytes)
        {
            order.Fail($"byte {SaltBytes} of the box: it ends before the envelopes do");
            return false;
        }

        Envelopes = (int)said;
        rest = box[(SaltBytes + 4)..];
        var previous = default(UInt128);
        for (var i = 0; i < Envelopes; i++)
        {
            var id = BinaryPrimitives.ReadUInt128BigEndian(rest);
            if (i > 0 && id <= previous)
            {
                order.Fail($"envelope {i}: its id does not come after the one before it");
            }

            previous = id;
            rest = rest[IdBytes..];
        }

        return true;
    }

    private bool ReadSlips(ReadOnlySpan<byte> rest, int boxLength)
    {
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) is var said && said > (rest.Length - 4) / HeadBytes)
        {
            order.Fail($"byte {boxLength - rest.Length} of the box: it ends before the slips do");
            return false;
        }

        Slips = (int)said;
        rest = rest[4..];
        var place = default(Place);
        var before = 0UL;
        var marksBefore = default(ReadOnlySpan<byte>);
        for (var i = 0; i < Slips; i++)
        {
            if (rest.Length < HeadBytes || rest.Length - HeadBytes < rest[6])
            {
                order.Fail($"slip {i}: the box ends in it");
                return false;
            }

            // Pool, subject and group as one number, which compares as they do one after another.
            var key = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(rest) << 16) | BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
            var marks = rest.Slice(HeadBytes, rest[6]);
            if (i > 0 && (key < before || (key == before && marks.SequenceCompareTo(marksBefore) < 0)))
            {
                order.Fail($"slip {i}: it does not come after the one before it");
            }

            // Slips of one subject and group stand together: the place is looked up once for all of them.
            place = i > 0 && key == before ? place : Find((int)(key >> 32), (int)((key >> 16) & 0xffff), (int)(key & 0xffff));
            Count(i, place, marks);
            before = key;
            marksBefore = marks;
            rest = rest[(HeadBytes + marks.Length)..];
        }

        if (!rest.IsEmpty)
        {
            order.Fail($"{rest.Length} bytes follow the last slip");
        }

        return rest.IsEmpty;
    }

    private Place Find(int pool, int subject, int group)
    {
        if (pool >= pools.Count || subject >= pools[pool].Subjects.Count)
        {
            return new Place(null, null, "no such subject", pool, subject);
        }

        var (low, high) = (0, pools[pool].Groups.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var index = pools[pool].Groups[middle].Index;
            if (index == group)
            {
                return new Place(counts[pool][subject][middle], pools[pool].Subjects[subject].Form, "", pool, subject);
            }

            (low, high) = index < group ? (middle + 1, high) : (low, middle - 1);
        }

        return new Place(null, null, "no such group in this pool", pool, subject);
    }

    private void Count(int slip, Place place, ReadOnlySpan<byte> marks)
    {
        if (place.Form is null)
        {
            slips.Fail($"slip {slip}, pool {place.Pool}, subject {place.Subject}: {place.Lack}");
            return;
        }

        if (marks.Length != place.Form.Questions)
        {
            slips.Fail($"slip {slip}, pool {place.Pool}, subject {place.Subject}: {marks.Length} marks for {place.Form.Questions} questions");
            return;
        }

        var width = place.Form.Width;
        for (var question = 0; question < marks.Length; question++)
        {
            var mark = marks[question] == (byte)'-' ? 0 : marks[question] - '0';
            if (mark < 0 || mark >= width || marks[question] == (byte)'0')
            {
                slips.Fail($"slip {slip}, pool {place.Pool}, subject {place.Subject}, question {question}: the byte {marks[question]} is no mark of its scale");
                continue;
            }

            place.Counts![(question * width) + mark]++;
        }
    }

    // Where the slips of one pool, subject and group are counted, or why nowhere.
    private readonly record struct Place(int[]? Counts, Form? Form, string Lack, int Pool, int Subject);
}

using System.Collections;

namespace Evaluation.Domain.Ballots;

/// <summary>
/// Slips in a row. Most are alike (so many people marked this subject so), and those that stand together are kept once with their number: half a million take little memory.
/// </summary>
internal sealed class SlipRuns : IReadOnlyList<Slip>
{
    private readonly List<Slip> kinds = [];

    // How many slips stand before the end of each run.
    private readonly List<int> ends = [];

    /// <inheritdoc />
    public int Count => ends.Count == 0 ? 0 : ends[^1];

    /// <summary>Whether each slip stands where the canonical order wants it.</summary>
    public bool IsSorted => kinds.Zip(kinds.Skip(1)).All(pair => pair.First < pair.Second);

    /// <inheritdoc />
    public Slip this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var run = ends.BinarySearch(index);
            return kinds[run < 0 ? ~run : run + 1];
        }
    }

    /// <summary>Appends slips that are all alike.</summary>
    /// <param name="slip">One of them.</param>
    /// <param name="count">How many, at least one.</param>
    public void Add(Slip slip, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var all = checked(Count + count);
        if (kinds.Count > 0 && kinds[^1] == slip)
        {
            ends[^1] = all;
            return;
        }

        kinds.Add(slip);
        ends.Add(all);
    }

    /// <inheritdoc />
    public IEnumerator<Slip> GetEnumerator()
    {
        var index = 0;
        for (var run = 0; run < kinds.Count; run++)
        {
            for (; index < ends[run]; index++)
            {
                yield return kinds[run];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

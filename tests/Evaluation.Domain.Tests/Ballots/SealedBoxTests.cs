using Evaluation.Domain.Ballots;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class SealedBoxTests
{
    private static readonly Arbitrary<Slip[]> Slips =
        (from pool in Gen.Choose(0, 3)
         from subject in Gen.Choose(0, 700)
         from @group in Gen.Choose(0, 4)
         from marks in Gen.Elements('-', '1', '2', '3', '4').ArrayOf()
         select new Slip((ushort)pool, (ushort)subject, (ushort)@group, new string(marks[..Math.Min(21, marks.Length)]))).ArrayOf().ToArbitrary();

    [Fact]
    public void Read_WhatWasSealed_IsTheSame() => Prop.ForAll(Slips, slips =>
    {
        var ids = Ids(slips.Length);
        var box = SealedBox.Make(ids, slips);
        var read = SealedBox.Read(box.Bytes);
        return read.Seal == box.Seal
            && read.Slips.SequenceEqual(slips.Order())
            && read.EnvelopeIds.ToHashSet().SetEquals(ids) && read.EnvelopeIds.Count == ids.Length;
    }).MustHold();

    [Fact]
    public void Slips_ThatAreAlike_AreEachThereByPlace() => Prop.ForAll(Slips, Gen.Choose(1, 4).ToArbitrary(), (slips, times) =>
    {
        var sorted = slips.SelectMany(s => Enumerable.Repeat(s, times)).Order().ToList();
        var sealedSlips = SealedBox.Make([], sorted).Slips;
        return sealedSlips.Count == sorted.Count
            && Enumerable.Range(0, sorted.Count).All(i => sealedSlips[i] == sorted[i])
            && sealedSlips.SequenceEqual(sorted);
    }).MustHold();

    [Fact]
    public void Make_AnyOrder_GivesTheSameBytesBehindTheRandomOnes() => Prop.ForAll(Slips, slips =>
    {
        var ids = Ids(slips.Length);
        var (shuffledIds, shuffledSlips) = (ids.ToArray(), slips.ToArray());
        Random.Shared.Shuffle(shuffledIds);
        Random.Shared.Shuffle(shuffledSlips);
        return SealedBox.Make(ids, slips).Bytes.AsSpan(32).SequenceEqual(SealedBox.Make(shuffledIds, shuffledSlips).Bytes.AsSpan(32));
    }).MustHold();

    [Fact]
    public void Make_SameContentTwice_GivesDifferentSeals()
    {
        // The random bytes keep anybody from trying out which marks give the printed seal.
        Assert.NotEqual(SealedBox.Make([], []).Seal, SealedBox.Make([], []).Seal);
    }

    [Fact]
    public void Seal_AnyByteChanged_IsAnother()
    {
        var box = SealedBox.Make(Ids(3), [new(0, 0, 0, "12"), new(0, 1, 0, "-4"), new(1, 0, 2, "3")]);
        for (var i = 0; i < box.Bytes.Length; i++)
        {
            var changed = box.Bytes.ToArray();
            changed[i] ^= 1;

            Assert.NotEqual(box.Seal, SealOf(changed));
        }
    }

    [Fact]
    public void Seal_IsSixtyFourHexadecimalDigits() => Assert.Matches("^[0-9a-f]{64}$", SealedBox.Make([], []).Seal);

    [Fact]
    public void Read_CutOrLongerBytes_ThrowsFormatException()
    {
        var bytes = SealedBox.Make(Ids(2), [new(0, 0, 0, "12"), new(0, 1, 0, "-4")]).Bytes;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => SealedBox.Read(bytes[..length]));
        }

        Assert.Throws<FormatException>(() => SealedBox.Read([.. bytes, 0]));
    }

    [Fact]
    public void Read_AbsurdCounts_ThrowsFormatException()
    {
        var bytes = SealedBox.Make([], []).Bytes;
        foreach (var place in (int[])[32, 36])
        {
            foreach (var first in (byte[])[0x7f, 0xff])
            {
                var absurd = bytes.ToArray();
                absurd[place] = first;

                Assert.Throws<FormatException>(() => SealedBox.Read(absurd));
            }
        }
    }

    [Fact]
    public void Read_SlipsOrIdsOutOfOrder_ThrowsFormatException()
    {
        var bytes = SealedBox.Make(Ids(2), [new(0, 0, 0, "1"), new(0, 1, 0, "1")]).Bytes;

        Assert.Throws<FormatException>(() => SealedBox.Read(Swapped(bytes, 36, 16)));
        Assert.Throws<FormatException>(() => SealedBox.Read(Swapped(bytes, bytes.Length - 16, 8)));
    }

    private static string SealOf(byte[] bytes)
    {
        try
        {
            return SealedBox.Read(bytes).Seal;
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static byte[] Swapped(byte[] bytes, int start, int length) =>
        [.. bytes[..start], .. bytes[(start + length)..(start + (2 * length))], .. bytes[start..(start + length)], .. bytes[(start + (2 * length))..]];

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
}

using System.Security.Cryptography;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class BoxLocksTests
{
    private const int FewRounds = 10;
    private static readonly Guid Box = Guid.NewGuid();

    private static readonly NewHolder[] Three =
    [
        new("示例甲", HolderCapacity.Witness, "清晨六点去赶早班的公共汽车"),
        new("示例乙", HolderCapacity.Organizer, "blue kettle seven rivers"),
        new("示例丙", HolderCapacity.Superior, "mountain-path-42-ink"),
    ];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    [InlineData(2, 1)]
    public void Open_AnyTwoOfThree_GiveTheLockKey(int one, int other)
    {
        var (locks, key) = BoxLocks.Make(Box, Three, FewRounds);

        Assert.Equal(key, locks.Open(Box, new Unlocking(one, Three[one].Passphrase), new Unlocking(other, Three[other].Passphrase), out var wrong));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Open_OneHolderTwice_GivesNothing()
    {
        var (locks, _) = BoxLocks.Make(Box, Three, FewRounds);

        Assert.Null(locks.Open(Box, new Unlocking(1, Three[1].Passphrase), new Unlocking(1, Three[1].Passphrase), out _));
    }

    [Theory]
    [InlineData(0, 2, new[] { 2 })]
    [InlineData(2, 0, new[] { 2 })]
    [InlineData(1, 2, new[] { 1, 2 })]
    public void Open_WithAWrongPassphrase_NamesWhose(int one, int other, int[] expected)
    {
        var (locks, _) = BoxLocks.Make(Box, Three, FewRounds);
        var typed = Three.Select((h, i) => new Unlocking(i, expected.Contains(i) ? h.Passphrase + "x" : h.Passphrase)).ToList();

        Assert.Null(locks.Open(Box, typed[one], typed[other], out var wrong));
        Assert.Equal(expected, wrong);
    }

    [Fact]
    public void Open_TypedInFullWidthWithBlanksAround_IsTheSamePassphrase()
    {
        var (locks, key) = BoxLocks.Make(Box, Three, FewRounds);

        Assert.Equal(key, locks.Open(Box, new Unlocking(2, " ｍountain-path-４２-ink "), new Unlocking(0, Three[0].Passphrase), out _));
    }

    [Fact]
    public void Open_LockOfAnotherBoxOrPairPutInItsPlace_IsFound()
    {
        var (locks, _) = BoxLocks.Make(Box, Three, FewRounds);
        var swapped = locks with { Pairs = [.. locks.Pairs.Select((p, i) => p with { Sealed = locks.Pairs[(i + 1) % 3].Sealed })] };

        Assert.ThrowsAny<CryptographicException>(() => swapped.Open(Box, new Unlocking(0, Three[0].Passphrase), new Unlocking(1, Three[1].Passphrase), out _));
        Assert.Null(locks.Open(Guid.NewGuid(), new Unlocking(0, Three[0].Passphrase), new Unlocking(1, Three[1].Passphrase), out var wrong));
        Assert.Equal([0, 1], wrong);
    }

    [Fact]
    public void OneHolder_WithTheOwnKey_OpensNoPair()
    {
        var (locks, key) = BoxLocks.Make(Box, Three, FewRounds);
        for (var holder = 0; holder < 3; holder++)
        {
            // The holder's own name for the other one, and everybody else's passphrase guessed to be the own.
            var own = Three[holder].Passphrase;
            for (var other = 0; other < 3; other++)
            {
                Assert.NotEqual(key, locks.Open(Box, new Unlocking(holder, own), new Unlocking(other, own), out _));
            }
        }

        Assert.Equal([(0, 1), (0, 2), (1, 2)], locks.Pairs.Select(p => (p.First, p.Second)));
    }

    [Fact]
    public void Fingerprint_OfAnotherName_IsAnother()
    {
        var (locks, _) = BoxLocks.Make(Box, Three, FewRounds);

        Assert.NotEqual(locks.Fingerprint(), (locks with { Holders = [locks.Holders[0] with { Name = "示例丁" }, .. locks.Holders.Skip(1)] }).Fingerprint());
    }

    [Theory]
    [InlineData("", "mountain-path-42-ink", HolderProblem.NameMissing)]
    [InlineData("示例　甲", "mountain-path-42-ink", HolderProblem.NameTwice)]
    [InlineData("示例 戊", "mountain-path-42-ink", HolderProblem.IsEvaluated)]
    [InlineData("示例丁", "elevenchars", HolderProblem.PassphraseWeak)]
    [InlineData("示例丁", "aaaaabbbbbcc", HolderProblem.PassphraseWeak)]
    [InlineData("zhang", "the-Zhang-family-tree", HolderProblem.PassphraseHoldsName)]
    [InlineData("示例丁", "清晨六点去赶早班的公共汽车 ", HolderProblem.PassphraseTwice)]
    public void ProblemsOf_WhatIsWrong_IsNamed(string name, string passphrase, HolderProblem expected)
    {
        var problems = Passphrase.ProblemsOf([Three[0], new NewHolder(name, HolderCapacity.Witness, passphrase)], ["示例戊"]);

        Assert.Equal([(1, expected)], problems);
    }

    [Fact]
    public void ProblemsOf_TwelveCharactersOfSixKinds_IsEnough() =>
        Assert.Empty(Passphrase.ProblemsOf([Three[0], new NewHolder("示例丁", HolderCapacity.Witness, "abcdefabcdef")], ["示例戊"]));

    [Fact]
    public void Make_OneHolderOrFour_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BoxLocks.Make(Box, Three[..1], FewRounds));
        Assert.Throws<ArgumentOutOfRangeException>(() => BoxLocks.Make(Box, [.. Three, Three[0]], FewRounds));
    }
}

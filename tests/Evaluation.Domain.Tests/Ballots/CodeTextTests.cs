using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class CodeTextTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void TryRead_WhatWasPrinted_IsTheCode()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = CodeText.Make();

            Assert.True(CodeText.TryRead(CodeText.InGroups(code), out var read));
            Assert.Equal(code, read);
            Assert.False(CodeText.IsRehearsal(read));
        }
    }

    [Fact]
    public void TryRead_AnySingleWrongSymbol_IsRefused()
    {
        for (var round = 0; round < 20; round++)
        {
            var code = CodeText.Make();
            for (var place = 0; place < code.Length; place++)
            {
                foreach (var symbol in Alphabet.Where(s => s != code[place]))
                {
                    Assert.False(CodeText.TryRead(code[..place] + symbol + code[(place + 1)..], out _));
                }
            }
        }
    }

    [Fact]
    public void TryRead_NeighboursSwapped_IsRefusedButForOnePairOfSymbols()
    {
        var missed = new HashSet<string>();
        foreach (var a in Alphabet)
        {
            foreach (var b in Alphabet.Where(b => b != a))
            {
                foreach (var before in (string[])["0123", "01234"])
                {
                    var code = CodeText.Complete((before + a + b + "ABCDEFGHJ")[..12]);
                    var swapped = code[..before.Length] + b + a + code[(before.Length + 2)..];
                    if (CodeText.TryRead(swapped, out _))
                    {
                        missed.Add(string.Concat(new[] { a, b }.Order()));
                    }
                }
            }
        }

        Assert.Equal(["0Z"], missed);
    }

    [Theory]
    [InlineData("0", "O")]
    [InlineData("0", "o")]
    [InlineData("1", "I")]
    [InlineData("1", "l")]
    [InlineData("1", "L")]
    [InlineData("V", "u")]
    [InlineData("A", "a")]
    [InlineData("A", "Ａ")]
    [InlineData("7", "７")]
    public void TryRead_SymbolThatLooksAlike_IsReadAsTheOneMeant(string meant, string typed)
    {
        var code = CodeText.Complete((meant + "23456789ABCD")[..12]);

        Assert.True(CodeText.TryRead(typed + code[1..], out var read));
        Assert.Equal(code, read);
    }

    [Theory]
    [InlineData("{0}-{1}-{2}-{3}")]
    [InlineData(" {0} {1} {2} {3} ")]
    [InlineData("{0}—{1}－{2}·{3}")]
    [InlineData("{0}\t{1}\n{2}\u3000{3}")]
    [InlineData("{0}_{1}.{2}–{3}")]
    public void TryRead_AnySeparators_DoNotMatter(string format)
    {
        var code = CodeText.Make();

        Assert.True(CodeText.TryRead(string.Format(null, format, code[..4], code[4..8], code[8..12], code[12..]), out var read));
        Assert.Equal(code, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123456789012")]
    [InlineData("评议码评议码评议码评议码评")]
    [InlineData("ABCD-EFGH-JKMN-P!")]
    public void TryRead_OtherText_IsRefused(string? typed) => Assert.False(CodeText.TryRead(typed, out _));

    [Fact]
    public void TryRead_HalfASurrogatePair_IsRefused() => Assert.False(CodeText.TryRead("\ud800BCD-EFGH-JKMN-P", out _));

    [Fact]
    public void TryRead_SymbolTooManyOrTooFew_IsRefused()
    {
        var code = CodeText.Make();

        Assert.False(CodeText.TryRead(code[..12], out _));
        Assert.False(CodeText.TryRead("0" + code, out _));
        Assert.False(CodeText.TryRead(code + code, out _));
        Assert.False(CodeText.TryRead(code + new string(' ', 60), out _));
    }

    [Fact]
    public void TryRead_RehearsalCode_IsKnownAsOne()
    {
        var code = CodeText.MakeRehearsal();

        Assert.True(CodeText.TryRead(CodeText.InGroups(code).ToLowerInvariant(), out var read));
        Assert.Equal(code, read);
        Assert.True(CodeText.IsRehearsal(read));
    }

    [Fact]
    public void Make_ManyTimes_UsesTheWholeAlphabetAndNeverRepeats()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => CodeText.Make()).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(Alphabet, string.Concat(codes.SelectMany(c => c[..12]).Distinct().Order()));
    }
}

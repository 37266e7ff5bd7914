using System.Text;
using Evaluation.Domain.Ballots;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Domain.Tests.Ballots;

public sealed class BallotContentTests
{
    private static readonly Arbitrary<BallotContent> Contents =
        (from category in Gen.Choose(0, 60_000)
         from marks in Gen.Elements('-', '1', '2', '3', '4').ArrayOf()
         from texts in Gen.Elements("满意", "", "a", "𠮷野家", "=1+1", "<b>", "多行\r\n意见").ListOf()
         select new BallotContent(category, new string(marks), [.. texts.Take(40).Select((t, i) => new OpinionText(i * 7, t))])).ToArbitrary();

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSameAndOfTheSameLength() => Prop.ForAll(Contents, content =>
    {
        Assert.True(content.TryEncode(4000, out var bytes));
        var read = BallotContent.Decode(bytes);
        return bytes.Length == 4000 && read.Category == content.Category && read.Marks == content.Marks && read.Opinions.SequenceEqual(content.Opinions);
    }).MustHold();

    [Fact]
    public void TryEncode_TextThatJustFits_IsTakenAndOneByteMoreIsNot()
    {
        var length = BallotContent.EncodedLength(Layouts.Bureau2);
        var marks = new string('1', Layouts.Bureau2.SheetOf(0).MarkCount);

        bool Fits(int letters) => new BallotContent(0, marks, [new(0, new string('a', letters))]).TryEncode(length, out _);

        Assert.True(Fits(BallotContent.OpinionBytes - 4));
        Assert.False(Fits(BallotContent.OpinionBytes - 3));
    }

    [Fact]
    public void TryEncode_ManyTexts_AreBoundedTogether()
    {
        var length = BallotContent.EncodedLength(Layouts.Bureau2);
        var marks = new string('1', 8);
        var third = new string('意', 340);

        Assert.Equal(1024, BallotContent.CostOf(third));
        Assert.True(new BallotContent(0, marks, [new(0, third), new(1, third), new(2, third)]).TryEncode(length, out _));
        Assert.False(new BallotContent(0, marks, [new(0, third), new(1, third), new(2, third), new(3, "")]).TryEncode(length, out _));
    }

    [Fact]
    public void EncodedLength_OfALayout_FitsTheLongestSheet() =>
        Assert.Equal(9 + BallotContent.OpinionBytes + 8, BallotContent.EncodedLength(Layouts.Bureau2));

    [Fact]
    public void TryEncode_SheetsOfDifferentCategories_AreOfOneLength()
    {
        var length = BallotContent.EncodedLength(Layouts.Bureau2);

        Assert.True(new BallotContent(0, "11111111", [new(0, "很长的意见很长的意见")]).TryEncode(length, out var long_));
        Assert.True(new BallotContent(1, "111", []).TryEncode(length, out var short_));
        Assert.Equal(long_.Length, short_.Length);
    }

    [Fact]
    public void TryEncode_HalfASurrogatePair_Throws() =>
        Assert.Throws<EncoderFallbackException>(() => new BallotContent(0, "1", [new(0, "\ud842")]).TryEncode(100, out _));

    [Fact]
    public void Decode_BytesThatAreNoContent_ThrowsFormatException()
    {
        Assert.True(new BallotContent(1, "1234", [new(0, "意见")]).TryEncode(40, out var bytes));

        Assert.Throws<FormatException>(() => BallotContent.Decode([]));
        Assert.Throws<FormatException>(() => BallotContent.Decode([2, .. bytes.AsSpan(1)]));
        for (var length = 0; length < 9 + 4 + 4 + 6; length++)
        {
            Assert.Throws<FormatException>(() => BallotContent.Decode(bytes.AsSpan(0, length)));
        }
    }
}

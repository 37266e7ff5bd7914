using System.IO.Compression;
using System.Text;
using Evaluation.Web.Areas.Evaluator.Prepared;

namespace Evaluation.Web.Tests.Evaluator;

public sealed class PreparedPageTests
{
    [Theory]
    [InlineData("<p>满意</p><i>AA</i><i>BB</i>")]
    [InlineData("AABB")]
    [InlineData("AA<p>中间</p>BB")]
    public void Fill_CompressedAndPlain_GiveTheSamePage(string html)
    {
        var page = PreparedPage.Of(html, "AA", "BB");

        var plain = Encoding.UTF8.GetString(page.Fill("一", "two"));

        Assert.Equal(html.Replace("AA", "一", StringComparison.Ordinal).Replace("BB", "two", StringComparison.Ordinal), plain);
        Assert.Equal(plain, Unpack(page.FillCompressed("一", "two")));
    }

    [Fact]
    public void Fill_LongPageWithoutValues_IsTheWholePage()
    {
        var html = string.Concat(Enumerable.Range(0, 20_000).Select(i => "<b>" + i + "</b>"));
        var page = PreparedPage.Of(html);

        Assert.Equal(html, Unpack(page.FillCompressed()));
        Assert.InRange(page.FillCompressed().Length, 1, html.Length / 3);
    }

    [Fact]
    public void FillCompressed_WhateverTheValue_HasOneLength()
    {
        var page = PreparedPage.Of("<p>0000111122223333</p>XX</html>", "XX");

        Assert.Equal(page.FillCompressed("0000111122223333").Length, page.FillCompressed("f81d4fae7dec11d0").Length);
    }

    [Fact]
    public void Of_MarkersInAnotherOrder_IsRefused() => Assert.Throws<ArgumentException>(() => PreparedPage.Of("BB AA", "AA", "BB"));

    private static string Unpack(byte[] page)
    {
        using var gzip = new GZipStream(new MemoryStream(page), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Evaluation.Documents.CodeLists;

namespace Evaluation.Documents.Tests.CodeLists;

public sealed class CodeListWorkbookTests
{
    private static readonly CodeListLabels Labels = new("说明", "序号", "姓名", "联系方式", "评议码", "链接", "签收", "备注", "备用");

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("]]>&amp;\"'")]
    public void Write_HostileNameAndContact_AreTextCellsThatReadBackUnchanged(string hostile)
    {
        using var book = Reopen(List(Invited(new CodeListRow("ABCD-EFGH-JKMN-P", "https://example.org/b#ABCDEFGHJKMNP", false, hostile, hostile))));

        var sheet = book.Worksheet(1);
        foreach (var cell in new[] { sheet.Cell("B4"), sheet.Cell("C4") })
        {
            Assert.Equal(hostile, cell.GetString());
            Assert.Equal(XLDataType.Text, cell.DataType);
            Assert.False(cell.HasFormula);
            Assert.True(cell.Style.IncludeQuotePrefix);
        }
    }

    [Fact]
    public void Write_InvitedCategory_GivesNumberNameContactCodeAndLink()
    {
        using var book = Reopen(List(Invited(
            new CodeListRow("ABCD-EFGH-JKMN-P", "https://example.org/b#ABCDEFGHJKMNP", false, "示例甲", "示例单位"),
            new CodeListRow("0123-4567-89AB-C", "https://example.org/b#0123456789ABC", true))));

        var sheet = book.Worksheet("服务对象代表");
        Assert.Equal(["序号", "姓名", "联系方式", "评议码", "链接", "签收", "备注"], sheet.Range("A3:G3").Cells().Select(c => c.GetString()));
        Assert.Equal(1, sheet.Cell("A4").GetDouble());
        Assert.Equal(["示例甲", "示例单位", "ABCD-EFGH-JKMN-P", "https://example.org/b#ABCDEFGHJKMNP", "", ""], sheet.Range("B4:G4").Cells().Select(c => c.GetString()));
        Assert.Equal("备用", sheet.Cell("G5").GetString());
    }

    [Fact]
    public void Write_DrawnCategory_GivesCodesWithoutNumbers()
    {
        using var book = Reopen(List(new CodeListSheet("党员", false, [new CodeListRow("0123-4567-89AB-C", "https://example.org/b#0123456789ABC", true)])));

        var sheet = book.Worksheet("党员");
        Assert.Equal(["评议码", "链接", "备注"], sheet.Row(3).CellsUsed().Select(c => c.GetString()));
        Assert.Equal(["0123-4567-89AB-C", "https://example.org/b#0123456789ABC", "备用"], sheet.Row(4).CellsUsed().Select(c => c.GetString()));
    }

    [Fact]
    public void Write_AnyList_PrintsOnA4WithItsHeaderOnEveryPageAndFrozen()
    {
        using var book = Reopen(List(Invited(new CodeListRow("ABCD-EFGH-JKMN-P", "x", false, "示例甲"))));

        var sheet = book.Worksheet(1);
        Assert.Equal(XLPaperSize.A4Paper, sheet.PageSetup.PaperSize);
        Assert.Equal((1, 0), (sheet.PageSetup.PagesWide, sheet.PageSetup.PagesTall));
        Assert.Equal((3, 3), (sheet.PageSetup.FirstRowToRepeatAtTop, sheet.PageSetup.LastRowToRepeatAtTop));
        Assert.Equal(3, sheet.SheetView.SplitRow);
        Assert.True(sheet.Column("D").Width > 20, "A code fits its column.");
    }

    [Fact]
    public void Write_CategoriesWhoseNamesMakeNoSheetName_GivesEachASheet()
    {
        string[] names = ["两代表/一委员", "两代表一委员", "[*]", new string('长', 40), new string('长', 40), "'引号'", "LI", "li"];

        using var book = Reopen(List([.. names.Select(name => new CodeListSheet(name, false, []))]));

        Assert.Equal(names.Length, book.Worksheets.Count);
        Assert.Equal("两代表一委员", book.Worksheet(1).Name);
        Assert.Equal("两代表一委员 (2)", book.Worksheet(2).Name);
        Assert.All(book.Worksheets, sheet => Assert.InRange(sheet.Name.Length, 1, 31));
    }

    [Fact]
    public void Write_ControlCharactersAndHalfSurrogates_AreLeftOut()
    {
        using var book = Reopen(List(Invited(new CodeListRow("c", "l", false, "示\u0001例\ud800甲", "单\u000b位"))));

        Assert.Equal("示例\ufffd甲", book.Worksheet(1).Cell("B4").GetString());
        Assert.Equal("单位", book.Worksheet(1).Cell("C4").GetString());
    }

    [Fact]
    public void Write_AnyList_FollowsTheFormat()
    {
        using var stream = new MemoryStream();
        CodeListWorkbook.Write(stream, List(Invited(new CodeListRow("ABCD", "x", false, "示例甲")), new CodeListSheet("党员", false, [new CodeListRow("c", "l", true)])));

        using var document = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => e.Path?.XPath + ": " + e.Description));
    }

    [Fact]
    public void Write_FiftyThousandCodes_HoldsThemAll()
    {
        using var stream = new MemoryStream();
        CodeListWorkbook.Write(stream, List(new CodeListSheet("党员", false, [.. Enumerable.Range(0, 50_000).Select(i => new CodeListRow("C" + i, "L" + i, false))])));

        using var document = SpreadsheetDocument.Open(stream, false);
        using var reader = new StreamReader(document.WorkbookPart!.WorksheetParts.Single().GetStream());
        var text = reader.ReadToEnd();
        Assert.Equal(50_003, text.Split("<row ").Length - 1);
        Assert.Contains(">C49999<", text, StringComparison.Ordinal);
    }

    private static CodeList List(params CodeListSheet[] sheets) => new("2026年示例局群众评议", Labels, sheets);

    private static CodeListSheet Invited(params CodeListRow[] rows) => new("服务对象代表", true, rows);

    private static XLWorkbook Reopen(CodeList list)
    {
        var stream = new MemoryStream();
        CodeListWorkbook.Write(stream, list);
        stream.Position = 0;
        return new XLWorkbook(stream);
    }
}

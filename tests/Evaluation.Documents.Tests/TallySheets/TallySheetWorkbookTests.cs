using ClosedXML.Excel;
using Evaluation.Documents.TallySheets;
using Evaluation.Domain.Counting;

namespace Evaluation.Documents.Tests.TallySheets;

public sealed class TallySheetWorkbookTests
{
    private const int FirstRow = 6;

    private static readonly string[] HostileNames = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "<script>alert(1)</script>", "\u0001\ud800末"];

    [Fact]
    public void Make_Numbers_AreNumbersWithTheDigitsOfTheScreen()
    {
        using var book = Sheets.OpenSheet(Sheets.Input());
        var sheet = book.Worksheet("组织评议表");

        Assert.Equal((XLDataType.Number, 33d), (sheet.Cell(FirstRow, sheet.ColumnOf("TallySheet.Valid")).DataType, sheet.Cell(FirstRow, sheet.ColumnOf("TallySheet.Valid")).GetDouble()));
        Assert.Equal(18d, sheet.Cell(FirstRow, sheet.ColumnOf("TallySheet.Votes", "满意")).GetDouble());
        var rate = sheet.Cell(FirstRow, sheet.ColumnOf("满意率"));
        Assert.Equal((XLDataType.Number, "0.00%"), (rate.DataType, rate.Style.NumberFormat.Format));
        Assert.Equal(Percentage.ForNumberCell(Fraction.Of(27, 33)), rate.GetValue<decimal>());
        Assert.Equal("81.82%", rate.GetDouble().ToString("0.00%", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Make_EveryCell_IsTheOneOfTheLayout()
    {
        var layout = Sheets.Lay(Sheets.Input());
        using var book = Sheets.Open(TallySheetWorkbook.Make(layout, Sheets.Translate));

        foreach (var (table, sheet) in layout.Tables.Concat(layout.Indicators).Zip(book.Worksheets))
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                Assert.Equal(table.Rows[row].Cells.Select(c => c.Words), Enumerable.Range(1, table.Columns.Count).Select(c => Words(sheet.Cell(FirstRow + row, c))));
            }
        }
    }

    [Fact]
    public void Make_HostileNames_AreTextsAndNothingIsAFormula()
    {
        var input = Sheets.Input(HostileNames) with { Title = "=HYPERLINK(\"x\")", Host = "=1", Campaign = "@x" };
        using var book = Sheets.OpenSheet(input);

        foreach (var cell in book.Worksheets.SelectMany(s => s.CellsUsed()))
        {
            Assert.False(cell.HasFormula);
            Assert.False(cell.DataType == XLDataType.Text && cell.GetString().Length > 0 && cell.GetString()[0] is '=' or '+' or '-' or '@' && !cell.Style.IncludeQuotePrefix, cell.GetString());
        }

        var names = book.Worksheet("组织评议表").Column(2).CellsUsed().Concat(book.Worksheet("党员评议表").Column(2).CellsUsed()).Select(c => c.GetString()).ToHashSet();
        Assert.Superset(HostileNames[..5].Append("末").ToHashSet(), names);
    }

    [Fact]
    public void Make_TheFile_HoldsNoFormulaElement()
    {
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(TallySheetWorkbook.Make(Sheets.Lay(Sheets.Input(HostileNames)), Sheets.Translate)));
        foreach (var entry in package.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotMatch("<(x:)?f[ >/]", reader.ReadToEnd());
        }
    }

    [Fact]
    public void Make_AllFiles_AreValidForOffice()
    {
        var sheet = Sheets.Lay(Sheets.Input(HostileNames) with { ShowsRank = true });
        byte[][] files =
        [
            TallySheetWorkbook.Make(sheet, Sheets.Translate),
            AnnualTallyWorkbook.Make("汇总", "单位", [new AnnualEntry("党支部", "评议", 6, 44, 41, 41, 41, 1, 1, sheet)], Sheets.Translate),
            OpinionWorkbook.Make("意见", "示例局", [new OpinionRow("局党组", "问题", "=1")], Sheets.Translate),
        ];

        Assert.All(files, file =>
        {
            using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => e.Path!.XPath + ": " + e.Description));
        });
    }

    [Fact]
    public void Make_ThePage_IsA4AcrossAsWideAsThePageWithTheHeadRepeatedAndFrozen()
    {
        using var book = Sheets.OpenSheet(Sheets.Input());

        Assert.All(book.Worksheets, sheet =>
        {
            var page = sheet.PageSetup;
            Assert.Equal((XLPaperSize.A4Paper, XLPageOrientation.Landscape, 1, 0), (page.PaperSize, page.PageOrientation, page.PagesWide, page.PagesTall));
            Assert.Equal((4, 5), (page.FirstRowToRepeatAtTop, page.LastRowToRepeatAtTop));
            Assert.Equal((5, 2), (sheet.SheetView.SplitRow, sheet.SheetView.SplitColumn));
            Assert.All(sheet.ColumnsUsed(), column => Assert.NotEqual(sheet.ColumnWidth, column.Width));
        });
    }

    [Fact]
    public void Make_HeadAndFoot_AreWhereOneLooksForThem()
    {
        using var book = Sheets.OpenSheet(Sheets.Input());
        var sheet = book.Worksheets.First();
        var texts = sheet.CellsUsed().Select(c => c.GetString()).ToList();

        Assert.Equal(("统计表", true), (sheet.Cell(1, 1).GetString(), sheet.Cell(1, 1).IsMerged()));
        Assert.Equal("TallySheet.ReportingUnit 示例局党组", sheet.Cell(2, 1).GetString());
        Assert.Contains("TallySheet.Date 2026 4 15", texts);
        Assert.Contains("TallySheet.Unit", texts);
        Assert.Equal("TallySheet.Signatures", texts[^1]);
        Assert.StartsWith("TallySheet.Seal 01234567", texts[^3], StringComparison.Ordinal);
        Assert.StartsWith("TallySheet.BasisCode bbbbbbbb", texts[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Make_RowsOfGroups_FoldAwayBelowTheirSubjectWhichStandsOut()
    {
        using var book = Sheets.OpenSheet(Sheets.Input());
        var sheet = book.Worksheet("组织评议表");
        var (subject, group) = (sheet.Row(FirstRow), sheet.Row(FirstRow + 1));

        Assert.Equal(XLOutlineSummaryVLocation.Top, sheet.Outline.SummaryVLocation);
        Assert.Equal((0, 1), (subject.OutlineLevel, group.OutlineLevel));
        Assert.Equal((true, XLFillPatternValues.Solid), (subject.Cell(1).Style.Font.Bold, subject.Cell(1).Style.Fill.PatternType));
        Assert.Equal((false, XLFillPatternValues.None), (group.Cell(1).Style.Font.Bold, group.Cell(1).Style.Fill.PatternType));
        Assert.False(subject.Cell(sheet.ColumnOf("TallySheet.Rules")).Style.Font.Bold, "Sentences are not bold.");
        Assert.NotEqual(subject.Cell(2).Style.Font.FontColor, group.Cell(2).Style.Font.FontColor);
    }

    [Fact]
    public void Make_TheTable_HasLinesAndWrappedTextInRowsThatAreHighEnough()
    {
        using var book = Sheets.OpenSheet(Sheets.Input());
        var sheet = book.Worksheet("组织评议表");
        var category = sheet.Cell(FirstRow + 2, sheet.ColumnOf("TallySheet.Category"));

        Assert.Equal("TallySheet.OfWhich TallySheet.And 园区负责人 服务对象", category.GetString());
        Assert.Equal(((5 * 12.5) + 4, true, XLBorderStyleValues.Thin), (category.WorksheetRow().Height, category.Style.Alignment.WrapText, category.Style.Border.BottomBorder));
        Assert.Equal(14, category.WorksheetColumn().Width, 6);
        Assert.Equal(("宋体", 10d), (category.Style.Font.FontName, category.Style.Font.FontSize));
        Assert.Equal(XLBorderStyleValues.None, sheet.Cell(1, 1).Style.Border.BottomBorder);
        Assert.Contains("A4:A5", sheet.MergedRanges.Select(r => r.RangeAddress.ToString()));
        Assert.Contains("M4:N4", sheet.MergedRanges.Select(r => r.RangeAddress.ToString()));
        Assert.Equal("满意", sheet.Cell("M4").GetString());
    }

    [Fact]
    public void Make_FormNamesThatAreNoSheetNames_AreMadeFitAndUnique()
    {
        var input = Sheets.Input() with { FormNames = ["很长的评议表名称很长的评议表名称很长的评议表名称[]:*?/\\", "'"] };
        using var book = Sheets.OpenSheet(input);

        Assert.Equal(3, book.Worksheets.Select(s => s.Name.ToUpperInvariant()).Distinct().Count());
        Assert.All(book.Worksheets, s => Assert.InRange(s.Name.Length, 1, 31));
        Assert.Contains(book.Worksheets, s => s.Name == "TallySheet.Sheet");
    }

    [Fact]
    public void MakeYear_ManyCampaignsOfOneName_GetASheetPerTableAndALineInTheList()
    {
        var sheet = Sheets.Lay(Sheets.Input());
        AnnualEntry[] entries = [.. Enumerable.Range(0, 12).Select(i => new AnnualEntry("党支部/同名", "=评议", 6, 44, 41, 41, 41, i, 1, sheet))];
        using var book = Sheets.Open(AnnualTallyWorkbook.Make("汇总", "单位", entries, Sheets.Translate));

        Assert.Equal(25, book.Worksheets.Count);
        var index = book.Worksheet(1);
        Assert.Equal((1d, "党支部/同名", "=评议", 11d), (index.Cell(4, 1).GetDouble(), index.Cell(4, 2).GetString(), index.Cell(4, 3).GetString(), index.Cell(15, 9).GetDouble()));
        Assert.False(index.Cell(4, 3).HasFormula);
        var names = index.Cell(15, 11).GetString().Split('\n');
        Assert.Equal(2, names.Length);
        Assert.All(names, name => Assert.True(book.TryGetWorksheet(name, out _), name));
        Assert.Equal($"'{names[0]}'!A1", index.Cell(15, 11).Hyperlink.InternalAddress);
    }

    [Fact]
    public void MakeYear_WithoutCampaigns_IsAnEmptyList()
    {
        using var book = Sheets.Open(AnnualTallyWorkbook.Make("汇总", "单位", [], Sheets.Translate));

        Assert.Equal("TallySheet.Index", Assert.Single(book.Worksheets).Name);
    }

    [Fact]
    public void MakeOpinions_HostileText_StaysText()
    {
        string[] texts = ["=cmd()", "多行\r\n意见\u0000", "<b>", new string('长', 1000), "\ud83d\ude00\ud83d", new string('x', 32_766) + "\ud83d\ude00"];
        using var book = Sheets.Open(OpinionWorkbook.Make("意见", "示例局", texts.Select(t => new OpinionRow("=局党组", "问题", t)), Sheets.Translate));
        var sheet = book.Worksheets.First();

        Assert.Equal(["=cmd()", "多行\n意见", "<b>", texts[3], "\ud83d\ude00", new string('x', 32_766)], Enumerable.Range(4, texts.Length).Select(r => sheet.Cell(r, 4).GetString().Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.DoesNotContain(sheet.CellsUsed(), c => c.HasFormula);
        Assert.Equal(1d, sheet.Cell(4, 1).GetDouble());
    }

    [Fact]
    public void MakeOpinions_TextThatTheFormatReadsAsACharacter_IsEscapedInTheFile()
    {
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(OpinionWorkbook.Make("意见", "示例局", [new OpinionRow("局党组", "问题", "a_x0041_b")], Sheets.Translate)));
        using var reader = new StreamReader(package.GetEntry("xl/worksheets/sheet1.xml")!.Open());

        Assert.Contains("a_x005F_x0041_b", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    private static string Words(IXLCell cell) => cell.DataType == XLDataType.Number
        ? cell.GetDouble().ToString(cell.Style.NumberFormat.Format == "0.00%" ? "0.00%" : "0", System.Globalization.CultureInfo.InvariantCulture)
        : cell.GetString();
}

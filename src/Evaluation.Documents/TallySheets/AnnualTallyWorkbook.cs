using ClosedXML.Excel;

namespace Evaluation.Documents.TallySheets;

/// <summary>One counted campaign of a year.</summary>
/// <param name="Host">The organization that held it.</param>
/// <param name="Campaign">Its title.</param>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Due">Planned evaluators, each person once.</param>
/// <param name="Present">Present.</param>
/// <param name="Issued">Handed out.</param>
/// <param name="Returned">Returned.</param>
/// <param name="Proposed">Rules that apply.</param>
/// <param name="ForDecision">Results that people must decide.</param>
/// <param name="Sheet">Its tally sheet.</param>
public sealed record AnnualEntry(string Host, string Campaign, int Subjects, int Due, int Present, int Issued, int Returned, int Proposed, int ForDecision, TallySheet Sheet);

/// <summary>All tally sheets of a year in one workbook: a list of the campaigns, then their tables.</summary>
public static class AnnualTallyWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("TallySheet.Number", 6), ("TallySheet.Organization", 24), ("TallySheet.Campaign", 40), ("TallySheet.SubjectCount", 9), ("TallySheet.Due", 8), ("TallySheet.Present", 8),
        ("TallySheet.Issued", 8), ("TallySheet.Returned", 8), ("TallySheet.ProposedCount", 9), ("TallySheet.DecisionCount", 10), ("TallySheet.SheetName", 26),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title of the list.</param>
    /// <param name="unit">Line below it: whose, and of which day.</param>
    /// <param name="entries">The campaigns in order.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string unit, IReadOnlyList<AnnualEntry> entries, Translate translate)
    {
        using var book = Workbooks.Make();
        var names = new SheetNames();
        var index = book.AddWorksheet(names.Take(translate("TallySheet.Index"), translate("TallySheet.Index")));
        var first = WriteHead(index, title, unit, translate);
        for (var i = 0; i < entries.Count; i++)
        {
            var sheetNames = WriteTables(book, names, entries[i], i + 1, translate);
            WriteEntry(index, first + i, i + 1, entries[i], sheetNames);
        }

        StyleTable(index, first, first + Math.Max(entries.Count, 1) - 1);
        index.SetUpPage(first - 1, first - 1, translate("TallySheet.PageNumbers"));
        return book.ToBytes();
    }

    private static List<string> WriteTables(XLWorkbook book, SheetNames names, AnnualEntry entry, int number, Translate translate)
    {
        var written = new List<string>();
        foreach (var table in entry.Sheet.Tables)
        {
            // The number finds the sheet even when the organization's name is cut.
            var wanted = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {entry.Host} {(entry.Sheet.Tables.Count > 1 ? table.Name : "")}");
            var name = names.Take(wanted, translate("TallySheet.Sheet"));
            new TallyTableWriter(book.AddWorksheet(name), entry.Sheet, table, translate).Write();
            written.Add(name);
        }

        return written;
    }

    private static int WriteHead(IXLWorksheet index, string title, string unit, Translate translate)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            index.Column(i + 1).Width = Columns[i].Width;
            index.Cell(3, i + 1).SetText(translate(Columns[i].Key));
        }

        index.Range(1, 1, 1, Columns.Length).Merge();
        index.Cell(1, 1).SetText(title).Style.Font.SetFontName(Workbooks.TitleFont).Font.SetFontSize(18).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        index.Row(1).Height = 32;
        index.Range(2, 1, 2, Columns.Length).Merge();
        index.Cell(2, 1).SetText(unit);
        index.Row(2).Height = 20;
        index.Row(3).Height = 28;
        index.SheetView.Freeze(3, 2);
        return 4;
    }

    private static void WriteEntry(IXLWorksheet index, int row, int number, AnnualEntry entry, List<string> sheetNames)
    {
        index.Cell(row, 1).SetValue(number);
        index.Cell(row, 2).SetText(entry.Host);
        index.Cell(row, 3).SetText(entry.Campaign);
        int[] counts = [entry.Subjects, entry.Due, entry.Present, entry.Issued, entry.Returned, entry.Proposed, entry.ForDecision];
        for (var i = 0; i < counts.Length; i++)
        {
            index.Cell(row, i + 4).SetValue(counts[i]);
        }

        var link = index.Cell(row, Columns.Length).SetText(string.Join('\n', sheetNames));
        if (sheetNames.Count > 0)
        {
            link.Hyperlink = new XLHyperlink($"'{sheetNames[0].Replace("'", "''", StringComparison.Ordinal)}'!A1");
        }
    }

    private static void StyleTable(IXLWorksheet index, int first, int last)
    {
        index.Range(first - 1, 1, last, Columns.Length).Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText();
        index.Range(first - 1, 1, first - 1, Columns.Length).Style.Font.SetBold().Fill.SetBackgroundColor(Workbooks.HeadFill).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
    }
}

using Evaluation.Documents.Workbooks;

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
        ("TallySheet.Number", 6), ("TallySheet.Organization", 24), ("TallySheet.Campaign", 40), ("TallySheet.SubjectCount", 10), ("TallySheet.Due", 8), ("TallySheet.Present", 8),
        ("TallySheet.Issued", 8), ("TallySheet.Returned", 8), ("TallySheet.ProposedCount", 10), ("TallySheet.DecisionCount", 14), ("TallySheet.SheetName", 36),
    ];

    private const int HeadRow = 3;

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title of the list.</param>
    /// <param name="unit">Line below it: whose, and of which day.</param>
    /// <param name="entries">The campaigns in order.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string unit, IReadOnlyList<AnnualEntry> entries, Translate translate)
    {
        var names = new SheetNames();
        var index = names.Take(translate("TallySheet.Index"), translate("TallySheet.Index"));
        List<List<string>> sheets = [.. entries.Select((entry, i) => NamesOf(entry, i + 1, names, translate))];
        using var stream = new MemoryStream();
        using (var book = new WorkbookWriter(stream, TableStyles.Measure))
        {
            WriteIndex(book, index, (title, unit), [.. entries.Zip(sheets)], translate);
            foreach (var (entry, tables) in entries.Zip(sheets))
            {
                foreach (var (table, name) in entry.Sheet.Tables.Zip(tables))
                {
                    TallyTableWriter.Write(book, name, entry.Sheet, table, translate);
                }
            }
        }

        return stream.ToArray();
    }

    // The number finds the sheet even when the organization's name is cut.
    private static List<string> NamesOf(AnnualEntry entry, int number, SheetNames names, Translate translate) =>
    [
        .. entry.Sheet.Tables.Select(table => names.Take(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {entry.Host} {(entry.Sheet.Tables.Count > 1 ? table.Name : "")}"), translate("TallySheet.Sheet"))),
    ];

    private static void WriteIndex(WorkbookWriter book, string name, (string Title, string Unit) heads, IReadOnlyList<(AnnualEntry Entry, List<string> Sheets)> entries, Translate translate)
    {
        using var sheet = book.Add(name, new SheetSetup([.. Columns.Select(c => TableStyles.ColumnOf(c.Width))])
        {
            Empty = TableStyles.Plain,
            FrozenRows = HeadRow,
            FrozenColumns = 2,
            Page = new SheetPage(IsAcross: true, HeadRow, HeadRow, translate("TallySheet.PageNumbers")),
        });
        sheet.Merge(1, 1, 1, Columns.Length);
        sheet.Row([new(TableStyles.Title, heads.Title)], 32);
        sheet.Merge(2, 1, 2, Columns.Length);
        sheet.Row([new(TableStyles.Plain, heads.Unit)], 20);
        sheet.Row(Columns.Select(c => new SheetCell(TableStyles.Head, translate(c.Key))), RowHeight.Of(Columns.Select(c => (translate(c.Key), c.Width))));
        foreach (var (entry, sheets) in entries)
        {
            WriteEntry(sheet, entry, sheets);
        }

        if (entries.Count == 0)
        {
            sheet.Row(Columns.Select(_ => new SheetCell(TableStyles.Cell)));
        }
    }

    private static void WriteEntry(SheetWriter sheet, AnnualEntry entry, List<string> sheets)
    {
        var links = string.Join('\n', sheets);
        if (sheets.Count > 0)
        {
            sheet.Link(sheet.NextRow, Columns.Length, sheets[0]);
        }

        int[] counts = [entry.Subjects, entry.Due, entry.Present, entry.Issued, entry.Returned, entry.Proposed, entry.ForDecision];
        sheet.Row(
            [
                new(TableStyles.Cell, Number: sheet.NextRow - HeadRow),
                new(TableStyles.Cell, entry.Host),
                new(TableStyles.Cell, entry.Campaign),
                .. counts.Select(count => new SheetCell(TableStyles.Cell, Number: count)),
                new(sheets.Count > 0 ? TableStyles.Link : TableStyles.Cell, links),
            ],
            RowHeight.Of([(entry.Host, Columns[1].Width), (entry.Campaign, Columns[2].Width), (links, Columns[^1].Width)]));
    }
}

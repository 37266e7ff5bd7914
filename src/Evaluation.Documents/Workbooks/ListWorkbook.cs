namespace Evaluation.Documents.Workbooks;

/// <summary>A workbook that is one long list: a title, a line below it, heads that stay in sight, numbered rows of texts.</summary>
internal static class ListWorkbook
{
    private const double NumberWidth = 6;
    private const int HeadRow = 3;

    private static readonly CellStyle Head = TableStyles.Head with { Vertical = Vertical.Top };
    private static readonly CellStyle Cell = TableStyles.Cell with { Vertical = Vertical.Top };

    /// <summary>Makes it.</summary>
    /// <param name="heads">Title, the line below it, and the name of the sheet.</param>
    /// <param name="columns">Key of the head, and width, of each column but the number.</param>
    /// <param name="rows">The texts of each row, one for each column.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make((string Title, string Note, string Sheet) heads, (string Key, double Width)[] columns, IEnumerable<string[]> rows, Translate translate)
    {
        using var stream = new MemoryStream();
        using (var book = new WorkbookWriter(stream, TableStyles.Measure))
        using (var sheet = book.Add(heads.Sheet, SetupOf(columns, translate)))
        {
            sheet.Merge(1, 1, 1, columns.Length + 1);
            sheet.Row([new(TableStyles.ListTitle, heads.Title)], 28);
            sheet.Merge(2, 1, 2, columns.Length + 1);
            sheet.Row([new(TableStyles.Plain, heads.Note)]);
            sheet.Row(columns.Select(c => c.Key).Prepend("TallySheet.Number").Select(key => new SheetCell(Head, translate(key))));
            foreach (var texts in rows)
            {
                sheet.Row(
                    [new(Cell, Number: sheet.NextRow - HeadRow), .. texts.Select(text => new SheetCell(Cell, text))],
                    RowHeight.Of(texts.Zip(columns, (text, column) => (text, column.Width))));
            }
        }

        return stream.ToArray();
    }

    private static SheetSetup SetupOf((string Key, double Width)[] columns, Translate translate) =>
        new([.. columns.Select(c => c.Width).Prepend(NumberWidth).Select(TableStyles.ColumnOf)])
        {
            Empty = TableStyles.Plain,
            FrozenRows = HeadRow,
            Page = new SheetPage(IsAcross: true, HeadRow, HeadRow, translate("TallySheet.PageNumbers")),
        };
}

using Evaluation.Documents.Workbooks;
using Evaluation.Domain.Counting;

namespace Evaluation.Documents.TallySheets;

/// <summary>Writes one table of a tally sheet as a sheet: head, table, foot.</summary>
internal sealed class TallyTableWriter
{
    private const double FootHeight = 16;

    private readonly SheetWriter sheet;
    private readonly TallySheet tally;
    private readonly TallyTable table;

    private TallyTableWriter(SheetWriter sheet, TallySheet tally, TallyTable table) => (this.sheet, this.tally, this.table) = (sheet, tally, table);

    private int Width => table.Columns.Count;

    /// <summary>Writes it.</summary>
    /// <param name="book">Where to.</param>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="tally">The tally sheet.</param>
    /// <param name="table">Which of its tables.</param>
    /// <param name="translate">Texts.</param>
    public static void Write(WorkbookWriter book, string name, TallySheet tally, TallyTable table, Translate translate)
    {
        // Title, reporting unit and facts stand above the two rows of heads.
        var head = 3 + tally.Facts.Count;
        using var part = book.Add(name, new SheetSetup([.. table.Columns.Select(c => TableStyles.ColumnOf(c.Width))])
        {
            Empty = TableStyles.Plain,
            FrozenRows = head + 1,
            FrozenColumns = 2,
            FoldsUpwards = true,
            Page = new SheetPage(IsAcross: true, head, head + 1, translate("TallySheet.PageNumbers")),
        });
        var writer = new TallyTableWriter(part, tally, table);
        writer.WriteTitle();
        writer.WriteHeads();
        foreach (var row in table.Rows)
        {
            writer.WriteRow(row);
        }

        writer.WriteFoot();
    }

    private void WriteTitle()
    {
        Across(tally.Title, 30, TableStyles.Title with { Vertical = Vertical.Center });
        var (left, right) = (Width / 3, Width - (Width / 3));
        var cells = new SheetCell[Width];
        cells[0] = new SheetCell(TableStyles.Line, tally.ReportingUnit);
        cells[left] = new SheetCell(TableStyles.Line with { Horizontal = Horizontal.Center }, tally.Date);
        cells[right] = new SheetCell(TableStyles.Line with { Horizontal = Horizontal.Right }, tally.Unit);
        foreach (var (first, last) in new[] { (1, left), (left + 1, right), (right + 1, Width) })
        {
            sheet.Merge(sheet.NextRow, first, sheet.NextRow, last);
        }

        sheet.Row(cells, 20);
        foreach (var fact in tally.Facts)
        {
            Across(fact, FootHeight, TableStyles.Line);
        }
    }

    private void WriteHeads()
    {
        var columns = table.Columns;
        for (var i = 0; i < Width; i++)
        {
            if (columns[i].Over is null)
            {
                sheet.Merge(sheet.NextRow, i + 1, sheet.NextRow + 1, i + 1);
            }
            else if (IsFirstBelow(i))
            {
                sheet.Merge(sheet.NextRow, i + 1, sheet.NextRow, i + columns.Skip(i).TakeWhile(c => c.Over == columns[i].Over).Count());
            }
        }

        sheet.Row(columns.Select((column, i) => new SheetCell(TableStyles.Head, column.Over is null ? column.Head : IsFirstBelow(i) ? column.Over : "")), 20);
        sheet.Row(
            columns.Select(column => new SheetCell(TableStyles.Head, column.Over is null ? "" : column.Head)),
            RowHeight.Of(columns.Where(c => c.Over is null).Select(c => (c.Head, c.Width))));
    }

    // Whether the column is the first of those that share a head above them.
    private bool IsFirstBelow(int column) => column == 0 || table.Columns[column - 1].Over != table.Columns[column].Over;

    private void WriteRow(TallyRow row)
    {
        var texts = row.Cells.Select((cell, i) => (Text: cell.Words, table.Columns[i].Width)).Where(t => t.Text.Length > 0);
        sheet.Row(row.Cells.Select((cell, i) => CellOf(cell, StyleOf(row.Kind, i))), RowHeight.Of(texts), isFoldable: table.HasGroups && row.Kind == TallyRowKind.Group);
    }

    private static SheetCell CellOf(TallyCell cell, CellStyle style) => cell switch
    {
        TallyCell.Count count => new(style, Number: count.Value),
        TallyCell.Rate rate => new(style with { Format = TableStyles.RateFormat }, Number: Percentage.ForNumberCell(rate.Value)),
        _ => new(style, cell.Words),
    };

    // A subject's own row stands out above those of its groups, which can be folded away.
    private CellStyle StyleOf(TallyRowKind kind, int column)
    {
        var style = column == 0 ? TableStyles.Cell with { Horizontal = Horizontal.Center } : TableStyles.Cell;
        return !table.HasGroups ? style
            : kind != TallyRowKind.Group ? style.Raised(isBold: !table.Columns[column].IsProse)
            : column == 1 ? style.Repeated()
            : style;
    }

    private void WriteFoot()
    {
        foreach (var note in table.Notes.Append(tally.Seal).Append(tally.BasisCode))
        {
            Across(note, FootHeight * RowHeight.LinesOf([(note, table.Columns.Sum(c => c.Width))]), TableStyles.Line with { Wraps = true });
        }

        sheet.Skip();
        Across(tally.Signatures, 24, TableStyles.Line);
    }

    private void Across(string text, double height, CellStyle style)
    {
        sheet.Merge(sheet.NextRow, 1, sheet.NextRow, Width);
        sheet.Row([new(style, text)], height);
    }
}

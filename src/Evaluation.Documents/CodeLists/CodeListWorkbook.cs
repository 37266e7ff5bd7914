using System.Globalization;
using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.CodeLists;

/// <summary>
/// Writes a list of codes as a workbook, row by row, so that two hundred thousand codes take no more memory than twenty. Whatever came from people is a text cell:
/// nothing in it is ever a formula. Each sheet prints on A4 with its header on every page.
/// </summary>
public static class CodeListWorkbook
{
    private const int HeaderRow = 3;

    /// <summary>Writes the workbook.</summary>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="list">The list.</param>
    public static void Write(Stream stream, CodeList list)
    {
        using var book = new WorkbookWriter(stream, CodeListStyles.Font);
        var taken = new SheetNames();
        foreach (var sheet in list.Sheets)
        {
            WriteSheet(book, taken.Take(sheet.Category), list, sheet);
        }
    }

    private static void WriteSheet(WorkbookWriter book, string name, CodeList list, CodeListSheet codes)
    {
        var columns = ColumnsOf(list.Labels, codes);
        using var sheet = book.Add(name, new SheetSetup([.. columns.Select(c => c.Width)])
        {
            FrozenRows = HeaderRow,
            Page = new SheetPage(IsAcross: codes.IsInvited, HeaderRow, HeaderRow, "&P / &N") { Sides = 0.5, Bottom = 0.7 },
        });
        sheet.Merge(1, 1, 1, columns.Length);
        sheet.Row([Cell(CodeListStyles.Title, list.Title + " · " + codes.Category)], 26);
        sheet.Merge(2, 1, 2, columns.Length);
        sheet.Row([Cell(CodeListStyles.Note, list.Labels.Note)], 32);
        sheet.Row(columns.Select(column => Cell(CodeListStyles.Header, column.Header)), 22);
        foreach (var row in codes.Rows)
        {
            sheet.Row(columns.Select(column => column.Cell(row, sheet.NextRow - HeaderRow)), 24);
        }
    }

    private static ListColumn[] ColumnsOf(CodeListLabels labels, CodeListSheet sheet)
    {
        var code = new ListColumn(labels.Code, 26, (row, _) => Cell(CodeListStyles.Code, row.Code));
        var link = OfText(labels.Link, 52, row => row.Link);
        var remarks = OfText(labels.Remarks, 10, row => row.IsSpare ? labels.Spare : "");
        return sheet.IsInvited
            ?
            [
                new(labels.Number, 7, (_, number) => new SheetCell(CodeListStyles.Number, Number: number)),
                OfText(labels.Name, 14, row => row.Name),
                OfText(labels.Contact, 22, row => row.Contact),
                code,
                link,
                OfText(labels.Received, 14, _ => ""),
                remarks,
            ]
            : [code, link, remarks];
    }

    private static ListColumn OfText(string header, double width, Func<CodeListRow, string> text) => new(header, width, (row, _) => Cell(CodeListStyles.Text, text(row)));

    private static SheetCell Cell(CellStyle style, string text) => new(style, OnOneLine(text));

    // Neither cells of the list nor names of sheets have room for a second line; halves of surrogate pairs show that something was there.
    private static string OnOneLine(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Select(rune => rune.ToString()));

    private sealed record ListColumn(string Header, double Width, Func<CodeListRow, int, SheetCell> Cell);

    /// <summary>Names of sheets as the format allows them: at most 31 characters, some of them barred, no two alike.</summary>
    private sealed class SheetNames
    {
        private const int Longest = 31;
        private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

        public string Take(string wanted)
        {
            var name = string.Concat(OnOneLine(wanted).Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal))).Trim().Trim('\'');
            name = Cut(name.Length == 0 ? "-" : name, Longest);
            for (var number = 2; !taken.Add(name); number++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
                name = Cut(name, Longest - suffix.Length) + suffix;
            }

            return name;
        }

        private static string Cut(string name, int length) => name.Length <= length ? name
            : char.IsHighSurrogate(name[length - 1]) ? name[..(length - 1)] : name[..length];
    }
}

using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Documents.CodeLists;

/// <summary>
/// Writes a list of codes as a workbook, row by row, so that two hundred thousand codes take no more memory than twenty. Whatever came from people is a text cell:
/// nothing in it is ever a formula. Each sheet prints on A4 with its header on every page.
/// </summary>
public static class CodeListWorkbook
{
    private const int HeaderRow = 3;

    /// <summary>Writes the workbook.</summary>
    /// <param name="stream">Where to; it must be seekable and is left open.</param>
    /// <param name="list">The list.</param>
    public static void Write(Stream stream, CodeList list)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheets = new Sheets();
        var names = new DefinedNames();
        book.Workbook = new Workbook(sheets, names);
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = CodeListStyles.Make();
        var taken = new SheetNames();
        foreach (var sheet in list.Sheets)
        {
            var part = book.AddNewPart<WorksheetPart>();
            WriteSheet(part, list, sheet);
            var (name, index) = (taken.Take(sheet.Category), (uint)sheets.ChildElements.Count);
            sheets.Append(new Sheet { Name = name, SheetId = index + 1, Id = book.GetIdOfPart(part) });
            names.Append(new DefinedName($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!${HeaderRow}:${HeaderRow}") { Name = "_xlnm.Print_Titles", LocalSheetId = index });
        }
    }

    private static void WriteSheet(WorksheetPart part, CodeList list, CodeListSheet sheet)
    {
        var columns = ColumnsOf(list.Labels, sheet);
        var last = (char)('A' + columns.Length - 1);
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = HeaderRow, TopLeftCell = "A4", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(columns.Select((column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, 26, [(list.Title + " · " + sheet.Category, CodeListStyles.Title)]);
        WriteRow(writer, 2, 32, [(list.Labels.Note, CodeListStyles.Note)]);
        WriteRow(writer, HeaderRow, 22, columns.Select(column => (column.Header, CodeListStyles.Header)));
        for (var i = 0; i < sheet.Rows.Count; i++)
        {
            WriteRow(writer, HeaderRow + 1 + i, 24, columns.Select(column => (column.Text(sheet.Rows[i], i + 1), column.Style)));
        }

        writer.WriteEndElement();
        writer.WriteElement(new MergeCells(new MergeCell { Reference = $"A1:{last}1" }, new MergeCell { Reference = $"A2:{last}2" }));
        writer.WriteElement(new PrintOptions { HorizontalCentered = true });
        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.7, Header = 0.3, Footer = 0.3 });
        // 9 is A4; as many pages high as needed.
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = sheet.IsInvited ? OrientationValues.Landscape : OrientationValues.Portrait, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteElement(new HeaderFooter(new OddFooter("&C&P / &N")));
        writer.WriteEndElement();
    }

    private static ListColumn[] ColumnsOf(CodeListLabels labels, CodeListSheet sheet)
    {
        var code = new ListColumn(labels.Code, 26, (row, _) => row.Code, CodeListStyles.Code);
        var link = new ListColumn(labels.Link, 52, (row, _) => row.Link);
        return sheet.IsInvited
            ?
            [
                new(labels.Number, 7, (_, number) => number.ToString(CultureInfo.InvariantCulture), CodeListStyles.Number),
                new(labels.Name, 14, (row, _) => row.Name),
                new(labels.Contact, 22, (row, _) => row.Contact),
                code,
                link,
                new(labels.Received, 14, (_, _) => ""),
                new(labels.Remarks, 10, (row, _) => row.IsSpare ? labels.Spare : ""),
            ]
            : [code, link, new(labels.Remarks, 10, (row, _) => row.IsSpare ? labels.Spare : "")];
    }

    private static void WriteRow(OpenXmlWriter writer, int number, double height, IEnumerable<(string Text, uint Style)> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number, Height = height, CustomHeight = true });
        var column = 'A';
        foreach (var (text, style) in cells)
        {
            var cell = new Cell { CellReference = string.Create(CultureInfo.InvariantCulture, $"{column++}{number}"), StyleIndex = style };
            if (style == CodeListStyles.Number)
            {
                cell.CellValue = new CellValue(text);
            }
            else if (text.Length > 0)
            {
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(Writable(text)) { Space = SpaceProcessingModeValues.Preserve });
            }

            writer.WriteElement(cell);
        }

        writer.WriteEndElement();
    }

    // XML has no place for control characters and halves of surrogate pairs.
    private static string Writable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Select(rune => rune.ToString()));

    private sealed record ListColumn(string Header, double Width, Func<CodeListRow, int, string> Text, uint Style = CodeListStyles.Text);

    /// <summary>Names of sheets as the format allows them: at most 31 characters, some of them barred, no two alike.</summary>
    private sealed class SheetNames
    {
        private const int Longest = 31;
        private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

        public string Take(string wanted)
        {
            var name = string.Concat(Writable(wanted).Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal))).Trim().Trim('\'');
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

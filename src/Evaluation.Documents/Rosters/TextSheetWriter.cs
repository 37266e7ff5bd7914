using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Documents.Rosters;

/// <summary>Writes sheets of text row by row, so that a long list takes no more memory than a short one. Every cell is a text cell: nothing in it is ever a formula.</summary>
internal sealed class TextSheetWriter : IDisposable
{
    private const uint TextStyle = 1;
    private const uint HeaderStyle = 2;

    private readonly SpreadsheetDocument document;
    private readonly Sheets sheets;

    public TextSheetWriter(Stream stream)
    {
        document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        sheets = new Sheets();
        book.Workbook = new Workbook(sheets);
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
    }

    /// <summary>Adds a sheet with a frozen header row.</summary>
    public void Add(string name, IReadOnlyList<(string Header, double Width)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var book = document.WorkbookPart!;
        var part = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(new SheetViews(new SheetView(
                new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
            writer.WriteElement(new Columns(columns.Select((column, i) => new Column
            {
                Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true, Style = TextStyle,
            })));
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, columns.Select(column => column.Header), HeaderStyle);
            foreach (var row in rows)
            {
                WriteRow(writer, row, TextStyle);
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.ChildElements.Count + 1, Id = book.GetIdOfPart(part) });
    }

    public void Dispose() => document.Dispose();

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<string> texts, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var text in texts)
        {
            writer.WriteElement(new Cell
            {
                DataType = CellValues.InlineString,
                StyleIndex = style,
                InlineString = new InlineString(new Text(WithoutControls(text)) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }

        writer.WriteEndElement();
    }

    // XML has no place for control characters.
    private static string WithoutControls(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\t' or '\n')) ? string.Concat(text.Where(c => !char.IsControl(c) || c is '\t' or '\n')) : text;

    // Format 49 is text, and the quote prefix keeps a leading = a text even after somebody edits the cell.
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF1E9DC" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true }));
}

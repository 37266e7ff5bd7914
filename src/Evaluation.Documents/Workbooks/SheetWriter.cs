using System.Globalization;
using System.Xml;

namespace Evaluation.Documents.Workbooks;

/// <summary>Writes a sheet from its first row to its last. Rows and columns are counted from one.</summary>
internal sealed class SheetWriter : IDisposable
{
    private readonly XmlWriter writer;
    private readonly SheetSetup setup;
    private readonly StyleSheet styles;
    private readonly List<string> merged = [];
    private readonly List<(string Cell, string Sheet)> links = [];
    private readonly List<(string Cells, string Words, bool IsClosed)> choices = [];

    /// <summary>Begins a sheet.</summary>
    /// <param name="writer">The part; disposed of with the sheet.</param>
    /// <param name="setup">What holds for it as a whole.</param>
    /// <param name="styles">The looks of the workbook.</param>
    public SheetWriter(XmlWriter writer, SheetSetup setup, StyleSheet styles)
    {
        (this.writer, this.setup, this.styles) = (writer, setup, styles);
        writer.WriteStartElement("worksheet", WorkbookWriter.Main);
        WriteProperties();
        WriteView();
        writer.WriteStartElement("sheetFormatPr");
        Write("defaultRowHeight", 15);
        Write("outlineLevelRow", setup.FoldsUpwards ? 1 : 0);
        writer.WriteEndElement();
        WriteColumns();
        writer.WriteStartElement("sheetData");
    }

    /// <summary>The row that is written next.</summary>
    public int NextRow { get; private set; } = 1;

    /// <summary>Leaves a row empty.</summary>
    public void Skip() => NextRow++;

    /// <summary>Writes a row.</summary>
    /// <param name="cells">Its cells from the first column on.</param>
    /// <param name="height">Its height in points; null for what the program that shows it finds right.</param>
    /// <param name="isFoldable">Whether it can be folded away.</param>
    public void Row(IEnumerable<SheetCell> cells, double? height = null, bool isFoldable = false)
    {
        writer.WriteStartElement("row");
        Write("r", NextRow);
        if (height is { } points)
        {
            Write("ht", (decimal)points);
            Write("customHeight", 1);
        }

        if (isFoldable)
        {
            Write("outlineLevel", 1);
        }

        var column = 1;
        foreach (var cell in cells)
        {
            if (cell.Style is not null)
            {
                WriteCell(NameOf(NextRow, column), cell.Style, cell);
            }

            column++;
        }

        writer.WriteEndElement();
        NextRow++;
    }

    /// <summary>Makes one cell of several; what is in the first of them is shown.</summary>
    public void Merge(int firstRow, int firstColumn, int lastRow, int lastColumn)
    {
        if (firstRow != lastRow || firstColumn != lastColumn)
        {
            merged.Add(NameOf(firstRow, firstColumn) + ":" + NameOf(lastRow, lastColumn));
        }
    }

    /// <summary>Makes a cell lead to the beginning of another sheet.</summary>
    public void Link(int row, int column, string sheet) => links.Add((NameOf(row, column), sheet));

    /// <summary>Offers words to choose from in the cells of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="firstRow">First of the rows.</param>
    /// <param name="lastRow">Last of them.</param>
    /// <param name="words">The words; none has a comma in it.</param>
    /// <param name="isClosed">Whether anything else is refused.</param>
    public void Offer(int column, int firstRow, int lastRow, IEnumerable<string> words, bool isClosed) =>
        choices.Add((NameOf(firstRow, column) + ":" + NameOf(lastRow, column), '"' + string.Join(',', words) + '"', isClosed));

    /// <summary>Writes what stands below the rows and closes the part.</summary>
    public void Dispose()
    {
        writer.WriteEndElement();
        WriteList("mergeCells", "mergeCell", merged, name => writer.WriteAttributeString("ref", name));
        WriteList("dataValidations", "dataValidation", choices, WriteChoice);
        // Only the count of merged cells and of choices is kept in the file; links have none.
        if (links.Count > 0)
        {
            writer.WriteStartElement("hyperlinks");
            links.ForEach(WriteLink);
            writer.WriteEndElement();
        }

        if (setup.Page is { } page)
        {
            WritePage(page);
        }

        writer.WriteEndElement();
        writer.Dispose();
    }

    private static string NameOf(int row, int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters + row.ToString(CultureInfo.InvariantCulture);
    }

    private void Write(string attribute, decimal value) => writer.WriteAttributeString(attribute, value.ToString(CultureInfo.InvariantCulture));

    private void WriteProperties()
    {
        writer.WriteStartElement("sheetPr");
        if (setup.FoldsUpwards)
        {
            writer.WriteStartElement("outlinePr");
            Write("summaryBelow", 0);
            writer.WriteEndElement();
        }

        if (setup.Page is not null)
        {
            writer.WriteStartElement("pageSetUpPr");
            Write("fitToPage", 1);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteView()
    {
        writer.WriteStartElement("sheetViews");
        writer.WriteStartElement("sheetView");
        Write("workbookViewId", 0);
        if (setup.FrozenRows > 0)
        {
            writer.WriteStartElement("pane");
            if (setup.FrozenColumns > 0)
            {
                Write("xSplit", setup.FrozenColumns);
            }

            Write("ySplit", setup.FrozenRows);
            writer.WriteAttributeString("topLeftCell", NameOf(setup.FrozenRows + 1, setup.FrozenColumns + 1));
            writer.WriteAttributeString("activePane", setup.FrozenColumns > 0 ? "bottomRight" : "bottomLeft");
            writer.WriteAttributeString("state", "frozen");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteColumns()
    {
        writer.WriteStartElement("cols");
        for (var i = 0; i < setup.Columns.Count; i++)
        {
            writer.WriteStartElement("col");
            Write("min", i + 1);
            Write("max", i + 1);
            Write("width", (decimal)setup.Columns[i]);
            Write("customWidth", 1);
            if (setup.Empty is not null)
            {
                Write("style", styles.NumberOf(setup.Empty));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteCell(string name, CellStyle style, SheetCell cell)
    {
        var text = CellText.Clean(cell.Text);
        var isQuoted = style.IsQuoted || CellText.LooksLikeFormula(text);
        writer.WriteStartElement("c");
        writer.WriteAttributeString("r", name);
        Write("s", styles.NumberOf(isQuoted == style.IsQuoted ? style : style with { IsQuoted = isQuoted }));
        if (cell.Number is { } number)
        {
            writer.WriteElementString("v", number.ToString(CultureInfo.InvariantCulture));
        }
        else if (text.Length > 0)
        {
            writer.WriteAttributeString("t", "inlineStr");
            writer.WriteStartElement("is");
            writer.WriteStartElement("t");
            writer.WriteAttributeString("xml", "space", null, "preserve");
            writer.WriteString(CellText.Escape(text));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteList<T>(string list, string element, List<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartElement(list);
        Write("count", items.Count);
        foreach (var item in items)
        {
            writer.WriteStartElement(element);
            write(item);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteChoice((string Cells, string Words, bool IsClosed) choice)
    {
        writer.WriteAttributeString("type", "list");
        Write("allowBlank", 1);
        Write("showInputMessage", 1);
        Write("showErrorMessage", choice.IsClosed ? 1 : 0);
        writer.WriteAttributeString("sqref", choice.Cells);
        writer.WriteElementString("formula1", choice.Words);
    }

    private void WriteLink((string Cell, string Sheet) link)
    {
        writer.WriteStartElement("hyperlink");
        writer.WriteAttributeString("ref", link.Cell);
        writer.WriteAttributeString("location", SheetNames.Quoted(link.Sheet) + "!A1");
        writer.WriteEndElement();
    }

    private void WritePage(SheetPage page)
    {
        writer.WriteRaw("""<printOptions horizontalCentered="1"/>""");
        writer.WriteStartElement("pageMargins");
        foreach (var (side, inches) in new[] { ("left", page.Sides), ("right", page.Sides), ("top", 0.6), ("bottom", page.Bottom), ("header", 0.3), ("footer", 0.3) })
        {
            Write(side, (decimal)inches);
        }

        writer.WriteEndElement();
        writer.WriteStartElement("pageSetup");
        // 9 is A4; as many pages high as needed.
        Write("paperSize", 9);
        Write("fitToWidth", 1);
        Write("fitToHeight", 0);
        writer.WriteAttributeString("orientation", page.IsAcross ? "landscape" : "portrait");
        writer.WriteEndElement();
        writer.WriteStartElement("headerFooter");
        writer.WriteElementString("oddFooter", "&C" + page.Footer);
        writer.WriteEndElement();
    }
}

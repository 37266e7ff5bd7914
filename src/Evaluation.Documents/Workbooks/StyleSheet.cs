using System.Globalization;
using System.Xml;

namespace Evaluation.Documents.Workbooks;

/// <summary>Collects the looks that cells have, and writes them as the styles of the workbook.</summary>
internal sealed class StyleSheet
{
    // Numbers below are formats of the standard.
    private const int FirstFormat = 164;

    private readonly List<CellStyle> styles = [];
    private readonly Dictionary<CellStyle, int> numbers = [];

    /// <summary>Begins with the look of cells that nothing is written into; columns are measured in digits of its font.</summary>
    public StyleSheet(CellFont font) => NumberOf(new CellStyle(font));

    /// <summary>The number by which cells refer to the look.</summary>
    public int NumberOf(CellStyle style)
    {
        if (!numbers.TryGetValue(style, out var number))
        {
            number = styles.Count;
            numbers.Add(style, number);
            styles.Add(style);
        }

        return number;
    }

    /// <summary>Writes the part.</summary>
    public void Write(XmlWriter writer)
    {
        // The standard reserves the first two fills.
        List<string?> fills = [null, "gray125", .. styles.Select(s => s.Fill).OfType<string>().Distinct()];
        List<string?> borders = [null, .. styles.Select(s => s.Border).OfType<string>().Distinct()];
        List<CellFont> fonts = [.. styles.Select(s => s.Font).Distinct()];
        List<string> formats = [.. styles.Select(s => s.Format).Where(f => f is not ("" or CellStyle.TextFormat)).Distinct()];
        writer.WriteStartElement("styleSheet", WorkbookWriter.Main);
        if (formats.Count > 0)
        {
            WriteList(writer, "numFmts", formats, (format, i) => WriteFormat(writer, format, FirstFormat + i));
        }

        WriteList(writer, "fonts", fonts, (font, _) => WriteFont(writer, font));
        WriteList(writer, "fills", fills, (fill, i) => WriteFill(writer, fill, i));
        WriteList(writer, "borders", borders, (border, _) => WriteBorder(writer, border));
        writer.WriteRaw("""<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>""");
        WriteList(writer, "cellXfs", styles, (style, _) =>
        {
            var format = style.Format switch { "" => 0, CellStyle.TextFormat => 49, _ => FirstFormat + formats.IndexOf(style.Format) };
            WriteLook(writer, style, [("numFmtId", format), ("fontId", fonts.IndexOf(style.Font)), ("fillId", fills.IndexOf(style.Fill)), ("borderId", borders.IndexOf(style.Border))]);
        });
        writer.WriteRaw("""<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>""");
        writer.WriteEndElement();
    }

    private static void WriteList<T>(XmlWriter writer, string name, IReadOnlyList<T> items, Action<T, int> write)
    {
        writer.WriteStartElement(name);
        writer.WriteAttributeString("count", items.Count.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < items.Count; i++)
        {
            write(items[i], i);
        }

        writer.WriteEndElement();
    }

    private static void WriteFormat(XmlWriter writer, string format, int number)
    {
        writer.WriteStartElement("numFmt");
        writer.WriteAttributeString("numFmtId", number.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("formatCode", format);
        writer.WriteEndElement();
    }

    private static void WriteFont(XmlWriter writer, CellFont font)
    {
        writer.WriteStartElement("font");
        foreach (var (name, isSet) in new[] { ("b", font.IsBold), ("i", font.IsItalic), ("u", font.IsUnderlined) })
        {
            if (isSet)
            {
                writer.WriteElementString(name, "");
            }
        }

        WriteValue(writer, "sz", "val", font.Size.ToString(CultureInfo.InvariantCulture));
        if (font.Color is not null)
        {
            WriteValue(writer, "color", "rgb", font.Color);
        }

        WriteValue(writer, "name", "val", font.Name);
        writer.WriteEndElement();
    }

    private static void WriteFill(XmlWriter writer, string? fill, int number)
    {
        writer.WriteStartElement("fill");
        writer.WriteStartElement("patternFill");
        writer.WriteAttributeString("patternType", number switch { 0 => "none", 1 => "gray125", _ => "solid" });
        if (number > 1)
        {
            WriteValue(writer, "fgColor", "rgb", fill!);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteBorder(XmlWriter writer, string? border)
    {
        writer.WriteStartElement("border");
        foreach (var side in new[] { "left", "right", "top", "bottom" })
        {
            writer.WriteStartElement(side);
            if (border is not null)
            {
                writer.WriteAttributeString("style", "thin");
                WriteValue(writer, "color", "rgb", border);
            }

            writer.WriteEndElement();
        }

        writer.WriteElementString("diagonal", "");
        writer.WriteEndElement();
    }

    private static void WriteLook(XmlWriter writer, CellStyle style, (string Name, int Value)[] parts)
    {
        writer.WriteStartElement("xf");
        foreach (var (name, value) in parts)
        {
            writer.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
        }

        writer.WriteAttributeString("xfId", "0");
        if (style.IsQuoted)
        {
            writer.WriteAttributeString("quotePrefix", "1");
        }

        foreach (var name in new[] { "applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment" })
        {
            writer.WriteAttributeString(name, "1");
        }

        writer.WriteStartElement("alignment");
        // The two names of each place are those of the standard.
        writer.WriteAttributeString("horizontal", style.Horizontal.ToString().ToLowerInvariant());
        writer.WriteAttributeString("vertical", style.Vertical.ToString().ToLowerInvariant());
        if (style.Wraps)
        {
            writer.WriteAttributeString("wrapText", "1");
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteValue(XmlWriter writer, string element, string attribute, string value)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString(attribute, value);
        writer.WriteEndElement();
    }
}

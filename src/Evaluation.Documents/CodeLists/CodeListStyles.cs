using DocumentFormat.OpenXml.Spreadsheet;

namespace Evaluation.Documents.CodeLists;

/// <summary>The look of the list. The numbers are places in the list of cell formats.</summary>
internal static class CodeListStyles
{
    public const uint Text = 1;
    public const uint Code = 2;
    public const uint Number = 3;
    public const uint Header = 4;
    public const uint Title = 5;
    public const uint Note = 6;

    // Number format 49 is text; the quote prefix keeps a leading = a text even after somebody edits the cell.
    public static Stylesheet Make() => new(
        new Fonts(
            Font("等线", 11),
            Font("Consolas", 14, bold: true),
            Font("等线", 11, bold: true),
            Font("等线", 16, bold: true),
            Font("等线", 10, color: "FF555B66")),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF6EFE2" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), Thin()),
        new CellFormats(
            new CellFormat(),
            Format(font: 0, border: 1, text: true, HorizontalAlignmentValues.Left, wrap: true),
            Format(font: 1, border: 1, text: true, HorizontalAlignmentValues.Center),
            Format(font: 0, border: 1, text: false, HorizontalAlignmentValues.Center),
            Format(font: 2, border: 1, text: true, HorizontalAlignmentValues.Center, fill: 2),
            Format(font: 3, border: 0, text: true, HorizontalAlignmentValues.Left),
            Format(font: 4, border: 0, text: true, HorizontalAlignmentValues.Left, wrap: true)));

    private static Font Font(string name, double size, bool bold = false, string? color = null)
    {
        var font = new Font();
        if (bold)
        {
            font.Append(new Bold());
        }

        font.Append(new FontSize { Val = size });
        if (color is not null)
        {
            font.Append(new Color { Rgb = color });
        }

        font.Append(new FontName { Val = name });
        return font;
    }

    private static Border Thin()
    {
        static T Side<T>(T side)
            where T : BorderPropertiesType
        {
            side.Style = BorderStyleValues.Thin;
            side.Append(new Color { Rgb = "FFC9C5BB" });
            return side;
        }

        return new Border(Side(new LeftBorder()), Side(new RightBorder()), Side(new TopBorder()), Side(new BottomBorder()), new DiagonalBorder());
    }

    private static CellFormat Format(uint font, uint border, bool text, HorizontalAlignmentValues horizontal, bool wrap = false, uint fill = 0) =>
        new(new Alignment { Horizontal = horizontal, Vertical = VerticalAlignmentValues.Center, WrapText = wrap })
        {
            NumberFormatId = text ? 49u : 0u,
            FontId = font,
            FillId = fill,
            BorderId = border,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyFill = fill > 0,
            ApplyBorder = border > 0,
            ApplyAlignment = true,
            QuotePrefix = text,
        };
}

namespace Evaluation.Documents.Workbooks;

/// <summary>The look of the office's tables: tally sheets and lists.</summary>
internal static class TableStyles
{
    /// <summary>Format of shares and rates.</summary>
    public const string RateFormat = "0.00%";

    /// <summary>Font in whose digits columns are measured: that of a new workbook in any office suite.</summary>
    public static readonly CellFont Measure = new("Calibri", 11);

    private const string Black = "FF000000";

    // Every Chinese office suite has these fonts or puts its own of their kind in their place.
    private static readonly CellFont Song = new("宋体", 10);
    private static readonly CellFont Hei = new("黑体", 18);

    /// <summary>A text outside of a table.</summary>
    public static readonly CellStyle Plain = new(Song);

    /// <summary>A line above or below a table, in a row of a given height.</summary>
    public static readonly CellStyle Line = Plain with { Vertical = Vertical.Center };

    /// <summary>The title.</summary>
    public static readonly CellStyle Title = new(Hei) { Horizontal = Horizontal.Center };

    /// <summary>The title of a list.</summary>
    public static readonly CellStyle ListTitle = Title with { Font = Hei with { Size = 16 } };

    /// <summary>A cell of a table.</summary>
    public static readonly CellStyle Cell = Line with { Border = Black, Wraps = true };

    /// <summary>A head.</summary>
    public static readonly CellStyle Head = Cell with { Font = Song with { IsBold = true }, Fill = "FFF1E9DC", Horizontal = Horizontal.Center };

    /// <summary>A cell that leads somewhere else.</summary>
    public static readonly CellStyle Link = Cell with { Font = Song with { IsUnderlined = true, Color = "FF0000FF" } };

    /// <summary>The same cell in a row that stands out.</summary>
    public static CellStyle Raised(this CellStyle style, bool isBold) => style with { Font = style.Font with { IsBold = isBold }, Fill = "FFFAF6EE" };

    /// <summary>The same cell where it only repeats what stands above it.</summary>
    public static CellStyle Repeated(this CellStyle style) => style with { Font = style.Font with { Color = "FF808080" } };

    /// <summary>Width of a column that has room for so many digits: some of it is lost at its sides.</summary>
    public static double ColumnOf(double digits) => digits + 0.710625;
}

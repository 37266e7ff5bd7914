using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.CodeLists;

/// <summary>The look of the list.</summary>
internal static class CodeListStyles
{
    private const string Grey = "FFC9C5BB";

    /// <summary>The font of the list.</summary>
    public static readonly CellFont Font = new("等线", 11);

    // A text stays one even after somebody edits its cell.
    private static readonly CellStyle Words = new(Font) { Format = CellStyle.TextFormat, IsQuoted = true, Horizontal = Horizontal.Left, Vertical = Vertical.Center };

    /// <summary>A text.</summary>
    public static readonly CellStyle Text = Words with { Border = Grey, Wraps = true };

    /// <summary>A code, to be read off without mistakes.</summary>
    public static readonly CellStyle Code = Words with { Font = new CellFont("Consolas", 14) { IsBold = true }, Border = Grey, Horizontal = Horizontal.Center };

    /// <summary>The running number.</summary>
    public static readonly CellStyle Number = new(Font) { Border = Grey, Horizontal = Horizontal.Center, Vertical = Vertical.Center };

    /// <summary>A header.</summary>
    public static readonly CellStyle Header = Words with { Font = Font with { IsBold = true }, Fill = "FFF6EFE2", Border = Grey, Horizontal = Horizontal.Center };

    /// <summary>The title.</summary>
    public static readonly CellStyle Title = Words with { Font = Font with { Size = 16, IsBold = true } };

    /// <summary>The line below it.</summary>
    public static readonly CellStyle Note = Words with { Font = Font with { Size = 10, Color = "FF555B66" }, Wraps = true };
}

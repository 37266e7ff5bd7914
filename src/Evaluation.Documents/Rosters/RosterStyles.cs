using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.Rosters;

/// <summary>The look of roster workbooks.</summary>
internal static class RosterStyles
{
    /// <summary>The font.</summary>
    public static readonly CellFont Font = new("Calibri", 11);

    /// <summary>A text, so that a spreadsheet does not turn 1985.10 into 1985.1 while it is typed.</summary>
    public static readonly CellStyle Text = new(Font) { Format = CellStyle.TextFormat };

    /// <summary>A text that was not typed here: nothing makes a formula of it.</summary>
    public static readonly CellStyle Given = Text with { IsQuoted = true };

    /// <summary>An example.</summary>
    public static readonly CellStyle Example = Text with { Font = Font with { IsItalic = true, Color = "FF8A8A8A" } };

    /// <summary>A header.</summary>
    public static readonly CellStyle Header = new(Font with { IsBold = true }) { Fill = "FFF1E9DC" };

    /// <summary>The title of the instructions.</summary>
    public static readonly CellStyle Title = new(Font with { Size = 14, IsBold = true });

    /// <summary>A line of the instructions.</summary>
    public static readonly CellStyle Instruction = new(Font) { Wraps = true };
}

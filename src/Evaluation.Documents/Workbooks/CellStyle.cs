namespace Evaluation.Documents.Workbooks;

/// <summary>Where a text stands between the sides of its cell.</summary>
internal enum Horizontal
{
    /// <summary>Texts at the left, numbers at the right.</summary>
    General,

    /// <summary>At the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right.</summary>
    Right,
}

/// <summary>Where a text stands between top and bottom of its cell.</summary>
internal enum Vertical
{
    /// <summary>At the bottom.</summary>
    Bottom,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the top.</summary>
    Top,
}

/// <summary>A font.</summary>
/// <param name="Name">Its name; where it is not installed, another takes its place.</param>
/// <param name="Size">Size in points.</param>
internal sealed record CellFont(string Name, double Size)
{
    /// <summary>Whether it is bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Whether it is italic.</summary>
    public bool IsItalic { get; init; }

    /// <summary>Whether it is underlined.</summary>
    public bool IsUnderlined { get; init; }

    /// <summary>Colour as opacity, red, green and blue: eight hexadecimal digits. Null for that of the program which shows it.</summary>
    public string? Color { get; init; }
}

/// <summary>The look of a cell. Cells of the same look share one entry in the file.</summary>
/// <param name="Font">Its font.</param>
internal sealed record CellStyle(CellFont Font)
{
    /// <summary>Format of texts that stay texts when somebody edits them.</summary>
    public const string TextFormat = "@";

    /// <summary>Colour behind the text, as that of a font; null for none.</summary>
    public string? Fill { get; init; }

    /// <summary>Colour of the thin lines around the cell, as that of a font; null for no lines.</summary>
    public string? Border { get; init; }

    /// <summary>Format of numbers, such as "0.00%"; empty for the general one.</summary>
    public string Format { get; init; } = "";

    /// <summary>Where the text stands between the sides.</summary>
    public Horizontal Horizontal { get; init; }

    /// <summary>Where the text stands between top and bottom.</summary>
    public Vertical Vertical { get; init; }

    /// <summary>Whether a long text goes on in a further line.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether a spreadsheet takes what is in the cell for a text even after somebody edited it.</summary>
    public bool IsQuoted { get; init; }
}

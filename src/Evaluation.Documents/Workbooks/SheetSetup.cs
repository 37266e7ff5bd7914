namespace Evaluation.Documents.Workbooks;

/// <summary>What holds for a sheet as a whole.</summary>
/// <param name="Columns">Widths of its columns.</param>
internal sealed record SheetSetup(IReadOnlyList<double> Columns)
{
    /// <summary>The look of cells that nothing is written into; null for that of the workbook.</summary>
    public CellStyle? Empty { get; init; }

    /// <summary>Rows that stay in sight.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Columns that stay in sight.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>Whether rows that can be folded away belong to the row above them, not to the one below.</summary>
    public bool FoldsUpwards { get; init; }

    /// <summary>Whether the workbook opens at this sheet.</summary>
    public bool IsActive { get; init; }

    /// <summary>How it is printed; null where the program that prints decides.</summary>
    public SheetPage? Page { get; init; }
}

/// <summary>How a sheet is printed: on A4, as wide as the page, on as many pages as it takes. Lengths are in inches.</summary>
/// <param name="IsAcross">Whether the long side of the paper lies across.</param>
/// <param name="FirstHeadRow">First of the rows that are repeated on each page.</param>
/// <param name="LastHeadRow">Last of them.</param>
/// <param name="Footer">What stands in the middle below each page; &amp;P is its number and &amp;N that of all pages.</param>
internal sealed record SheetPage(bool IsAcross, int FirstHeadRow, int LastHeadRow, string Footer)
{
    /// <summary>Margin at either side.</summary>
    public double Sides { get; init; } = 0.4;

    /// <summary>Margin at the bottom.</summary>
    public double Bottom { get; init; } = 0.6;
}

namespace Evaluation.Documents.Workbooks;

/// <summary>A cell of a row: a text, a number, an empty one that has a look, or none at all.</summary>
/// <param name="Style">Its look; null where there is no cell.</param>
/// <param name="Text">Its text; empty for none.</param>
/// <param name="Number">Its number, in place of a text.</param>
internal readonly record struct SheetCell(CellStyle? Style, string Text = "", decimal? Number = null)
{
    /// <summary>No cell: the next one stands a column further.</summary>
    public static SheetCell None => default;
}

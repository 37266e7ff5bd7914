namespace Evaluation.Domain.Members;

/// <summary>One sheet of an uploaded roster as plain text, before anything in it is understood. A CSV file has one.</summary>
/// <param name="Name">Name of the sheet, or of the CSV file.</param>
/// <param name="Rows">Rows that hold any text, in order.</param>
public sealed record RosterSheet(string Name, IReadOnlyList<RosterSheetRow> Rows);

/// <summary>One row of a sheet.</summary>
/// <param name="Number">Row number as the spreadsheet shows it; the first is 1.</param>
/// <param name="Cells">Texts from the first column on; an empty cell is an empty text. A date cell reads 1985-03-12, or 1985-03 when its format shows no day.</param>
public sealed record RosterSheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a column, counted from 0; empty when the row is shorter.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}

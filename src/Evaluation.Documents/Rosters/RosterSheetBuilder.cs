using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>Rows still allowed over all sheets of a file.</summary>
internal sealed class RowBudget
{
    private int left = RosterLimits.Rows + RosterLimits.HeaderRows;

    public void TakeOne()
    {
        if (--left < 0)
        {
            throw new RosterRefusedException(RosterRefusal.TooManyRows);
        }
    }
}

/// <summary>Collects the rows of a sheet that hold any text.</summary>
internal sealed class RosterSheetBuilder(string name, RowBudget budget)
{
    private readonly List<RosterSheetRow> rows = [];
    private readonly List<string> cells = [];
    private int number;

    public void StartRow(int rowNumber)
    {
        number = rowNumber;
        cells.Clear();
    }

    /// <summary>Sets a cell of the current row; columns come in any order and an empty text sets nothing.</summary>
    public void SetCell(int column, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (column >= RosterLimits.Columns)
        {
            throw new RosterRefusedException(RosterRefusal.TooManyColumns);
        }

        while (cells.Count <= column)
        {
            cells.Add("");
        }

        cells[column] = text.Length <= RosterLimits.CellLength ? text : text[..RosterLimits.CellLength];
    }

    public void EndRow()
    {
        if (cells.Count > 0)
        {
            budget.TakeOne();
            rows.Add(new RosterSheetRow(number, [.. cells]));
        }
    }

    /// <summary>The sheet; null when no row holds any text.</summary>
    public RosterSheet? Build() => rows.Count == 0 ? null : new RosterSheet(name, rows);
}

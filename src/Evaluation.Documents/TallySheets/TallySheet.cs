using Evaluation.Domain.Counting;

namespace Evaluation.Documents.TallySheets;

/// <summary>A tally sheet (统计表) as it is laid out, before it becomes a workbook or a printed page: both show the same cells.</summary>
/// <param name="Title">Title.</param>
/// <param name="ReportingUnit">The line of the reporting unit, with its place for the official seal.</param>
/// <param name="Date">The date in words.</param>
/// <param name="Unit">The line that says what is counted.</param>
/// <param name="Facts">Lines between head and table: the campaign, and how many persons there were, each counted once.</param>
/// <param name="Tables">The tables; each is a sheet.</param>
/// <param name="Indicators">The tables of indicators; each is a further sheet.</param>
/// <param name="Seal">The line with the seal.</param>
/// <param name="BasisCode">The line with the basis code.</param>
/// <param name="Signatures">The line for those who sign.</param>
public sealed record TallySheet(
    string Title,
    string ReportingUnit,
    string Date,
    string Unit,
    IReadOnlyList<string> Facts,
    IReadOnlyList<TallyTable> Tables,
    IReadOnlyList<TallyTable> Indicators,
    string Seal,
    string BasisCode,
    string Signatures);

/// <summary>One table.</summary>
/// <param name="Name">Name of its sheet.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Notes">The formulas and explanations below it.</param>
public sealed record TallyTable(string Name, IReadOnlyList<TallyColumn> Columns, IReadOnlyList<TallyRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Whether subjects are followed by their groups, so that a subject's own row stands out.</summary>
    public bool HasGroups => Rows.Any(r => r.Kind == TallyRowKind.Subject) && Rows.Any(r => r.Kind == TallyRowKind.Group);

    /// <summary>The widths of the columns as shares of the table, such as "4.5%".</summary>
    public IEnumerable<string> Shares
    {
        get
        {
            var whole = Columns.Sum(c => c.Width);
            return Columns.Select(c => (c.Width * 100 / whole).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + "%");
        }
    }
}

/// <summary>A column.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Width">Width in characters.</param>
/// <param name="Over">The head above it that it shares with its neighbours; null for none.</param>
/// <param name="IsProse">Whether sentences stand in it.</param>
public sealed record TallyColumn(string Head, double Width, string? Over = null, bool IsProse = false);

/// <summary>What a row is about.</summary>
public enum TallyRowKind
{
    /// <summary>A subject as a whole.</summary>
    Subject,

    /// <summary>Of a subject, one group of categories.</summary>
    Group,

    /// <summary>The sum over all subjects of the table.</summary>
    Sum,
}

/// <summary>A row.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Cells">A cell per column.</param>
public sealed record TallyRow(TallyRowKind Kind, IReadOnlyList<TallyCell> Cells);

/// <summary>A cell: empty, a text, a count or a rate. A text is a text whatever it begins with.</summary>
public abstract record TallyCell
{
    /// <summary>An empty cell.</summary>
    public static TallyCell Empty { get; } = new Text("");

    /// <summary>The cell in words; a rate with the digits that stand on every screen.</summary>
    public abstract string Words { get; }

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : TallyCell
    {
        /// <inheritdoc />
        public override string Words => Value;
    }

    /// <summary>A count.</summary>
    public sealed record Count(int Value) : TallyCell
    {
        /// <inheritdoc />
        public override string Words => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A rate.</summary>
    public sealed record Rate(Fraction Value) : TallyCell
    {
        /// <inheritdoc />
        public override string Words => Percentage.Format(Value);
    }
}

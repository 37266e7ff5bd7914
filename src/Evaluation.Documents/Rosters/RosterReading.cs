using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>Why an uploaded file was not read.</summary>
public enum RosterRefusal
{
    /// <summary>Neither a workbook nor, by its name, a CSV file: a renamed text, a picture, another kind of document.</summary>
    NotAWorkbook,

    /// <summary>A workbook of Excel 97-2003 (.xls), or a binary one (.xlsb), which has to be saved as .xlsx.</summary>
    OldFormat,

    /// <summary>Protected by a password.</summary>
    Encrypted,

    /// <summary>Truncated or otherwise not readable.</summary>
    Damaged,

    /// <summary>More bytes than <see cref="RosterLimits.FileBytes"/>.</summary>
    TooLarge,

    /// <summary>Unpacked far larger than a roster can be.</summary>
    TooLargeUnpacked,

    /// <summary>More rows than <see cref="RosterLimits.Rows"/>.</summary>
    TooManyRows,

    /// <summary>More columns than <see cref="RosterLimits.Columns"/>.</summary>
    TooManyColumns,

    /// <summary>Nothing in it.</summary>
    Empty,

    /// <summary>A text that is neither UTF-8 nor GB18030.</summary>
    UnknownEncoding,
}

/// <summary>Bounds of an uploaded roster. Reading stops at the first one that is passed.</summary>
public static class RosterLimits
{
    /// <summary>Largest file.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    /// <summary>Most bytes that a workbook may unpack to.</summary>
    public const long UnpackedBytes = 64L * 1024 * 1024;

    /// <summary>Most rows over all sheets.</summary>
    public const int Rows = 20_000;

    /// <summary>Most columns of a sheet.</summary>
    public const int Columns = 60;

    /// <summary>Characters of a cell that are kept; the roster's own bounds are far below.</summary>
    public const int CellLength = 1_000;

    /// <summary>Titles and headers above the rows, over all sheets.</summary>
    internal const int HeaderRows = 100;

    /// <summary>Most parts in the package of a workbook.</summary>
    internal const int Parts = 2_000;

    /// <summary>Most sheets of a workbook.</summary>
    internal const int Sheets = 50;

    /// <summary>A part that unpacks to more than <see cref="SuspectBytes"/> at more than this ratio is no roster.</summary>
    internal const int UnpackedRatio = 300;

    /// <summary>See <see cref="UnpackedRatio"/>.</summary>
    internal const int SuspectBytes = 8 * 1024 * 1024;
}

/// <summary>The sheets of an uploaded file, or why there are none.</summary>
/// <param name="Sheets">Sheets with at least one row that holds text.</param>
/// <param name="Refusal">Null when the file was read.</param>
public sealed record RosterReading(IReadOnlyList<RosterSheet> Sheets, RosterRefusal? Refusal)
{
    internal static RosterReading Refused(RosterRefusal refusal) => new([], refusal);
}

/// <summary>Ends reading at the place where a bound is passed; never leaves <see cref="RosterReader"/>.</summary>
internal sealed class RosterRefusedException(RosterRefusal refusal) : Exception(refusal.ToString())
{
    public RosterRefusal Refusal { get; } = refusal;
}

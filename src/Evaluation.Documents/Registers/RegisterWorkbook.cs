using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.Registers;

/// <summary>An entry of the register as it is listed.</summary>
/// <param name="Organization">The organization.</param>
/// <param name="Bearer">Who bears it.</param>
/// <param name="Kind">What holds.</param>
/// <param name="Why">The arithmetic.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Remark">The deeds of a good example, and what limits somebody on a favourable list; may be empty.</param>
public sealed record RegisterRow(string Organization, string Bearer, string Kind, string Why, string Clause, string Campaign, string Remark);

/// <summary>A list of the register of a year as a workbook: who stands on it, and why.</summary>
public static class RegisterWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("Outcomes.Organization", 22), ("Outcomes.Bearer", 14), ("Outcomes.Kind", 22), ("Outcomes.Why", 36), ("Outcomes.Clause", 36), ("Outcomes.Campaign", 28), ("Outcomes.Register.Remark", 36),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="unit">The unit whose register it is.</param>
    /// <param name="rows">The entries in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string unit, IEnumerable<RegisterRow> rows, Translate translate) => ListWorkbook.Make(
        (title, translate("Outcomes.Register.Unit", unit), translate("Outcomes.Register.Sheet")), Columns, rows.Select(r => new[] { r.Organization, r.Bearer, r.Kind, r.Why, r.Clause, r.Campaign, r.Remark }), translate);
}

using Evaluation.Documents.Workbooks;
using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>A roster as a workbook that can be imported again: organizations and people, text cells only.</summary>
public static class RosterWorkbook
{
    /// <summary>Writes the workbook. The rows are read once, in their order.</summary>
    public static void Write(Stream stream, RosterLabels labels, IEnumerable<OrganizationRow> organizations, IEnumerable<MemberRow> members)
    {
        using var book = new WorkbookWriter(stream, RosterStyles.Font);
        WriteSheet(book, labels.OrganizationsSheet, RosterColumns.OfOrganizations, labels, organizations, RosterColumns.Text);
        WriteSheet(book, labels.MembersSheet, RosterColumns.OfMembers, labels, members, RosterColumns.Text);
    }

    private static void WriteSheet<T>(
        WorkbookWriter book, string name, IReadOnlyList<(RosterField Field, double Width)> columns, RosterLabels labels, IEnumerable<T> rows, Func<T, RosterField, RosterLabels, string> text)
    {
        using var sheet = book.Add(name, new SheetSetup([.. columns.Select(column => column.Width)]) { Empty = RosterStyles.Given, FrozenRows = 1 });
        sheet.Row(columns.Select(column => new SheetCell(RosterStyles.Header with { Format = CellStyle.TextFormat }, labels.Column(column.Field))));
        foreach (var row in rows)
        {
            sheet.Row(columns.Select(column => new SheetCell(RosterStyles.Given, text(row, column.Field, labels))));
        }
    }
}

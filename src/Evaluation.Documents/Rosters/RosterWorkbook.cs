using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>A roster as a workbook that can be imported again: organizations and people, text cells only.</summary>
public static class RosterWorkbook
{
    /// <summary>Writes the workbook. The rows are read once, in their order.</summary>
    public static void Write(Stream stream, RosterLabels labels, IEnumerable<OrganizationRow> organizations, IEnumerable<MemberRow> members)
    {
        using var writer = new TextSheetWriter(stream);
        writer.Add(
            labels.OrganizationsSheet,
            [.. RosterColumns.OfOrganizations.Select(column => (labels.Column(column.Field), column.Width))],
            organizations.Select(row => RosterColumns.OfOrganizations.Select(column => RosterColumns.Text(row, column.Field, labels))));
        writer.Add(
            labels.MembersSheet,
            [.. RosterColumns.OfMembers.Select(column => (labels.Column(column.Field), column.Width))],
            members.Select(row => RosterColumns.OfMembers.Select(column => RosterColumns.Text(row, column.Field, labels))));
    }
}

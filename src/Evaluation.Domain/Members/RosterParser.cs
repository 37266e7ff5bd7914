using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Members;

/// <summary>Understands the sheets of a roster file: finds the header rows, reads every cell, and says of every mistake where it is. Knows nothing of what is already stored.</summary>
public static class RosterParser
{
    /// <summary>Beginnings that mark the example row of a template; such rows are skipped.</summary>
    public static readonly IReadOnlyList<string> ExampleMarks = ["【示例】", "【範例】", "【Example】"];

    /// <summary>Reads the sheets; <paramref name="today"/> is the last day that a birth or a joining may bear.</summary>
    public static ParsedRoster Parse(IEnumerable<RosterSheet> sheets, DateOnly today)
    {
        var roster = new Reading(today);
        var ignored = new List<string>();
        foreach (var sheet in sheets)
        {
            if (RosterHeader.Find(sheet) is { } header)
            {
                roster.Read(sheet, header);
            }
            else
            {
                ignored.Add(sheet.Name);
            }
        }

        if (!roster.FoundHeader)
        {
            roster.Remarks.Add(new RosterRemark(ignored.FirstOrDefault() ?? "", 0, null, null, RosterProblem.NoHeader, []));
        }
        else
        {
            roster.Remarks.AddRange(ignored.Select(name => new RosterRemark(name, 0, null, null, RosterProblem.SheetIgnored, [])));
        }

        return new ParsedRoster(roster.Organizations, roster.Members, roster.Remarks, roster.BadRows, roster.Columns);
    }

    private sealed class Reading(DateOnly today)
    {
        public List<OrganizationRow> Organizations { get; } = [];

        public List<MemberRow> Members { get; } = [];

        public List<RosterRemark> Remarks { get; } = [];

        public Dictionary<string, IReadOnlyDictionary<RosterField, RosterColumn>> Columns { get; } = new(StringComparer.Ordinal);

        public List<BadRow> BadRows { get; } = [];

        public bool FoundHeader { get; private set; }

        public void Read(RosterSheet sheet, RosterHeader header)
        {
            FoundHeader = true;
            Columns[sheet.Name] = header.Known.ToDictionary(known => known.Key, known => new RosterColumn(known.Value, Shown(header.Row[known.Value])));
            Remarks.AddRange(header.IdentityColumns.Select(column => About(column, RosterProblem.IdentityColumnDropped)));
            Remarks.AddRange(header.Ignored.Select(column => About(column, RosterProblem.ColumnIgnored)));
            foreach (var row in sheet.Rows.Where(row => row.Number > header.Row.Number && !IsExample(row) && IsFilled(row, header)))
            {
                var cells = new RosterRowReader(sheet.Name, header, row, today, Remarks);
                if (header.Kind == RosterSheetKind.Members)
                {
                    var member = ReadMember(cells);
                    Keep(member, Members, cells, member.Organization);
                }
                else
                {
                    Keep(ReadOrganization(cells), Organizations, cells, null);
                }
            }

            RosterRemark About(int column, RosterProblem problem) =>
                new(sheet.Name, header.Row.Number, column, Shown(header.Row[column]), problem, []);
        }

        private void Keep<T>(T row, List<T> rows, RosterRowReader cells, string? organization)
        {
            if (cells.HasErrors)
            {
                BadRows.Add(new BadRow(cells.Sheet, cells.Number, organization));
            }
            else
            {
                rows.Add(row);
            }
        }
    }

    private static string Shown(string header) => RosterCell.Tidy(header) is { Length: > 40 } text ? text[..40] : RosterCell.Tidy(header);

    private static bool IsExample(RosterSheetRow row) =>
        row.Cells.Any(cell => ExampleMarks.Any(mark => cell.TrimStart().StartsWith(mark, StringComparison.OrdinalIgnoreCase)));

    // A row that holds a number alone, as in forms numbered in advance, or a remark in a column that is left out, is no entry.
    private static bool IsFilled(RosterSheetRow row, RosterHeader header) =>
        header.Known.Any(known => known.Key != RosterField.StaffNumber && !string.IsNullOrWhiteSpace(row[known.Value]));

    private static MemberRow ReadMember(RosterRowReader cells)
    {
        var row = new MemberRow(cells.Sheet, cells.Number)
        {
            Name = cells.Text(RosterField.Name, Member.NameLength) ?? cells.Missing(RosterField.Name),
            StaffNumber = cells.Text(RosterField.StaffNumber, Member.StaffNumberLength),
            Sex = cells.Word<Sex>(RosterField.Sex),
            Ethnicity = cells.Ethnicity(),
            BirthDate = cells.Date(RosterField.BirthDate),
            Education = cells.Word<Education>(RosterField.Education),
            JoinDate = cells.Date(RosterField.JoinDate),
            Standing = cells.Word<PartyStanding>(RosterField.Standing),
            Employment = cells.Word<EmploymentKind>(RosterField.Employment),
            Status = cells.Word<MemberStatus>(RosterField.Status),
            Organization = cells.Text(RosterField.Organization, Organization.ReferenceLength),
            Posts = cells.Posts(),
        };
        if (row.BirthDate is { } birth && row.JoinDate is { } join && join.Date < birth.Date)
        {
            cells.Refuse(RosterField.JoinDate, RosterProblem.JoinBeforeBirth);
        }

        return row;
    }

    private static OrganizationRow ReadOrganization(RosterRowReader cells) => new(
        cells.Sheet,
        cells.Number,
        cells.Text(RosterField.OrganizationName, Organization.NameLength) ?? cells.Missing(RosterField.OrganizationName),
        cells.Text(RosterField.ParentOrganization, Organization.ReferenceLength),
        cells.Word<OrganizationKind>(RosterField.OrganizationKind));
}

using System.Globalization;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Members;

/// <summary>What applying a roster comes to: remarks, refused rows, changes, counts.</summary>
internal sealed class RosterLedger(ParsedRoster roster)
{
    private readonly List<RosterRemark> remarks = [.. roster.Remarks];
    private readonly List<RowChange> changes = [];
    private readonly Dictionary<Guid, (string Sheet, int Row)> claimed = [];
    private readonly HashSet<(string Sheet, int Row)> refused = [.. roster.BadRows.Select(row => (row.Sheet, row.Row))];

    /// <summary>Organizations so far.</summary>
    public ImportCounts Organizations { get; private set; } = new(0, 0, 0);

    /// <summary>People so far.</summary>
    public ImportCounts Members { get; private set; } = new(0, 0, 0);

    /// <summary>Refuses a row for the cell of a field.</summary>
    public void Refuse(string sheet, int row, RosterField field, RosterProblem problem, params IReadOnlyList<string> arguments)
    {
        refused.Add((sheet, row));
        remarks.Add(roster.At(sheet, row, field, problem, arguments));
    }

    /// <summary>Notices something about the cell of a field.</summary>
    public void Notice(string sheet, int row, RosterField field, RosterProblem problem, params IReadOnlyList<string> arguments) =>
        remarks.Add(roster.At(sheet, row, field, problem, arguments));

    /// <summary>Whether a row has named this person or organization already.</summary>
    public bool IsClaimed(Guid id) => claimed.ContainsKey(id);

    /// <summary>Notes that a row is about a person or organization. Each stands in a file once; the second row is the mistake, and false.</summary>
    public bool Claim(Guid id, string sheet, int row)
    {
        if (claimed.TryAdd(id, (sheet, row)))
        {
            return true;
        }

        var first = claimed[id];
        refused.Add((sheet, row));
        remarks.Add(new RosterRemark(sheet, row, null, null, RosterProblem.DuplicateRow, [first.Sheet, first.Row.ToString(CultureInfo.InvariantCulture)]));
        return false;
    }

    /// <summary>Counts a new organization.</summary>
    public void CountNewOrganization() => Organizations = Organizations with { New = Organizations.New + 1 };

    /// <summary>Counts an organization that is known.</summary>
    public void CountKnown(OrganizationRow row, string name, IReadOnlyList<FieldChange> fields)
    {
        Organizations = fields.Count == 0 ? Organizations with { Unchanged = Organizations.Unchanged + 1 } : Organizations with { Changed = Organizations.Changed + 1 };
        Note(row.Sheet, row.Row, name, fields);
    }

    /// <summary>Counts a new person.</summary>
    public void CountNewMember() => Members = Members with { New = Members.New + 1 };

    /// <summary>Counts a person who is known.</summary>
    public void CountKnown(MemberRow row, string name, IReadOnlyList<FieldChange> fields)
    {
        Members = fields.Count == 0 ? Members with { Unchanged = Members.Unchanged + 1 } : Members with { Changed = Members.Changed + 1 };
        Note(row.Sheet, row.Row, name, fields);
    }

    /// <summary>The whole, errors in the order of the file.</summary>
    public RosterPreview ToPreview(string fileName, Organization root) => new(
        fileName,
        root.Id,
        root.Name,
        Organizations,
        Members,
        refused.Count,
        [.. remarks.Where(r => r.IsError).OrderBy(r => SheetOrder(r.Sheet)).ThenBy(r => r.Row).ThenBy(r => r.Column)],
        [.. remarks.Where(r => !r.IsError)],
        changes);

    private int SheetOrder(string sheet) => roster.Columns.Keys.TakeWhile(name => name != sheet).Count();

    private void Note(string sheet, int row, string name, IReadOnlyList<FieldChange> fields)
    {
        if (fields.Count > 0)
        {
            changes.Add(new RowChange(sheet, row, name, fields));
        }
    }
}

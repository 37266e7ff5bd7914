using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Members;

/// <summary>A date from a roster, which often gives the month alone.</summary>
/// <param name="Date">The date; the first of the month when only that is known.</param>
/// <param name="MonthOnly">Whether the day is unknown.</param>
public readonly record struct RosterDate(DateOnly Date, bool MonthOnly)
{
    /// <summary>Whether this may be the same day as <paramref name="stored"/>: equal, or the same month where one of the two knows no more (a stored first of the month may stand for the month).</summary>
    public bool MayBe(DateOnly stored) =>
        Date == stored || (Date.Year == stored.Year && Date.Month == stored.Month && (MonthOnly || stored.Day == 1));
}

/// <summary>A post as a roster states it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Its kind, when the file says; otherwise it follows from title and organization.</param>
/// <param name="Organization">Where it is, when not in the person's own organization.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
public sealed record RosterPost(string Title, PostKind? Kind, string? Organization, DateOnly? From, DateOnly? Until);

/// <summary>One person of a roster file. What the file leaves open is null and never erases what is known.</summary>
public sealed record MemberRow(string Sheet, int Row)
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Staff number.</summary>
    public string? StaffNumber { get; init; }

    /// <summary>Sex.</summary>
    public Sex? Sex { get; init; }

    /// <summary>民族, in full (汉族).</summary>
    public string? Ethnicity { get; init; }

    /// <summary>Birth date.</summary>
    public RosterDate? BirthDate { get; init; }

    /// <summary>Schooling.</summary>
    public Education? Education { get; init; }

    /// <summary>Date of joining the Party.</summary>
    public RosterDate? JoinDate { get; init; }

    /// <summary>Standing in the Party.</summary>
    public PartyStanding? Standing { get; init; }

    /// <summary>Kind of employment.</summary>
    public EmploymentKind? Employment { get; init; }

    /// <summary>Whether still on the roster.</summary>
    public MemberStatus? Status { get; init; }

    /// <summary>Name of the organization; null when the file has no such column or the cell is empty.</summary>
    public string? Organization { get; init; }

    /// <summary>Posts.</summary>
    public IReadOnlyList<RosterPost> Posts { get; init; } = [];
}

/// <summary>One organization of a roster file.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Row">Row as the spreadsheet numbers it.</param>
/// <param name="Name">Full name.</param>
/// <param name="Parent">Name of the superior organization; null means the one the file is imported into.</param>
/// <param name="Kind">Its kind, when the file says.</param>
public sealed record OrganizationRow(string Sheet, int Row, string Name, string? Parent, OrganizationKind? Kind);

/// <summary>A row that is left out because of an error; its organization is still looked at, so that all its errors are told at once.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Row">Row as the spreadsheet numbers it.</param>
/// <param name="Organization">Name of the organization it names, if any.</param>
public sealed record BadRow(string Sheet, int Row, string? Organization);

/// <summary>A column of a sheet.</summary>
/// <param name="Index">Its place, counted from 0.</param>
/// <param name="Header">Its header as the file has it.</param>
public sealed record RosterColumn(int Index, string Header);

/// <summary>A roster file as understood: rows without an error, and what there is to say about the others.</summary>
/// <param name="Organizations">Rows of organizations.</param>
/// <param name="Members">Rows of people.</param>
/// <param name="Remarks">Errors and notices, in the order of the file.</param>
/// <param name="BadRows">Rows left out because of an error.</param>
/// <param name="Columns">The columns of each sheet by its name, so that later remarks find their place too.</param>
public sealed record ParsedRoster(
    IReadOnlyList<OrganizationRow> Organizations,
    IReadOnlyList<MemberRow> Members,
    IReadOnlyList<RosterRemark> Remarks,
    IReadOnlyList<BadRow> BadRows,
    IReadOnlyDictionary<string, IReadOnlyDictionary<RosterField, RosterColumn>> Columns)
{
    /// <summary>A remark on the cell of a field, or on the whole row when the sheet has no such column.</summary>
    public RosterRemark At(string sheet, int row, RosterField field, RosterProblem problem, params IReadOnlyList<string> arguments)
    {
        var column = Columns.TryGetValue(sheet, out var known) && known.TryGetValue(field, out var found) ? found : null;
        return new RosterRemark(sheet, row, column?.Index, column?.Header, problem, arguments);
    }
}

using Evaluation.Domain.Members;

namespace Evaluation.Core.Members;

/// <summary>How many rows of a kind an import adds, changes, and finds as they are.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged);

/// <summary>One field that an import changes; values are texts, dates, or values of closed lists.</summary>
public sealed record FieldChange(RosterField Field, object? From, object? To);

/// <summary>One row that changes a person or an organization already known.</summary>
public sealed record RowChange(string Sheet, int Row, string Name, IReadOnlyList<FieldChange> Fields);

/// <summary>What an import would do, or did.</summary>
/// <param name="FileName">The file.</param>
/// <param name="OrganizationId">The organization it is imported into.</param>
/// <param name="OrganizationName">Its name.</param>
/// <param name="Organizations">Rows of organizations.</param>
/// <param name="Members">Rows of people.</param>
/// <param name="RowsInError">Rows that are left out because of an error.</param>
/// <param name="Errors">Every error with its place.</param>
/// <param name="Notices">What else is worth knowing.</param>
/// <param name="Changes">Rows that change what is known.</param>
public sealed record RosterPreview(
    string FileName,
    Guid OrganizationId,
    string OrganizationName,
    ImportCounts Organizations,
    ImportCounts Members,
    int RowsInError,
    IReadOnlyList<RosterRemark> Errors,
    IReadOnlyList<RosterRemark> Notices,
    IReadOnlyList<RowChange> Changes)
{
    /// <summary>Whether there is anything to write.</summary>
    public bool HasChanges => Organizations.New + Organizations.Changed + Members.New + Members.Changed > 0;

    /// <summary>Whether the whole file is right.</summary>
    public bool IsRight => Errors.Count == 0;
}

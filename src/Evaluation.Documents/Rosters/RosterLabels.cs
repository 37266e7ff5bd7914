using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>The words of a roster workbook in one language. The importer understands those of every language the product speaks.</summary>
public sealed record RosterLabels
{
    /// <summary>Name of the sheet of instructions.</summary>
    public required string InstructionsSheet { get; init; }

    /// <summary>Name of the sheet of organizations.</summary>
    public required string OrganizationsSheet { get; init; }

    /// <summary>Name of the sheet of people.</summary>
    public required string MembersSheet { get; init; }

    /// <summary>Header of a column.</summary>
    public required Func<RosterField, string> Column { get; init; }

    /// <summary>Word for a value of a closed list.</summary>
    public required Func<Enum, string> Word { get; init; }
}

/// <summary>What a template says besides its headers.</summary>
/// <param name="Title">Title of the sheet of instructions.</param>
/// <param name="Instructions">Its lines.</param>
/// <param name="OrganizationExample">An organization and its superior, the first marked as an example.</param>
/// <param name="MemberExample">A person whose name is marked as an example.</param>
public sealed record RosterTemplateTexts(string Title, IReadOnlyList<string> Instructions, OrganizationRow OrganizationExample, MemberRow MemberExample);

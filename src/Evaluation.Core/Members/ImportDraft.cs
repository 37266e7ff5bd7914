namespace Evaluation.Core.Members;

/// <summary>A roster file between its upload and its confirmation, as understood: kept in the database, so that any node can confirm it, and swept after a day. Cells that were dropped are not in it.</summary>
public sealed class ImportDraft
{
    /// <summary>Longest file name that is kept, in characters.</summary>
    public const int FileNameLength = 120;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>Who uploaded the file; nobody else sees it.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>The organization it is imported into.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>Name of the file, shown only.</summary>
    public required string FileName { get; set; }

    /// <summary>Whether organizations that are named and not declared are made.</summary>
    public bool MakesOrganizations { get; set; }

    /// <summary>When it was uploaded (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>The parsed rows: compressed JSON.</summary>
    public required byte[] Content { get; set; }
}

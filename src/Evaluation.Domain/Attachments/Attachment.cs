namespace Evaluation.Domain.Attachments;

/// <summary>To what a file is attached.</summary>
public enum AttachmentOwnerKind
{
    /// <summary>A consequence: signed minutes, the signed record of a talk, evidence of the whole.</summary>
    Consequence,

    /// <summary>One report on how a consequence goes: evidence with it.</summary>
    Entry,

    /// <summary>A determination: the document with which the organization decided.</summary>
    Determination,

    /// <summary>A report of an irregularity: evidence.</summary>
    Irregularity,

    /// <summary>A filing: the signed hand-over slip (交接单).</summary>
    Filing,
}

/// <summary>To what a file is attached.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
public sealed record AttachmentOwner(AttachmentOwnerKind Kind, Guid Id);

/// <summary>
/// A file kept with a record (附件): evidence, or the scan of what was signed. It belongs to exactly one owner. Its content is a row of its own (<see cref="AttachmentContent"/>), which lists never read.
/// A file is never changed: it is added, and removed until its owner is closed.
/// </summary>
public sealed class Attachment
{
    /// <summary>Largest file, in bytes.</summary>
    public const int FileBytes = 10 * 1024 * 1024;

    /// <summary>Most files of one owner.</summary>
    public const int MostPerOwner = 20;

    /// <summary>Longest name, in characters, with its ending.</summary>
    public const int NameLength = 120;

    /// <summary>Characters of a SHA-256 in hexadecimal.</summary>
    public const int Sha256Length = 64;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The consequence it belongs to; null unless it belongs to one. Of this and the next four exactly one is set.</summary>
    public Guid? ConsequenceId { get; private set; }

    /// <summary>The report on a consequence it belongs to.</summary>
    public Guid? EntryId { get; private set; }

    /// <summary>The determination it belongs to.</summary>
    public Guid? DeterminationId { get; private set; }

    /// <summary>The irregularity it belongs to.</summary>
    public Guid? IrregularityId { get; private set; }

    /// <summary>The filing it belongs to.</summary>
    public Guid? FilingId { get; private set; }

    /// <summary>Name of the file, cleaned (<see cref="AttachmentName"/>).</summary>
    public required string Name { get; init; }

    /// <summary>What it is, by its content.</summary>
    public AttachmentFormat Format { get; init; }

    /// <summary>Its size, in bytes; 1 to <see cref="FileBytes"/>.</summary>
    public int Size { get; init; }

    /// <summary>SHA-256 of its content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Who added it.</summary>
    public Guid AddedBy { get; init; }

    /// <summary>Name of that account at the time.</summary>
    public required string AddedByName { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime AddedAt { get; init; }

    /// <summary>To what it belongs.</summary>
    public AttachmentOwner Owner
    {
        get => this switch
        {
            { ConsequenceId: { } id } => new(AttachmentOwnerKind.Consequence, id),
            { EntryId: { } id } => new(AttachmentOwnerKind.Entry, id),
            { DeterminationId: { } id } => new(AttachmentOwnerKind.Determination, id),
            { IrregularityId: { } id } => new(AttachmentOwnerKind.Irregularity, id),
            _ => new(AttachmentOwnerKind.Filing, FilingId ?? throw new InvalidOperationException("A file belongs to something.")),
        };
        init
        {
            ConsequenceId = Of(value, AttachmentOwnerKind.Consequence);
            EntryId = Of(value, AttachmentOwnerKind.Entry);
            DeterminationId = Of(value, AttachmentOwnerKind.Determination);
            IrregularityId = Of(value, AttachmentOwnerKind.Irregularity);
            FilingId = Of(value, AttachmentOwnerKind.Filing);
        }
    }

    private static Guid? Of(AttachmentOwner owner, AttachmentOwnerKind kind) => owner.Kind == kind ? owner.Id : null;
}

/// <summary>What is in an attached file.</summary>
public sealed class AttachmentContent
{
    /// <summary>The attachment.</summary>
    public Guid AttachmentId { get; init; }

    /// <summary>The bytes as they were sent.</summary>
    public required byte[] Bytes { get; init; }
}

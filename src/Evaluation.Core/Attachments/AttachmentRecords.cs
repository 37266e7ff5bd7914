using Evaluation.Core.Accounts;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Oversight;

namespace Evaluation.Core.Attachments;

/// <summary>How somebody comes to the files.</summary>
/// <param name="Scope">Who.</param>
/// <param name="CampaignId">The campaign, which the user holds or supervises; null for whoever looks at an own consequence, as the one who bears it.</param>
public sealed record AttachmentView(Scope Scope, Guid? CampaignId);

/// <summary>A file to be attached.</summary>
/// <param name="Name">Its name as the browser sent it.</param>
/// <param name="Content">What is in it.</param>
public sealed record NewAttachment(string Name, byte[] Content);

/// <summary>The files of one owner, as one user sees them.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="PageId">The id under which the owner has its page: a report stands on that of its consequence.</param>
/// <param name="Paper">Of a filing: which.</param>
/// <param name="Rights">What the user may do.</param>
/// <param name="UserId">The user.</param>
/// <param name="Files">The files, the oldest first.</param>
public sealed record AttachmentList(AttachmentOwner Owner, Guid PageId, FilingPaper? Paper, AttachmentRights Rights, Guid UserId, IReadOnlyList<Attachment> Files)
{
    /// <summary>Whether there is room for another, and the user may add it.</summary>
    public bool CanAdd => Rights.CanAdd && Files.Count < Attachment.MostPerOwner;

    /// <summary>Whether the user may remove the file.</summary>
    public bool CanRemove(Attachment file) => Rights.CanRemove && (!Rights.OnlyOwn || file.AddedBy == UserId);
}

/// <summary>How something done with a file came out.</summary>
public enum AttachmentOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such owner or file, or the user may not see it.</summary>
    NotFound,

    /// <summary>Nothing is in the file.</summary>
    Empty,

    /// <summary>More than <see cref="Attachment.FileBytes"/>.</summary>
    TooLarge,

    /// <summary>None of the kinds that can be attached, by its content.</summary>
    WrongKind,

    /// <summary>Its content is not what its name says.</summary>
    NameDiffers,

    /// <summary>The owner has <see cref="Attachment.MostPerOwner"/> files already.</summary>
    TooMany,

    /// <summary>The user may not add or remove any (more): it is handed in, decided, closed, or somebody else's to write.</summary>
    Closed,

    /// <summary>Somebody else saved or decided at the same moment.</summary>
    Stale,
}

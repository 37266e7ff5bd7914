using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Evaluation.Core.Attachments;
using Evaluation.Domain.Attachments;

namespace Evaluation.Web.Attachments;

/// <summary>The files of one owner, as they are shown on its page.</summary>
/// <param name="List">The files.</param>
/// <param name="Address">Where files are read and added: below the campaign, or in the own area.</param>
/// <param name="Zone">The host's time zone.</param>
public sealed record AttachmentsView(AttachmentList List, string Address, TimeZoneInfo Zone)
{
    /// <summary>The form on the page that is saved before a file is added, so that nothing typed is lost; null where there is none.</summary>
    public string? Form { get; init; }

    /// <summary>Whether this is the page of the files themselves, on which they are removed too.</summary>
    public bool IsPage { get; init; }

    /// <summary>Whether there is anything to read or to add.</summary>
    public bool IsOfUse => List.Files.Count > 0 || List.Rights.CanAdd;

    /// <summary>The page of the files.</summary>
    public string Url => $"{Address}/{List.Owner.Kind}/{List.Owner.Id}";

    /// <summary>The address below which the files of a campaign lie.</summary>
    public static string Below(Guid campaignId) => $"/campaigns/{campaignId}/attachments";

    /// <summary>The address below which those of own consequences lie.</summary>
    public const string Own = "/me/attachments";

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The size of a file in KB or MB.</summary>
    public static string SizeOf(Attachment file) => file.Size < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, file.Size / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{file.Size / 1024 / 1024m:0.0} MB");
}

/// <summary>The page of one owner's files.</summary>
/// <param name="View">The files.</param>
/// <param name="Form">The form that adds one.</param>
/// <param name="Back">The owner's own page.</param>
public sealed record AttachmentsPage(AttachmentsView View, AttachmentForm Form, string Back);

/// <summary>A file to be added.</summary>
public sealed class AttachmentForm
{
    /// <summary>The file.</summary>
    [Display(Name = "Attachments.File"), Required(ErrorMessage = "Common.Choose")]
    public IFormFile? File { get; set; }
}

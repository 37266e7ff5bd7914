using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Oversight;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Attachments;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>What was filed.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Filter">To what it is narrowed.</param>
/// <param name="Zone">The installation's time zone.</param>
public sealed record FilingsPage(Page<ListedFiling> Rows, FilingFilter Filter, TimeZoneInfo Zone)
{
    /// <summary>When a filing was filed.</summary>
    public string Shown(Filing filing) => filing.FiledAt is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "";
}

/// <summary>Who looks at what lies between an organization and its superior.</summary>
/// <param name="UserId">The user.</param>
/// <param name="IsOrganizer">Whether the user acts for the organization.</param>
/// <param name="IsSuperior">Whether the user acts for the superior.</param>
/// <param name="Zone">The organization's time zone.</param>
public sealed record OversightViewer(Guid UserId, bool IsOrganizer, bool IsSuperior, TimeZoneInfo Zone)
{
    /// <summary>A moment in the organization's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A paper of a campaign with its form and what can be done.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Detail">The filing with its history.</param>
/// <param name="Form">Its particulars.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record FilingPage(Campaign Campaign, FilingDetail Detail, FilingForm Form, OversightViewer Viewer, string Home)
{
    /// <summary>The signed hand-over slip and what else goes with it; null for whom they are not meant (yet), and while nothing is stored.</summary>
    public AttachmentsView? Files { get; init; }

    /// <summary>The form that sends it back.</summary>
    public RemarkForm Return { get; init; } = new();

    /// <summary>The filing.</summary>
    public Filing Filing => Detail.Filing;

    /// <summary>Whether the act is possible now, by this user.</summary>
    public bool Can(FilingAct act) => Filing.State.Allows(act) && Filing.Paper.Allows(act, Campaign.Stage)
        && (act is FilingAct.Save or FilingAct.File ? Viewer.IsOrganizer : Viewer.IsSuperior && Filing.FiledBy != Viewer.UserId);

    /// <summary>Whether the superior's acts are withheld only because the user filed it.</summary>
    public bool IsOwn => Viewer.IsSuperior && Filing.State == FilingState.Filed && Filing.FiledBy == Viewer.UserId;
}

/// <summary>The particulars of a filing, as typed.</summary>
public sealed class FilingForm
{
    /// <summary>Version as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>What is said with it.</summary>
    [Display(Name = "Oversight.Filing.Note"), StringLength(Filing.NoteLength)]
    public string? Note { get; set; }

    /// <summary>Sheets of paper that are handed over.</summary>
    [Display(Name = "Oversight.Filing.Originals"), Range(0, Filing.MostOriginals)]
    public int? Originals { get; set; }

    /// <summary>Who hands them over.</summary>
    [Display(Name = "Oversight.Filing.HandedOverBy"), StringLength(Filing.PersonLength)]
    public string? HandedOverBy { get; set; }

    /// <summary>The form as stored.</summary>
    public static FilingForm From(Filing filing) => new() { Version = filing.Version, Note = filing.Note, Originals = filing.Originals, HandedOverBy = filing.HandedOverBy };

    /// <summary>What the use case takes.</summary>
    public FilingText ToText() => new(TypedText.Of(Note), Originals, TypedText.Of(HandedOverBy));
}

/// <summary>The slip with which the papers of a result are handed over (交接单).</summary>
/// <param name="Counted">The counted campaign.</param>
/// <param name="Filing">The filing.</param>
/// <param name="Superior">Name of the organization above; empty at a root.</param>
/// <param name="Zone">The host's time zone.</param>
public sealed record HandOverDocument(CountedCampaign Counted, Filing Filing, string Superior, TimeZoneInfo Zone)
{
    /// <summary>A moment in the host's zone, as text; a dash when there is none.</summary>
    public string Local(DateTime? utc) => utc is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("g", System.Globalization.CultureInfo.CurrentCulture) : "—";
}

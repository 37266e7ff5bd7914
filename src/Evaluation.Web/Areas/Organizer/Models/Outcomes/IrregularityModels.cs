using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Attachments;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Web.Attachments;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The irregularities of a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Rows">The reports, those that wait first.</param>
/// <param name="Subjects">The subjects a report can be about.</param>
/// <param name="Viewer">Who looks.</param>
public sealed record IrregularitiesPage(Campaign Campaign, IReadOnlyList<IrregularityRow> Rows, IReadOnlyList<(Guid Id, string Name)> Subjects, ConsequenceViewer Viewer)
{
    /// <summary>The report, as typed.</summary>
    public IrregularityForm Report { get; init; } = new();

    /// <summary>The decision, as typed, of the report with <see cref="DecisionOf"/>.</summary>
    public AnnulForm Decision { get; init; } = new();

    /// <summary>The report whose decision was refused; null for none.</summary>
    public Guid? DecisionOf { get; init; }

    /// <summary>The files of each report, by its id.</summary>
    public required IReadOnlyDictionary<Guid, AttachmentList> Attachments { get; init; }

    /// <summary>The files of one report.</summary>
    public AttachmentsView FilesOf(IrregularityRow row) => new(Attachments[row.Irregularity.Id], AttachmentsView.Below(Campaign.Id), Viewer.Zone);

    /// <summary>Whether a report can be made: something has begun.</summary>
    public bool CanReport => Campaign.Stage >= CampaignStage.Open;

    /// <summary>Whether the user can decide on a report.</summary>
    public bool CanDecide(IrregularityRow row) => Viewer.IsSuperior && !row.IsOwnCase && row.Irregularity.State == IrregularityState.Reported && row.Irregularity.ReportedBy != Viewer.UserId;

    /// <summary>Whether the user can begin to hold it again.</summary>
    public bool CanHoldAgain(IrregularityRow row) => Viewer.IsOrganizer && row.Irregularity is { State: IrregularityState.Annulled, HeldAgainId: null };
}

/// <summary>A report of an irregularity.</summary>
public sealed class IrregularityForm
{
    /// <summary>The subject; null for the whole campaign.</summary>
    [Display(Name = "Irregularities.About")]
    public Guid? Subject { get; set; }

    /// <summary>What happened.</summary>
    [Display(Name = "Irregularities.Report"), Required, StringLength(Irregularity.TextLength)]
    public string? Text { get; set; }
}

/// <summary>The decision on a report.</summary>
public sealed class AnnulForm
{
    /// <summary>Whether the result is annulled.</summary>
    [Display(Name = "Irregularities.Decision"), Required]
    public bool? IsAnnulled { get; set; }

    /// <summary>What the examination found.</summary>
    [Display(Name = "Irregularities.Findings"), Required, StringLength(Irregularity.TextLength)]
    public string? Findings { get; set; }

    /// <summary>Number of the document.</summary>
    [Display(Name = "Outcomes.Document"), StringLength(Irregularity.DocumentLength)]
    public string? Document { get; set; }
}

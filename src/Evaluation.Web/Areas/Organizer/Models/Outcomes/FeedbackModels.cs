using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Publications;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Publications;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The subjects of a campaign with their feedback.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Rows">One page of them.</param>
/// <param name="Search">What was looked for.</param>
/// <param name="Figures">How many there are, how many have their feedback, and how many acknowledged it.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="Form">What is to be reported back.</param>
public sealed record FeedbackPage(Campaign Campaign, Page<FeedbackRow> Rows, string? Search, (int All, int Given, int Acknowledged) Figures, TimeZoneInfo Zone, FeedbackForm Form)
{
    /// <summary>Subjects on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Whether anything can be reported back.</summary>
    public bool CanGive => Campaign.Stage == CampaignStage.Counted && Figures.Given < Figures.All;

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What is to be reported back.</summary>
public sealed class FeedbackForm
{
    /// <summary>Whether all that have none yet get it; otherwise those ticked.</summary>
    [Display(Name = "Feedback.ToAll")]
    public bool ToAll { get; set; }

    /// <summary>Those ticked.</summary>
    [MaxLength(FeedbackPage.PageSize)]
    public List<Guid> Ticked { get; init; } = [];

    /// <summary>How.</summary>
    [Display(Name = "Feedback.Way"), Required]
    public FeedbackWay? Way { get; set; } = FeedbackWay.Sheet;

    /// <summary>Who reports back.</summary>
    [Display(Name = "Feedback.Reporter"), StringLength(Feedback.ReporterLength)]
    public string? Reporter { get; set; }

    /// <summary>What is said beside the figures.</summary>
    [Display(Name = "Feedback.Words"), StringLength(Feedback.WordsLength)]
    public string? Words { get; set; }

    /// <summary>Whether the opinions are passed on.</summary>
    [Display(Name = "Feedback.IncludesOpinions")]
    public bool IncludesOpinions { get; set; }
}

/// <summary>Feedback sheets to print, one a page.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Host">Name of its host.</param>
/// <param name="Sheets">The sheets.</param>
/// <param name="Back">The page to go back to.</param>
/// <param name="Zone">The host's time zone.</param>
public sealed record FeedbackSheets(Campaign Campaign, string Host, IReadOnlyList<OwnFeedback> Sheets, string Back, TimeZoneInfo Zone);

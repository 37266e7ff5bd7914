using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Publications;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Publications;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The page on which a result is made public.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Publication">The publication as it is stored or proposed.</param>
/// <param name="Form">Its fields.</param>
/// <param name="Objections">The objections, those not answered first.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="IsOnBoard">Whether it stands on the notice board today.</param>
/// <param name="Calendar">Which days are working days.</param>
public sealed record PublicationPage(Campaign Campaign, Publication Publication, PublicationForm Form, IReadOnlyList<Objection> Objections, TimeZoneInfo Zone, bool IsOnBoard, WorkCalendar Calendar)
{
    /// <summary>How many working days it stands; null for a draft with impossible days.</summary>
    public int? WorkingDays => Publication.HasPossibleDays ? Calendar.CountWorkingDays(Publication.From, Publication.Until) : null;

    /// <summary>The years of its days whose holidays are not known.</summary>
    public IReadOnlyList<int> UnknownYears => Publication.HasPossibleDays ? Calendar.UnknownYears(Publication.From, Publication.Until) : [];

    /// <summary>Whether it can be changed and made public.</summary>
    public bool CanEdit => Campaign.Stage == CampaignStage.Counted && Publication.PublishedAt is null;

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What is reported, as typed.</summary>
public sealed class PublicationForm
{
    /// <summary>Version as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>What is said first.</summary>
    [Display(Name = "Publication.Introduction"), StringLength(Publication.TextLength)]
    public string? Introduction { get; set; }

    /// <summary>The most satisfying and most dissatisfying matters.</summary>
    [Display(Name = "Publication.Matters"), StringLength(Publication.TextLength)]
    public string? Matters { get; set; }

    /// <summary>Good examples.</summary>
    [Display(Name = "Publication.Examples"), StringLength(Publication.TextLength)]
    public string? Examples { get; set; }

    /// <summary>Whether the rates of organizations are reported.</summary>
    [Display(Name = "Publication.ReportsOrganizations")]
    public bool ReportsOrganizations { get; set; }

    /// <summary>Whether the rates of people are reported.</summary>
    [Display(Name = "Publication.ReportsPeople")]
    public bool ReportsPeople { get; set; }

    /// <summary>Where.</summary>
    public List<PublicationPlace> Places { get; set; } = [];

    /// <summary>First day.</summary>
    [Display(Name = "Publication.From"), Required, DataType(DataType.Date)]
    public DateOnly? From { get; set; }

    /// <summary>Last day.</summary>
    [Display(Name = "Publication.Until"), Required, DataType(DataType.Date)]
    public DateOnly? Until { get; set; }

    /// <summary>Whether objections are taken.</summary>
    [Display(Name = "Publication.TakesObjections")]
    public bool TakesObjections { get; set; }

    /// <summary>The fields of a publication.</summary>
    public static PublicationForm Of(Publication publication) => new()
    {
        Version = publication.Version,
        Introduction = publication.Introduction,
        Matters = publication.Matters,
        Examples = publication.Examples,
        ReportsOrganizations = publication.ReportsOrganizations,
        ReportsPeople = publication.ReportsPeople,
        Places = [.. publication.Places],
        From = publication.From,
        Until = publication.Until,
        TakesObjections = publication.TakesObjections,
    };

    /// <summary>What the use case takes.</summary>
    public PublicationDraft ToDraft() => new(
        Version, TypedText.Of(Introduction), TypedText.Of(Matters), TypedText.Of(Examples), (ReportsOrganizations, ReportsPeople), Places, (From!.Value, Until!.Value), TakesObjections);
}

/// <summary>The answer to an objection.</summary>
public sealed class AnswerForm
{
    /// <summary>How it was decided.</summary>
    [Display(Name = "Publication.Outcome"), Required]
    public ObjectionOutcome? Outcome { get; set; }

    /// <summary>The answer.</summary>
    [Display(Name = "Publication.Answer"), Required, StringLength(Objection.TextLength)]
    public string? Text { get; set; }
}

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form for the basic facts. Times are those of the host's zone.</summary>
public sealed class BasicsForm
{
    private const string TimeFormat = "{0:yyyy-MM-ddTHH:mm}";

    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public BasicsForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>Title.</summary>
    [Display(Name = "Campaigns.TitleField"), Required, StringLength(Campaign.TitleLength)]
    public string? Title { get; set; }

    /// <summary>Year.</summary>
    [Display(Name = "Campaigns.Year"), Required, Range(Campaign.FirstYear, Campaign.LastYear)]
    public int? Year { get; set; }

    /// <summary>Planned beginning.</summary>
    [Display(Name = "Campaigns.Begin"), DisplayFormat(DataFormatString = TimeFormat, ApplyFormatInEditMode = true)]
    public DateTime? Begin { get; set; }

    /// <summary>Planned end.</summary>
    [Display(Name = "Campaigns.End"), DisplayFormat(DataFormatString = TimeFormat, ApplyFormatInEditMode = true)]
    public DateTime? End { get; set; }

    /// <summary>Whether it begins by itself.</summary>
    [Display(Name = "Campaigns.BeginsByItself")]
    public bool BeginsByItself { get; set; }

    /// <summary>Whether it ends by itself.</summary>
    [Display(Name = "Campaigns.EndsByItself")]
    public bool EndsByItself { get; set; }

    /// <summary>Place.</summary>
    [Display(Name = "Campaigns.Place"), StringLength(Campaign.PlaceLength)]
    public string? Place { get; set; }

    /// <summary>Requirements.</summary>
    [Display(Name = "Campaigns.Requirements"), StringLength(Campaign.NoteLength)]
    public string? Requirements { get; set; }

    /// <summary>Title of the tally sheet.</summary>
    [Display(Name = "Campaigns.TallySheetTitle"), Required, StringLength(Campaign.TitleLength)]
    public string? TallySheetTitle { get; set; }

    /// <summary>Group minimum.</summary>
    [Display(Name = "Campaigns.GroupMinimum"), Required, Range(Campaign.LeastGroupMinimum, Campaign.MostGroupMinimum)]
    public int? GroupMinimum { get; set; }

    /// <summary>Whether the tally sheet ranks.</summary>
    [Display(Name = "Campaigns.ShowsRank")]
    public bool ShowsRank { get; set; }

    /// <summary>Whether people stand by strokes of the surname.</summary>
    [Display(Name = "Campaigns.SortsByStrokes")]
    public bool SortsByStrokes { get; set; }

    /// <summary>Whether the box has two locks.</summary>
    [Display(Name = "Campaigns.HasTwoLocks")]
    public bool HasTwoLocks { get; set; }

    /// <summary>Whether decisions on its determinations take two people.</summary>
    [Display(Name = "Campaigns.DecidesInPairs")]
    public bool DecidesInPairs { get; set; }

    /// <summary>The facts of a campaign.</summary>
    public static BasicsForm From(Campaign campaign, TimeZoneInfo zone) => new()
    {
        Version = campaign.Version,
        Title = campaign.Title,
        Year = campaign.Year,
        Begin = Local(campaign.PlannedBegin, zone),
        End = Local(campaign.PlannedEnd, zone),
        BeginsByItself = campaign.BeginsByItself,
        EndsByItself = campaign.EndsByItself,
        Place = campaign.Place,
        Requirements = campaign.Requirements,
        TallySheetTitle = campaign.TallySheetTitle,
        GroupMinimum = campaign.GroupMinimum,
        ShowsRank = campaign.ShowsRank,
        SortsByStrokes = campaign.SortsByStrokes,
        HasTwoLocks = campaign.HasTwoLocks,
        DecidesInPairs = campaign.DecidesInPairs,
    };

    /// <summary>What the fields say together; null when something is wrong, which is then said at its field.</summary>
    public CampaignBasics? Read(TimeZoneInfo zone, ModelStateDictionary state, Texts texts)
    {
        if (!state.IsValid)
        {
            return null;
        }

        CheckMoment(Begin, nameof(Begin), BeginsByItself);
        CheckMoment(End, nameof(End), EndsByItself);
        if (Begin >= End)
        {
            state.AddModelError("Form." + nameof(End), texts["Campaigns.Basics.EndNotAfterBegin"]);
        }

        return !state.IsValid ? null : new CampaignBasics(
            Title!.Trim(), Year!.Value, Utc(Begin, zone), Utc(End, zone), BeginsByItself, EndsByItself,
            Place?.Trim() ?? "", Requirements?.Trim() ?? "", TallySheetTitle!.Trim(), GroupMinimum!.Value, ShowsRank, SortsByStrokes, HasTwoLocks, DecidesInPairs);

        void CheckMoment(DateTime? local, string field, bool isNeeded)
        {
            // Where clocks are put forward, an hour of the year does not exist.
            if (local is { } moment && (zone.IsInvalidTime(moment) || moment.Year is < Campaign.FirstYear or > Campaign.LastYear))
            {
                state.AddModelError("Form." + field, texts["Campaigns.Basics.NoSuchTime"]);
            }
            else if (local is null && isNeeded)
            {
                state.AddModelError("Form." + field, texts["Campaigns.Basics.MomentNeeded"]);
            }
        }
    }

    private static DateTime? Local(DateTime? utc, TimeZoneInfo zone) => utc is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, zone) : null;

    private static DateTime? Utc(DateTime? local, TimeZoneInfo zone) => local is { } moment ? TimeZoneInfo.ConvertTimeToUtc(moment, zone) : null;
}

/// <summary>The page for the basic facts.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Zone">Zone of the times.</param>
public sealed record BasicsPage(Campaign Campaign, BasicsForm Form, TimeZoneInfo Zone);

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Directives;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>The form by which an evaluation is handed down. Times are those of the zone of the organization that hands it down.</summary>
public sealed class DirectiveForm
{
    private const string TimeFormat = "{0:yyyy-MM-ddTHH:mm}";
    private const string TemplateMark = "template:";
    private const string CampaignMark = "campaign:";

    /// <summary>Identity of the directive, made with the form.</summary>
    public Guid Id { get; set; }

    /// <summary>In whose name.</summary>
    [Display(Name = "Directives.Organization"), Required(ErrorMessage = "Common.Choose")]
    public Guid? Organization { get; set; }

    /// <summary>What is handed down: a marked key of a template or id of a campaign.</summary>
    [Display(Name = "Directives.Source"), Required(ErrorMessage = "Common.Choose")]
    public string? Source { get; set; }

    /// <summary>Year.</summary>
    [Display(Name = "Campaigns.Year"), Required, Range(Campaign.FirstYear, Campaign.LastYear)]
    public int? Year { get; set; }

    /// <summary>Title; empty for the source's.</summary>
    [Display(Name = "Campaigns.TitleField"), StringLength(Campaign.TitleLength)]
    public string? Title { get; set; }

    /// <summary>Planned beginning.</summary>
    [Display(Name = "Campaigns.Begin"), DisplayFormat(DataFormatString = TimeFormat, ApplyFormatInEditMode = true)]
    public DateTime? Begin { get; set; }

    /// <summary>Planned end.</summary>
    [Display(Name = "Campaigns.End"), DisplayFormat(DataFormatString = TimeFormat, ApplyFormatInEditMode = true)]
    public DateTime? End { get; set; }

    /// <summary>By when the plan is filed.</summary>
    [Display(Name = "Directives.PlanDue"), DataType(DataType.Date)]
    public DateOnly? PlanDue { get; set; }

    /// <summary>By when the result is filed.</summary>
    [Display(Name = "Directives.ResultDue"), DataType(DataType.Date)]
    public DateOnly? ResultDue { get; set; }

    /// <summary>What the branches are told.</summary>
    [Display(Name = "Directives.Instruction"), StringLength(Directive.InstructionLength)]
    public string? Instruction { get; set; }

    /// <summary>Whether the rules are laid down.</summary>
    [Display(Name = "Directives.LocksRules")]
    public bool LocksRules { get; set; }

    /// <summary>Whether the dates are laid down.</summary>
    [Display(Name = "Directives.LocksDates")]
    public bool LocksDates { get; set; }

    /// <summary>Part of the names of the branches that are shown.</summary>
    public string? Search { get; set; }

    /// <summary>Branches ticked.</summary>
    public List<Guid> Branches { get; set; } = [];

    /// <summary>Branches ticked although they have a campaign in the year.</summary>
    public List<Guid> Again { get; set; } = [];

    /// <summary>All branches ticked.</summary>
    public IReadOnlyList<Guid> Chosen => [.. Branches.Union(Again)];

    /// <summary>A template as it stands in <see cref="Source"/>.</summary>
    public static string OfTemplate(string key) => TemplateMark + key;

    /// <summary>A campaign as it stands in <see cref="Source"/>.</summary>
    public static string OfCampaign(Guid id) => CampaignMark + id;

    /// <summary>What <see cref="Source"/> names; nothing when it is not one of the marked forms.</summary>
    public HandDownSource SourceRead => Source switch
    {
        { } source when source.StartsWith(TemplateMark, StringComparison.Ordinal) => new HandDownSource(source[TemplateMark.Length..], null),
        { } source when source.StartsWith(CampaignMark, StringComparison.Ordinal) && Guid.TryParse(source[CampaignMark.Length..], out var id) => new HandDownSource(null, id),
        _ => new HandDownSource(null, null),
    };

    /// <summary>What the fields say together; null when something is wrong, which is then said at its field.</summary>
    public NewDirective? Read(TimeZoneInfo zone, ModelStateDictionary state, Texts texts)
    {
        CheckMoment(Begin, nameof(Begin));
        CheckMoment(End, nameof(End));
        CheckDay(PlanDue, nameof(PlanDue));
        CheckDay(ResultDue, nameof(ResultDue));
        if (Begin >= End)
        {
            state.AddModelError("Form." + nameof(End), texts["Campaigns.Basics.EndNotAfterBegin"]);
        }

        if (PlanDue > ResultDue)
        {
            state.AddModelError("Form." + nameof(ResultDue), texts["Directives.ResultDueWrong"]);
        }

        if (Chosen.Count == 0)
        {
            state.AddModelError("Form." + nameof(Branches), texts["Directives.Refused.NoBranch"]);
        }

        return !state.IsValid ? null : new NewDirective(Id == Guid.Empty ? Guid.NewGuid() : Id, Organization!.Value, SourceRead, Year!.Value, Title?.Trim() ?? "", TypedText.Of(Instruction), Locks, Chosen, Again)
        {
            PlannedBegin = Utc(Begin, zone),
            PlannedEnd = Utc(End, zone),
            PlanDue = PlanDue,
            ResultDue = ResultDue,
        };

        void CheckMoment(DateTime? local, string field)
        {
            // Where clocks are put forward, an hour of the year does not exist.
            if (local is { } moment && (zone.IsInvalidTime(moment) || moment.Year is < Campaign.FirstYear or > Campaign.LastYear))
            {
                state.AddModelError("Form." + field, texts["Campaigns.Basics.NoSuchTime"]);
            }
        }

        void CheckDay(DateOnly? day, string field)
        {
            if (day?.Year is < Campaign.FirstYear or > Campaign.LastYear)
            {
                state.AddModelError("Form." + field, texts["Campaigns.Basics.NoSuchTime"]);
            }
        }
    }

    /// <summary>What is laid down as it is ticked.</summary>
    public CampaignLocks Locks =>
        CampaignLocks.Form | (LocksRules ? CampaignLocks.Rules : CampaignLocks.None) | (LocksDates ? CampaignLocks.Begin | CampaignLocks.End : CampaignLocks.None);

    private static DateTime? Utc(DateTime? local, TimeZoneInfo zone) => local is { } moment ? TimeZoneInfo.ConvertTimeToUtc(moment, zone) : null;
}

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The list of tasks that follow from results.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Filter">What is listed.</param>
/// <param name="Today">Today, for what is overdue.</param>
/// <param name="Campaign">Title of the campaign to which the list is narrowed; null for all.</param>
public sealed record ConsequencesPage(Page<ListedConsequence> Rows, ConsequenceFilter Filter, DateOnly Today, string? Campaign);

/// <summary>One consequence with its form and what can be done.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Detail">The consequence with its history.</param>
/// <param name="Form">What is written down.</param>
/// <param name="Viewer">Who looks.</param>
public sealed record ConsequencePage(Campaign Campaign, ConsequenceDetail Detail, ConsequenceForm Form, ConsequenceViewer Viewer)
{
    /// <summary>The form of a report.</summary>
    public RemarkForm Report { get; init; } = new();

    /// <summary>The form that sends it back.</summary>
    public RemarkForm Return { get; init; } = new();

    /// <summary>Whether it can still be worked on at all.</summary>
    public bool IsRunning => Campaign.Stage == CampaignStage.Counted;

    /// <summary>Whether the act is possible now, by this user.</summary>
    public bool Can(ConsequenceAct act) => IsRunning && Detail.Consequence.State.Allows(act)
        && (act is ConsequenceAct.Return or ConsequenceAct.Accept ? Viewer.IsSuperior && Detail.Consequence.SubmittedBy != Viewer.UserId : Viewer.IsOrganizer);
}

/// <summary>The fields that are written down for a consequence.</summary>
/// <param name="Task">The consequence.</param>
/// <param name="Form">As typed.</param>
/// <param name="Opinions">Opinions that can be taken over; empty where there are none, or for whom they are not meant.</param>
public sealed record ConsequenceFields(Consequence Task, ConsequenceForm Form, IReadOnlyList<(Guid Id, string Text)> Opinions);

/// <summary>Who looks at a consequence.</summary>
/// <param name="UserId">The user.</param>
/// <param name="IsOrganizer">Whether the user carries it out.</param>
/// <param name="IsSuperior">Whether the user accepts it.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="Today">Today there.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record ConsequenceViewer(Guid UserId, bool IsOrganizer, bool IsSuperior, TimeZoneInfo Zone, DateOnly Today, string Home)
{
    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What is written down while a consequence is carried out.</summary>
public sealed class ConsequenceForm
{
    /// <summary>Version as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>存在问题.</summary>
    [Display(Name = "Enums.ConsequenceField.Problems"), StringLength(Consequence.TextLength)]
    public string? Problems { get; set; }

    /// <summary>Opinions to take over.</summary>
    [MaxLength(Consequence.MostQuotes)]
    public List<Guid> Quotes { get; init; } = [];

    /// <summary>原因分析.</summary>
    [Display(Name = "Enums.ConsequenceField.Causes"), StringLength(Consequence.TextLength)]
    public string? Causes { get; set; }

    /// <summary>措施.</summary>
    [Display(Name = "Enums.ConsequenceField.Measures"), StringLength(Consequence.TextLength)]
    public string? Measures { get; set; }

    /// <summary>责任人.</summary>
    [Display(Name = "Enums.ConsequenceField.Responsible"), StringLength(Consequence.PeopleLength)]
    public string? Responsible { get; set; }

    /// <summary>The day of the meeting or talk.</summary>
    [Display(Name = "Enums.ConsequenceField.HeldOn"), DataType(DataType.Date)]
    public DateOnly? HeldOn { get; set; }

    /// <summary>Who took part, or held the talk.</summary>
    [Display(Name = "Enums.ConsequenceField.People"), StringLength(Consequence.PeopleLength)]
    public string? People { get; set; }

    /// <summary>Minutes, record, or how it came out.</summary>
    [Display(Name = "Enums.ConsequenceField.Record"), StringLength(Consequence.TextLength)]
    public string? Record { get; set; }

    /// <summary>Where a good example is publicised.</summary>
    [Display(Name = "Enums.ConsequenceField.Publicised"), StringLength(Consequence.PeopleLength)]
    public string? Publicised { get; set; }

    /// <summary>The form as stored.</summary>
    public static ConsequenceForm From(Consequence consequence) => new()
    {
        Version = consequence.Version,
        Problems = consequence.Problems,
        Causes = consequence.Causes,
        Measures = consequence.Measures,
        Responsible = consequence.Responsible,
        HeldOn = consequence.HeldOn,
        People = consequence.People,
        Record = consequence.Record,
        Publicised = consequence.Publicised,
    };

    /// <summary>What the use case takes.</summary>
    public ConsequenceText ToText() => new(
        TypedText.Of(Problems), Quotes, TypedText.Of(Causes), TypedText.Of(Measures), TypedText.Of(Responsible), HeldOn, TypedText.Of(People), TypedText.Of(Record), TypedText.Of(Publicised));
}

/// <summary>A report, or why something is sent back.</summary>
public sealed class RemarkForm
{
    /// <summary>The text.</summary>
    [Display(Name = "Outcomes.Remark"), Required, StringLength(ConsequenceEntry.TextLength)]
    public string? Text { get; set; }
}

/// <summary>The page that archives a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Obstacles">What is still open.</param>
/// <param name="IsSuperior">Whether the user may archive in spite of it.</param>
/// <param name="Form">The reason.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record ArchivePage(Campaign Campaign, ArchiveObstacles Obstacles, bool IsSuperior, ArchiveForm Form, string Home);

/// <summary>Why a campaign is archived in spite of what is open.</summary>
public sealed class ArchiveForm
{
    /// <summary>The reason.</summary>
    [Display(Name = "Outcomes.ArchiveReason"), StringLength(Campaign.ArchiveReasonLength)]
    public string? Reason { get; set; }
}

/// <summary>The register of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">The years with entries, and this one.</param>
/// <param name="List">The list.</param>
/// <param name="Kind">The kind to which it is narrowed; null for all.</param>
/// <param name="Search">What was looked for.</param>
/// <param name="Rows">One page of it.</param>
/// <param name="Names">The pasted list.</param>
/// <param name="Checked">What its names came to; null when none was asked for.</param>
public sealed record RegisterPage(
    int Year, IReadOnlyList<int> Years, RegisterList List, ConsequenceKind? Kind, string? Search, Page<RegisterEntry> Rows, string? Names, IReadOnlyList<CheckedName>? Checked)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 50;
}

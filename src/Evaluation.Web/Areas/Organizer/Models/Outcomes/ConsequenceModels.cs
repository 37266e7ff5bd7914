using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Web.Attachments;
using Microsoft.AspNetCore.Mvc.ModelBinding;

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

    /// <summary>The files of the consequence, and after them those of each report.</summary>
    public required IReadOnlyList<AttachmentList> Attachments { get; init; }

    /// <summary>The files of the consequence, or of one report.</summary>
    public AttachmentsView FilesOf(AttachmentOwner owner) => new(Attachments.Single(a => a.Owner == owner), AttachmentsView.Below(Campaign.Id), Viewer.Zone);

    /// <summary>Whether the opinions taken over are shown: those of a pool under the group minimum only to the organization that works on them.</summary>
    public bool ShowsQuotes => Viewer.IsOrganizer || !Detail.Determination.IsWithheld;

    /// <summary>Whether it is a talk with the user: somebody else writes its record.</summary>
    public bool IsOwnTalk { get; init; }

    /// <summary>Whether it can still be worked on at all.</summary>
    public bool IsRunning => Campaign.Stage == CampaignStage.Counted;

    /// <summary>Whether the act is possible now, by this user.</summary>
    public bool Can(ConsequenceAct act) => IsRunning && Detail.Consequence.State.Allows(act) && !(IsOwnTalk && act is ConsequenceAct.Save or ConsequenceAct.Submit)
        && (act is ConsequenceAct.Return or ConsequenceAct.Accept ? Viewer.IsSuperior && Detail.Consequence.SubmittedBy != Viewer.UserId : Viewer.IsOrganizer);
}

/// <summary>The fields that are written down for a consequence.</summary>
/// <param name="Task">The consequence.</param>
/// <param name="Form">As typed.</param>
/// <param name="Opinions">Opinions that can be taken over; empty where there are none, or for whom they are not meant.</param>
/// <param name="ShowsQuotes">Whether the opinions taken over are shown: of a small group nobody evaluated reads who wrote what.</param>
public sealed record ConsequenceFields(Consequence Task, ConsequenceForm Form, OpinionChoice Opinions, bool ShowsQuotes);

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
    [MaxLength(Consequence.MostProblems)]
    public List<ProblemRow> Problems { get; init; } = [];

    /// <summary>Where opinions stand.</summary>
    public List<OpinionRow> Opinions { get; init; } = [];

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

    /// <summary>Of a talk: why there is neither a signature nor a confirmation.</summary>
    [Display(Name = "Consequences.UnsignedReason"), StringLength(Consequence.RemarkLength)]
    public string? UnsignedReason { get; set; }

    /// <summary>The form as stored.</summary>
    /// <param name="consequence">The consequence.</param>
    /// <param name="opinions">Opinions that can be taken over.</param>
    public static ConsequenceForm From(Consequence consequence, IReadOnlyList<(Guid Id, string Text)> opinions) => new()
    {
        Version = consequence.Version,
        // The first is there to be filled in.
        Problems = consequence.Problems.Count == 0 ? [new ProblemRow()] : [.. consequence.Problems.Select((p, i) => new ProblemRow { Key = i, Was = p.Title, Title = p.Title })],
        Opinions = [.. opinions.Select(o => new OpinionRow { Id = o.Id, Place = PlaceOf(consequence, o.Text) })],
        Causes = consequence.Causes,
        Measures = consequence.Measures,
        Responsible = consequence.Responsible,
        HeldOn = consequence.HeldOn,
        People = consequence.People,
        Record = consequence.Record,
        Publicised = consequence.Publicised,
        UnsignedReason = consequence.UnsignedReason,
    };

    /// <summary>Does what a button of the list of problems asks for; false when it is none.</summary>
    public bool Apply(string? act) => RowActs.Apply(act, "problem", Problems, () => new ProblemRow { Key = Problems.Count == 0 ? 0 : Problems.Max(p => p.Key) + 1 });

    /// <summary>Says at their fields what is wrong with the problems and opinions together.</summary>
    public void Check(ModelStateDictionary state, Texts texts)
    {
        var titles = Problems.Select(p => TypedText.Of(p.Title)).ToList();
        for (var i = 0; i < titles.Count; i++)
        {
            if (titles[i].Length > 0 && titles.IndexOf(titles[i]) < i)
            {
                state.AddModelError($"{nameof(ConsequencePage.Form)}.{nameof(Problems)}[{i}].{nameof(ProblemRow.Title)}", texts["Consequences.SameProblem"]);
            }
        }

        // Two rows with one key come from no page of ours.
        if (Problems.DistinctBy(p => p.Key).Count() < Problems.Count)
        {
            state.AddModelError(nameof(ConsequencePage.Form) + "." + nameof(Problems), texts["Consequences.SameProblem"]);
        }

        if (Opinions.Count(o => o.Place is not null) > Consequence.MostQuotes)
        {
            state.AddModelError(nameof(ConsequencePage.Form) + "." + nameof(Opinions), texts["Consequences.TooManyQuotes", Consequence.MostQuotes]);
        }
    }

    private static int? PlaceOf(Consequence consequence, string opinion)
    {
        var index = consequence.Problems.Index().FirstOrDefault(p => p.Item.Quotes.Contains(opinion, StringComparer.Ordinal), (-1, null!)).Index;
        return index >= 0 ? index : consequence.Quotes.Contains(opinion, StringComparer.Ordinal) ? Evaluation.Domain.Outcomes.Problems.NoProblem : null;
    }

    /// <summary>What the use case takes.</summary>
    public ConsequenceText ToText() => new(
        [.. Problems.Select(p => new ProblemTitle(p.Key, p.Was ?? "", TypedText.Of(p.Title)))],
        Opinions.DistinctBy(o => o.Id).ToDictionary(o => o.Id, o => o.Place),
        TypedText.Of(Causes), TypedText.Of(Measures), TypedText.Of(Responsible), HeldOn, TypedText.Of(People), TypedText.Of(Record), TypedText.Of(UnsignedReason), TypedText.Of(Publicised));
}

/// <summary>A problem, as typed.</summary>
public sealed class ProblemRow
{
    /// <summary>What opinions name it by while the form is filled in.</summary>
    [Range(0, int.MaxValue - 1)]
    public int Key { get; set; }

    /// <summary>Its title as stored; null for a new one.</summary>
    [StringLength(Consequence.TextLength)]
    public string? Was { get; set; }

    /// <summary>Its title; an empty one is left out.</summary>
    [Display(Name = "Consequences.Problem"), StringLength(Consequence.ProblemLength)]
    public string? Title { get; set; }
}

/// <summary>Where an opinion stands, as chosen.</summary>
public sealed class OpinionRow
{
    /// <summary>The opinion.</summary>
    public Guid Id { get; set; }

    /// <summary>The key of a problem, or -1 for none yet; null when it is not taken over.</summary>
    public int? Place { get; set; }
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

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Web.Attachments;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The determinations of a campaign, page by page.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Rows">One page of them.</param>
/// <param name="Search">What was looked for.</param>
/// <param name="State">The state to which the list is narrowed; null for all.</param>
/// <param name="Undecided">How many are undecided, of all.</param>
/// <param name="Deadline">The day proposed for tasks.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record DeterminationsPage(Campaign Campaign, Page<DeterminationRow> Rows, string? Search, DeterminationState? State, int Undecided, DateOnly Deadline, string Home)
{
    /// <summary>Determinations on one page.</summary>
    public const int PageSize = 20;

    /// <summary>Whether any on the page can be confirmed as proposed, together with others.</summary>
    public bool CanConfirm => Campaign.Stage == CampaignStage.Counted && Rows.Rows.Any(IsPlain);

    /// <summary>Whether it can be confirmed as proposed without a further question: nobody's own case, no gap, no vacant post, nothing entered that waits for a second person.</summary>
    public static bool IsPlain(DeterminationRow row) => row is { IsOwnCase: false, Record: { State: DeterminationState.Proposed, AwaitsSecond: false, Found.Outcome: RuleOutcome.Applies } }
        && !ConsequencePlan.IsVacant(row.Record.Found.Rule, row.Subject);
}

/// <summary>The confirmation of several at once.</summary>
public sealed class ConfirmForm
{
    /// <summary>Those ticked, each as its id and version.</summary>
    [MaxLength(DeterminationsPage.PageSize)]
    public List<string> Ticked { get; init; } = [];

    /// <summary>Number of the document.</summary>
    [Display(Name = "Outcomes.Document"), StringLength(DeterminationRecord.DocumentLength)]
    public string? Document { get; set; }

    /// <summary>By when tasks have to be handed in.</summary>
    [Display(Name = "Outcomes.Deadline"), DataType(DataType.Date)]
    public DateOnly? Deadline { get; set; }
}

/// <summary>One determination with the form that decides it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Row">The determination.</param>
/// <param name="Form">The form.</param>
/// <param name="Zone">The host's time zone.</param>
/// <param name="Home">The page of the campaign that the user may open.</param>
public sealed record DeterminationPage(Campaign Campaign, DeterminationRow Row, DecisionForm Form, TimeZoneInfo Zone, string Home)
{
    /// <summary>Who looks.</summary>
    public Guid UserId { get; init; }

    /// <summary>The reason for sending back, as typed.</summary>
    public ReasonForm Back { get; init; } = new();

    /// <summary>The document of the decision.</summary>
    public required AttachmentsView Files { get; init; }

    /// <summary>Whether it can be decided now, by this user.</summary>
    public bool CanDecide => IsWaiting && !Row.Record.AwaitsSecond;

    /// <summary>Whether this user can agree to what another entered, or send it back.</summary>
    public bool CanAgree => IsWaiting && Row.Record.Entered is { } entered && entered.By != UserId;

    /// <summary>Whether this user entered the decision and can still take it back.</summary>
    public bool CanTakeBack => IsWaiting && Row.Record.Entered is { } entered && entered.By == UserId;

    private bool IsWaiting => Campaign.Stage == CampaignStage.Counted && Row.Record.State == DeterminationState.Proposed && !Row.IsOwnCase;

    /// <summary>What can be decided.</summary>
    public IReadOnlyList<Verdict> Verdicts => DeterminationRecord.VerdictsOn(Row.Record.Found.Outcome);

    /// <summary>Whether somebody must be named who bears what falls on the head.</summary>
    public bool IsVacant => ConsequencePlan.IsVacant(Row.Record.Found.Rule, Row.Subject) || (Row.Record.Found.Heavier is { } heavier && ConsequencePlan.IsVacant(heavier, Row.Subject));
}

/// <summary>The decision.</summary>
public sealed class DecisionForm
{
    /// <summary>Version of the determination as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>The verdict.</summary>
    [Display(Name = "Outcomes.Verdict"), Required]
    public Verdict? Verdict { get; set; }

    /// <summary>Why.</summary>
    [Display(Name = "Outcomes.Reason"), StringLength(DeterminationRecord.ReasonLength)]
    public string? Reason { get; set; }

    /// <summary>Number of the document.</summary>
    [Display(Name = "Outcomes.Document"), StringLength(DeterminationRecord.DocumentLength)]
    public string? Document { get; set; }

    /// <summary>Who bears what falls on a head whose post was vacant.</summary>
    [Display(Name = "Outcomes.Named"), StringLength(Consequence.BearerLength)]
    public string? Named { get; set; }

    /// <summary>By when tasks have to be handed in.</summary>
    [Display(Name = "Outcomes.Deadline"), DataType(DataType.Date)]
    public DateOnly? Deadline { get; set; }

    /// <summary>The decision as the use case takes it.</summary>
    public Decision ToDecision(Guid id) =>
        new(id, Version, Verdict!.Value, TypedText.Of(Reason), TypedText.Of(Document), TypedText.Of(Named), Deadline);
}

/// <summary>Why a decision that another entered is sent back; who entered it needs no reason.</summary>
public sealed class ReasonForm
{
    /// <summary>The reason.</summary>
    [Display(Name = "Outcomes.Reason"), StringLength(DeterminationRecord.ReasonLength)]
    public string? Text { get; set; }
}

/// <summary>Where a campaign is at home for somebody who decides on its result.</summary>
internal static class CampaignHome
{
    /// <summary>The result for the organization that holds it; the board for the one above.</summary>
    /// <param name="scope">The user.</param>
    /// <param name="host">Path of the host.</param>
    /// <param name="campaignId">The campaign.</param>
    public static string Of(Scope scope, string host, Guid campaignId) => scope.Covers(host, Role.Organizer) ? $"/campaigns/{campaignId}/result" : "/board";
}

/// <summary>Text as people type it.</summary>
internal static class TypedText
{
    /// <summary>Without blanks around it, and with one kind of line end.</summary>
    public static string Of(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

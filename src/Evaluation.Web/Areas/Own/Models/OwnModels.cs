using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Attachments;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Attachments;

namespace Evaluation.Web.Areas.Own.Models;

/// <summary>What concerns whoever is signed in: feedback given to them, and consequences they bear.</summary>
/// <param name="Feedback">The feedback, the newest first.</param>
/// <param name="Consequences">The consequences, the most urgent first.</param>
/// <param name="Today">Today.</param>
public sealed record OwnPage(IReadOnlyList<ListedFeedback> Feedback, IReadOnlyList<ListedConsequence> Consequences, DateOnly Today);

/// <summary>One feedback.</summary>
/// <param name="Own">The feedback with the result.</param>
/// <param name="Form">The reply.</param>
/// <param name="Zone">The host's time zone.</param>
public sealed record OwnFeedbackPage(OwnFeedback Own, ReplyForm Form, TimeZoneInfo Zone)
{
    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The reply that may go with an acknowledgement.</summary>
public sealed class ReplyForm
{
    /// <summary>The reply.</summary>
    [Display(Name = "Own.Reply"), StringLength(Feedback.ReplyLength)]
    public string? Text { get; set; }
}

/// <summary>What the person talked to remarks on the record of the talk.</summary>
public sealed class ConfirmationForm
{
    /// <summary>The remark.</summary>
    [Display(Name = "Consequences.Remark"), StringLength(Evaluation.Domain.Outcomes.Consequence.RemarkLength)]
    public string? Text { get; set; }
}

/// <summary>One consequence that the user bears.</summary>
/// <param name="Detail">The consequence.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="IsRunning">Whether the campaign is not archived yet.</param>
/// <param name="Form">What is written down.</param>
/// <param name="Zone">The host's time zone.</param>
public sealed record OwnConsequencePage(ConsequenceDetail Detail, string Campaign, bool IsRunning, ConsequenceForm Form, TimeZoneInfo Zone)
{
    /// <summary>A report, as typed.</summary>
    public RemarkForm Report { get; init; } = new();

    /// <summary>The confirmation of a talk's record, as typed.</summary>
    public ConfirmationForm Confirmation { get; init; } = new();

    /// <summary>The files of the consequence, and after them those of each report.</summary>
    public required IReadOnlyList<AttachmentList> Attachments { get; init; }

    /// <summary>The files of the consequence, or of one report.</summary>
    public AttachmentsView FilesOf(AttachmentOwner owner) => new(Attachments.Single(a => a.Owner == owner), AttachmentsView.Own, Zone);

    /// <summary>Whether the user can do something now.</summary>
    public bool Can(ConsequenceAct act) => IsRunning && Detail.Consequence.Kind.IsTask() && Detail.Consequence.State.Allows(act)
        && (act != ConsequenceAct.Save || Detail.Consequence.Kind.IsWrittenByBearer());

    /// <summary>A moment in the host's zone.</summary>
    public string Shown(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

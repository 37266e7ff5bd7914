using Evaluation.Domain.Oversight;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Notifications;

/// <summary>What a notification tells. Nothing is told of ballots: a kind is about the course of a campaign or about what follows from its result.</summary>
public enum NotificationKind
{
    /// <summary>计票完成: determinations wait to be decided.</summary>
    Undecided,

    /// <summary>A consequence has begun that has to be carried out.</summary>
    Begun,

    /// <summary>已报送: a consequence was handed in and has to be examined.</summary>
    Submitted,

    /// <summary>已退回: a consequence was sent back.</summary>
    Returned,

    /// <summary>已办结: a consequence was accepted.</summary>
    Accepted,

    /// <summary>A consequence is due within <see cref="Notification.SoonDays"/> days.</summary>
    DueSoon,

    /// <summary>A consequence was not handed in by its deadline.</summary>
    Overdue,

    /// <summary>An objection was received.</summary>
    Objection,

    /// <summary>An evaluation is planned to begin within a day.</summary>
    BeginsSoon,

    /// <summary>An evaluation is planned to end within a day.</summary>
    EndsSoon,

    /// <summary>A decision on a determination was entered and waits for a second person.</summary>
    DecisionEntered,

    /// <summary>An entered decision was sent back by the second person.</summary>
    DecisionSentBack,

    /// <summary>下发: a superior handed an evaluation down.</summary>
    HandedDown,

    /// <summary>撤回下发: the superior withdrew it; the draft is the organization's own.</summary>
    HandDownWithdrawn,

    /// <summary>An irregularity was reported and has to be examined. By whom is not told.</summary>
    IrregularityReported,

    /// <summary>A report of an irregularity was decided on.</summary>
    IrregularityDecided,

    /// <summary>The subject's own result was reported back.</summary>
    FeedbackGiven,

    /// <summary>A subject replied to its feedback.</summary>
    FeedbackReplied,

    /// <summary>已报备: plan or result was filed and has to be examined.</summary>
    Filed,

    /// <summary>A filing was sent back.</summary>
    FilingReturned,

    /// <summary>已备案: a filing is on record.</summary>
    FilingAccepted,

    /// <summary>Plan or result is to be filed within <see cref="Notification.SoonDays"/> days, by what the superior handed down.</summary>
    FilingDueSoon,

    /// <summary>Plan or result was not filed by the day that the superior set.</summary>
    FilingOverdue,
}

/// <summary>
/// One thing told to one person. It holds no prose: kind and arguments, frozen when it happened, are worded in the reader's language when they are shown. The same thing is told to the same person once.
/// </summary>
public sealed class Notification
{
    /// <summary>Days before its deadline at which a consequence or a filing is told of.</summary>
    public const int SoonDays = 7;

    /// <summary>Longest name of whom it concerns, in characters.</summary>
    public const int NameLength = 100;

    /// <summary>Longest title of a campaign, in characters.</summary>
    public const int TitleLength = 100;

    /// <summary>Longest key, in characters.</summary>
    public const int KeyLength = 100;

    /// <summary>Longest text that is searched, in characters.</summary>
    public const int SearchLength = 200;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>Who is told.</summary>
    public Guid UserId { get; set; }

    /// <summary>What is told.</summary>
    public NotificationKind Kind { get; set; }

    /// <summary>What makes it the same thing: nobody has two with one key.</summary>
    public required string Key { get; set; }

    /// <summary>The campaign it concerns.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The consequence it concerns; null where it is none.</summary>
    public Guid? ConsequenceId { get; set; }

    /// <summary>Title of the campaign as it was then.</summary>
    public required string Title { get; set; }

    /// <summary>Name of who bears the consequence, or who handed the evaluation down; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind of the consequence; null where it is none.</summary>
    public ConsequenceKind? Task { get; set; }

    /// <summary>What is filed; null where nothing is.</summary>
    public FilingPaper? Paper { get; set; }

    /// <summary>The day on which the consequence or the filing is due, in the host's time zone; null where there is none.</summary>
    public DateOnly? Deadline { get; set; }

    /// <summary>The planned moment, UTC; null where there is none.</summary>
    public DateTime? Moment { get; set; }

    /// <summary>How many determinations wait; null where none are meant.</summary>
    public int? Count { get; set; }

    /// <summary>Title and name as they are searched.</summary>
    public string Search { get; set; } = "";

    /// <summary>When it was told, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>When it was read, UTC; null until then.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>When a mail is to be sent next, UTC; null when none is wanted, it was sent, or was given up.</summary>
    public DateTime? MailDueAt { get; set; }

    /// <summary>When the mail server took it, UTC; null until then.</summary>
    public DateTime? MailedAt { get; set; }

    /// <summary>How often sending was tried.</summary>
    public int MailTries { get; set; }

    /// <summary>The try that holds it, so that of several nodes one sends; null before the first.</summary>
    public Guid? MailClaim { get; set; }
}

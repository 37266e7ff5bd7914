namespace Evaluation.Domain.Publications;

/// <summary>How a result is reported back to the one who was evaluated.</summary>
public enum FeedbackWay
{
    /// <summary>书面反馈: on a printed sheet, or in the own area of the account.</summary>
    Sheet,

    /// <summary>个别谈话反馈.</summary>
    Interview,

    /// <summary>会议反馈.</summary>
    Meeting,
}

/// <summary>The own result, reported back to a subject (反馈), and the acknowledgement. One per subject; once given it is not taken back.</summary>
public sealed class Feedback : IVersioned
{
    /// <summary>Longest name of who reports back, in characters.</summary>
    public const int ReporterLength = 100;

    /// <summary>Longest words beside the figures, in characters.</summary>
    public const int WordsLength = 2000;

    /// <summary>Longest reply, in characters.</summary>
    public const int ReplyLength = 1000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The subject.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>How.</summary>
    public FeedbackWay Way { get; set; }

    /// <summary>Who reports back: an organization or a leader, by name.</summary>
    public required string Reporter { get; set; }

    /// <summary>What is said beside the figures: merits, shortcomings, hopes; may be empty.</summary>
    public string Words { get; set; } = "";

    /// <summary>Whether the opinions about the subject are passed on, word for word and in random order.</summary>
    public bool IncludesOpinions { get; set; }

    /// <summary>When it was given, UTC.</summary>
    public DateTime GivenAt { get; set; }

    /// <summary>Name of the account that gave it.</summary>
    public required string GivenByName { get; set; }

    /// <summary>When it was acknowledged, UTC; null while it is not.</summary>
    public DateTime? AcknowledgedAt { get; set; }

    /// <summary>Name of the account that acknowledged it: the subject's own, or the office's where a sheet was signed.</summary>
    public string AcknowledgedByName { get; set; } = "";

    /// <summary>Whether it was acknowledged on paper.</summary>
    public bool IsOnPaper { get; set; }

    /// <summary>What the subject replied; may be empty.</summary>
    public string Reply { get; set; } = "";

    /// <inheritdoc />
    public int Version { get; set; }
}

using Evaluation.Domain.Counting;

namespace Evaluation.Domain.Publications;

/// <summary>Where a result is made public.</summary>
public enum PublicationPlace
{
    /// <summary>会议通报.</summary>
    Meeting,

    /// <summary>公示栏: the product's notice board, open to everybody.</summary>
    NoticeBoard,

    /// <summary>张贴: a printed notice.</summary>
    PrintedNotice,
}

/// <summary>A rate as it is reported: kept as it was when it was made public.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Rate">The exact rate; null when there was no base.</param>
public sealed record ReportedRate(string Name, Fraction? Rate);

/// <summary>A subject as it is reported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What stands below it; may be empty.</param>
/// <param name="Valid">Valid slips; null when the pool is under the group minimum, and then there are no rates either.</param>
/// <param name="Rates">Its rates.</param>
public sealed record ReportedSubject(string Name, string Detail, int? Valid, IReadOnlyList<ReportedRate> Rates);

/// <summary>What is reported of a campaign to those who took part and to the public (反馈通报、公示). One per campaign; taking it back makes it a draft again.</summary>
public sealed class Publication : IVersioned
{
    /// <summary>Longest text of one part, in characters.</summary>
    public const int TextLength = 4000;

    /// <summary>Most days a notice stands.</summary>
    public const int MostDays = 366;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>What is said first: what was evaluated, by whom, how many took part.</summary>
    public string Introduction { get; set; } = "";

    /// <summary>The most satisfying deeds and most dissatisfying matters; may be empty.</summary>
    public string Matters { get; set; } = "";

    /// <summary>Good examples; may be empty.</summary>
    public string Examples { get; set; } = "";

    /// <summary>Whether the rates of organizations are reported.</summary>
    public bool ReportsOrganizations { get; set; } = true;

    /// <summary>Whether the rates of people are reported.</summary>
    public bool ReportsPeople { get; set; }

    /// <summary>Where.</summary>
    public IReadOnlyList<PublicationPlace> Places { get; set; } = [];

    /// <summary>The first day of the notice, in the host's time zone.</summary>
    public DateOnly From { get; set; }

    /// <summary>The last day of the notice.</summary>
    public DateOnly Until { get; set; }

    /// <summary>Whether objections are taken until then (公示).</summary>
    public bool TakesObjections { get; set; }

    /// <summary>When it was made public, UTC; null while it is a draft.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>What was reported, kept when it was made public; empty while it is a draft.</summary>
    public IReadOnlyList<ReportedSubject> Subjects { get; set; } = [];

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether a notice can stand from its first to its last day: in this order, and not for longer than <see cref="MostDays"/>.</summary>
    public bool HasPossibleDays => From <= Until && Until.DayNumber - From.DayNumber <= MostDays;

    /// <summary>Whether it stands on the notice board on a day.</summary>
    public bool IsOnBoard(DateOnly today) => PublishedAt is not null && Places.Contains(PublicationPlace.NoticeBoard) && From <= today && today <= Until;

    /// <summary>Whether objections are taken on a day.</summary>
    public bool IsOpenToObjections(DateOnly today) => TakesObjections && IsOnBoard(today);
}

/// <summary>How an objection was decided.</summary>
public enum ObjectionOutcome
{
    /// <summary>Not answered yet.</summary>
    Open,

    /// <summary>属实.</summary>
    Upheld,

    /// <summary>部分属实.</summary>
    PartlyUpheld,

    /// <summary>不属实.</summary>
    NotUpheld,
}

/// <summary>An objection to what was made public (异议). Whoever raises it need not give a name.</summary>
public sealed class Objection : IVersioned
{
    /// <summary>Longest text, in characters.</summary>
    public const int TextLength = 1000;

    /// <summary>Longest name or contact, in characters.</summary>
    public const int ContactLength = 100;

    /// <summary>Most objections to one notice; what comes after is refused until somebody looks after them.</summary>
    public const int Most = 500;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The publication.</summary>
    public Guid PublicationId { get; set; }

    /// <summary>What is objected.</summary>
    public required string Text { get; set; }

    /// <summary>Name and how to be reached, as far as given; may be empty.</summary>
    public string Contact { get; set; } = "";

    /// <summary>When it came in, UTC.</summary>
    public DateTime ReceivedAt { get; set; }

    /// <summary>How it was decided.</summary>
    public ObjectionOutcome Outcome { get; set; }

    /// <summary>The answer; empty while it is open.</summary>
    public string Answer { get; set; } = "";

    /// <summary>Name of the account that answered.</summary>
    public string AnsweredBy { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

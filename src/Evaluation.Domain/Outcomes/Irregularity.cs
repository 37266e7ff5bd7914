namespace Evaluation.Domain.Outcomes;

/// <summary>Where a report of an irregularity stands; drawn in docs/states.md.</summary>
public enum IrregularityState
{
    /// <summary>待调查: reported, to be examined by the superior.</summary>
    Reported,

    /// <summary>不成立: examined; the result stands.</summary>
    Dismissed,

    /// <summary>成立，结果无效: examined; the result is annulled, stays on record and is marked.</summary>
    Annulled,
}

/// <summary>
/// A report that something went wrong in an evaluation (弄虚作假等问题, D5), and what came of it. It concerns the whole campaign or one subject. The result of the ballot is never
/// changed or removed: an annulled one is marked, and nothing follows from it any more.
/// </summary>
public sealed class Irregularity : IVersioned
{
    /// <summary>Longest report or finding, in characters.</summary>
    public const int TextLength = 2000;

    /// <summary>Longest number of a document, in characters.</summary>
    public const int DocumentLength = 60;

    /// <summary>Most reports that may wait in one campaign; what comes after is refused until somebody looks after them.</summary>
    public const int MostWaiting = 50;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The subject whose result is concerned; null for the whole campaign.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>Where it stands.</summary>
    public IrregularityState State { get; set; }

    /// <summary>What is reported.</summary>
    public required string Report { get; set; }

    /// <summary>Who entered the report; cannot be who decides on it.</summary>
    public Guid ReportedBy { get; set; }

    /// <summary>Name of that account at the time.</summary>
    public required string ReportedByName { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime ReportedAt { get; set; }

    /// <summary>What the examination found; empty while it waits.</summary>
    public string Findings { get; set; } = "";

    /// <summary>Number of the document in which the decision stands; may be empty.</summary>
    public string Document { get; set; } = "";

    /// <summary>Name of the account that entered the decision; empty while it waits.</summary>
    public string DecidedByName { get; set; } = "";

    /// <summary>When, UTC; null while it waits.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>The campaign in which it is held again; null while it is not.</summary>
    public Guid? HeldAgainId { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>What of a campaign's result is annulled.</summary>
/// <param name="Decided">The decisions, the oldest first; empty when the result stands.</param>
public sealed record Annulment(IReadOnlyList<Irregularity> Decided)
{
    /// <summary>Whether the whole campaign's result is annulled.</summary>
    public bool IsWhole => Decided.Any(d => d.SubjectId is null);

    /// <summary>Whether the result of a subject is annulled.</summary>
    public bool Covers(Guid subjectId) => Decided.Any(d => d.SubjectId is null || d.SubjectId == subjectId);
}

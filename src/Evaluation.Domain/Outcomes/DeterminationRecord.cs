using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Outcomes;

/// <summary>Where a determination stands.</summary>
public enum DeterminationState
{
    /// <summary>待认定: worked out at the count; nothing follows from it yet.</summary>
    Proposed,

    /// <summary>已认定: the organization confirmed it, or the rule needs no review; its consequences run.</summary>
    Confirmed,

    /// <summary>不予认定: the organization overruled it, with a reason; nothing follows.</summary>
    Overruled,

    /// <summary>已作废: the result was annulled because of an irregularity.</summary>
    Annulled,
}

/// <summary>What the organization decides on a determination (组织复核认定).</summary>
public enum Verdict
{
    /// <summary>认定 as proposed.</summary>
    Confirm,

    /// <summary>Exactly between two rules: the lighter one.</summary>
    Lighter,

    /// <summary>Exactly between two rules: the heavier one.</summary>
    Heavier,

    /// <summary>不予认定.</summary>
    Overrule,
}

/// <summary>A decision as one person entered it (初审), where two are asked for: nothing follows before another agrees (复审).</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why; may be empty for a plain confirmation.</param>
/// <param name="Document">Number of the document; may be empty.</param>
/// <param name="Named">Who bears what falls on a head whose post was vacant; may be empty.</param>
/// <param name="Deadline">By when tasks have to be handed in.</param>
/// <param name="By">Who entered it.</param>
/// <param name="ByName">Name of that account at the time.</param>
/// <param name="At">When, UTC.</param>
public sealed record EnteredDecision(Verdict Verdict, string Reason, string Document, string Named, DateOnly Deadline, Guid By, string ByName, DateTime At);

/// <summary>
/// A determination on record: the rule and its arithmetic as they were at the count, and beside them, never in their place, what people decided. Written at the count, one per rule and subject.
/// </summary>
public sealed class DeterminationRecord : IVersioned
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLength = 1000;

    /// <summary>Longest number of a document, in characters.</summary>
    public const int DocumentLength = 60;

    private Determination found = null!;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The subject.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Place in the campaign's list, from 0: by pool, subject and rule.</summary>
    public int Order { get; set; }

    /// <summary>The rule that applied with its arithmetic. Never changed.</summary>
    public required Determination Found
    {
        get => found;
        set
        {
            found = value;
            Outcome = value.Outcome;
        }
    }

    /// <summary>How the rule came out; the same as in <see cref="Found"/>, so that the database can count.</summary>
    public RuleOutcome Outcome { get; private set; }

    /// <summary>Whether the subject's pool is under the group minimum: its figures are shown to nobody but those who decide.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>Where it stands.</summary>
    public DeterminationState State { get; set; }

    /// <summary>Whether the heavier of two neighbouring rules was decided on.</summary>
    public bool IsHeavier { get; set; }

    /// <summary>Why, in the words of those who decided; may be empty for a plain confirmation.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Number of the document in which the decision stands; may be empty.</summary>
    public string Document { get; set; } = "";

    /// <summary>What the first of two people entered; null where one is enough, and before.</summary>
    public EnteredDecision? Entered { get; set; }

    /// <summary>Why the second person sent the entered decision back the last time; may be empty.</summary>
    public string SentBack { get; set; } = "";

    /// <summary>Who decided, the second of two; null while nobody did and for rules that need no review.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>Name of that account at the time.</summary>
    public string DecidedByName { get; set; } = "";

    /// <summary>When, UTC; null while it is proposed.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether somebody entered a decision to which another must agree.</summary>
    public bool AwaitsSecond => State == DeterminationState.Proposed && Entered is not null;

    /// <summary>The rule whose consequences follow; null while it is proposed and when it was overruled.</summary>
    public Rule? DecidedRule => State != DeterminationState.Confirmed ? null : IsHeavier ? Found.Heavier! : Found.Rule;

    /// <summary>What can be decided on a determination of this outcome. An empty base bears no consequence: nothing can be confirmed of it.</summary>
    public static IReadOnlyList<Verdict> VerdictsOn(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Applies => [Verdict.Confirm, Verdict.Overrule],
        RuleOutcome.ForDecision => [Verdict.Lighter, Verdict.Heavier, Verdict.Overrule],
        _ => [Verdict.Overrule],
    };

    /// <summary>Whether a verdict must give its reason: everything but following the proposal.</summary>
    public static bool NeedsReason(Verdict verdict) => verdict != Verdict.Confirm;
}

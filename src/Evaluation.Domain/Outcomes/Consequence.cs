using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Outcomes;

/// <summary>Where a consequence stands; drawn in docs/states.md.</summary>
public enum ConsequenceState
{
    /// <summary>待办: to be carried out.</summary>
    Open,

    /// <summary>已报送: handed to the superior.</summary>
    Submitted,

    /// <summary>已退回: sent back by the superior with a reason; to be handed in again.</summary>
    Returned,

    /// <summary>已办结: accepted by the superior.</summary>
    Accepted,

    /// <summary>执行中 without anything to hand in: a bar or a rating cap, which holds for its year.</summary>
    InForce,

    /// <summary>已撤销: the result from which it followed was annulled.</summary>
    Annulled,
}

/// <summary>What somebody does with a consequence.</summary>
public enum ConsequenceAct
{
    /// <summary>It came into being with the confirmation.</summary>
    Begin,

    /// <summary>Its record was filled in or changed.</summary>
    Save,

    /// <summary>A report on how it goes.</summary>
    Report,

    /// <summary>Handed to the superior.</summary>
    Submit,

    /// <summary>Sent back with a reason.</summary>
    Return,

    /// <summary>Accepted: closed.</summary>
    Accept,

    /// <summary>Ended, because the result from which it followed was annulled.</summary>
    Annul,

    /// <summary>Of a talk: the person talked to has taken note of its record.</summary>
    Confirm,

    /// <summary>Of a talk: its record was changed after that, and the confirmation fell away.</summary>
    Lapse,
}

/// <summary>What is written down while a consequence is carried out.</summary>
public enum ConsequenceField
{
    /// <summary>存在问题.</summary>
    Problems,

    /// <summary>原因分析.</summary>
    Causes,

    /// <summary>措施.</summary>
    Measures,

    /// <summary>责任人.</summary>
    Responsible,

    /// <summary>The day of a meeting or talk.</summary>
    HeldOn,

    /// <summary>Who took part in the meeting, or held the talk.</summary>
    People,

    /// <summary>Minutes, record of the talk, how it came out, or the deeds of a good example.</summary>
    Record,

    /// <summary>Where a good example is publicised.</summary>
    Publicised,
}

/// <summary>What can be done with a consequence and what it needs, in one place.</summary>
public static class Consequences
{
    private static readonly Dictionary<ConsequenceAct, (ConsequenceState[] From, ConsequenceState? To)> Acts = new()
    {
        [ConsequenceAct.Save] = ([ConsequenceState.Open, ConsequenceState.Returned], null),
        [ConsequenceAct.Report] = ([ConsequenceState.Open, ConsequenceState.Submitted, ConsequenceState.Returned], null),
        [ConsequenceAct.Submit] = ([ConsequenceState.Open, ConsequenceState.Returned], ConsequenceState.Submitted),
        [ConsequenceAct.Return] = ([ConsequenceState.Submitted], ConsequenceState.Returned),
        [ConsequenceAct.Accept] = ([ConsequenceState.Submitted], ConsequenceState.Accepted),
        [ConsequenceAct.Confirm] = ([ConsequenceState.Open, ConsequenceState.Submitted, ConsequenceState.Returned], null),
    };

    /// <summary>The states that keep a campaign from being archived, for queries.</summary>
    public static readonly ConsequenceState[] OpenStates = [ConsequenceState.Open, ConsequenceState.Submitted, ConsequenceState.Returned];

    /// <summary>Whether <paramref name="act"/> is possible at <paramref name="state"/>.</summary>
    public static bool Allows(this ConsequenceState state, ConsequenceAct act) => Acts.TryGetValue(act, out var move) && move.From.Contains(state);

    /// <summary>The state after <paramref name="act"/>.</summary>
    public static ConsequenceState After(this ConsequenceState state, ConsequenceAct act) => Acts[act].To ?? state;

    /// <summary>Whether it keeps the campaign from being archived.</summary>
    public static bool IsOpen(this ConsequenceState state) => OpenStates.Contains(state);

    /// <summary>Whether somebody has to carry it out and hand it in; the others hold for their year by themselves.</summary>
    public static bool IsTask(this ConsequenceKind kind) => kind is ConsequenceKind.Rectification or ConsequenceKind.SpecialMeeting or ConsequenceKind.AdmonitionTalk or ConsequenceKind.TeamOverhaul or ConsequenceKind.GoodExample;

    /// <summary>Whether it is a reward and not a burden.</summary>
    public static bool IsFavourable(this ConsequenceKind kind) => kind is ConsequenceKind.PutForward or ConsequenceKind.GoodExample or ConsequenceKind.PerformancePay or ConsequenceKind.Promotion;

    /// <summary>Whether who bears it writes it down too: measures of their own, not the record of a talk that somebody holds with them.</summary>
    public static bool IsWrittenByBearer(this ConsequenceKind kind) => FieldsOf(kind).Contains(ConsequenceField.Measures);

    /// <summary>Whether who bears it confirms its record, by signature or in their own account: the record of a talk held with them.</summary>
    public static bool IsConfirmedByBearer(this ConsequenceKind kind) => kind == ConsequenceKind.AdmonitionTalk;

    /// <summary>What is written down for a consequence of the kind, in the order of its form. All of it must be there before it is handed in.</summary>
    public static IReadOnlyList<ConsequenceField> FieldsOf(ConsequenceKind kind) => kind switch
    {
        ConsequenceKind.Rectification => [ConsequenceField.Problems, ConsequenceField.Causes, ConsequenceField.Measures, ConsequenceField.Responsible],
        ConsequenceKind.SpecialMeeting => [ConsequenceField.HeldOn, ConsequenceField.People, ConsequenceField.Record],
        ConsequenceKind.AdmonitionTalk => [ConsequenceField.HeldOn, ConsequenceField.People, ConsequenceField.Record],
        ConsequenceKind.TeamOverhaul => [ConsequenceField.Measures, ConsequenceField.Responsible, ConsequenceField.Record],
        ConsequenceKind.GoodExample => [ConsequenceField.Record, ConsequenceField.Publicised],
        _ => [],
    };
}

/// <summary>What follows from a confirmed determination (结果运用), until it is closed.</summary>
public sealed class Consequence : IVersioned
{
    /// <summary>Longest text of one field, in characters.</summary>
    public const int TextLength = 4000;

    /// <summary>Longest list of people, in characters.</summary>
    public const int PeopleLength = 500;

    /// <summary>Longest name of who bears it, in characters.</summary>
    public const int BearerLength = 100;

    /// <summary>Most problems of one plan.</summary>
    public const int MostProblems = 50;

    /// <summary>Longest title of a problem, in characters.</summary>
    public const int ProblemLength = 500;

    /// <summary>Most opinions that are taken over into one plan.</summary>
    public const int MostQuotes = 100;

    /// <summary>Longest remark with a confirmation, and longest reason why there is none, in characters.</summary>
    public const int RemarkLength = 1000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The determination it follows from.</summary>
    public Guid DeterminationId { get; set; }

    /// <summary>The subject evaluated.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>What follows.</summary>
    public ConsequenceKind Kind { get; set; }

    /// <summary>On whom it falls: the subject, or the head.</summary>
    public Bearer Bearer { get; set; }

    /// <summary>The member who bears it; null for an organization, and for a bearer who is named without being on a roster.</summary>
    public Guid? BearerMemberId { get; set; }

    /// <summary>Name of who bears it, person or organization, as of the closing date.</summary>
    public required string BearerName { get; set; }

    /// <summary>The year for which it counts.</summary>
    public int Year { get; set; }

    /// <summary>Where it stands.</summary>
    public ConsequenceState State { get; set; }

    /// <summary>By when it has to be handed in, a day in the host's time zone; null for what holds by itself.</summary>
    public DateOnly? Deadline { get; set; }

    /// <summary>存在问题, each with the opinions that raise it.</summary>
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Opinions taken over word for word that stand under no problem (yet); an opinion is never edited.</summary>
    public IReadOnlyList<string> Quotes { get; set; } = [];

    /// <summary>All opinions taken over, under a problem or none.</summary>
    public IEnumerable<string> AllQuotes => Problems.SelectMany(p => p.Quotes).Concat(Quotes);

    /// <summary>原因分析.</summary>
    public string Causes { get; set; } = "";

    /// <summary>措施.</summary>
    public string Measures { get; set; } = "";

    /// <summary>责任人.</summary>
    public string Responsible { get; set; } = "";

    /// <summary>The day of the meeting or talk.</summary>
    public DateOnly? HeldOn { get; set; }

    /// <summary>Who took part, or held the talk.</summary>
    public string People { get; set; } = "";

    /// <summary>Minutes, record of the talk, how it came out, or the deeds of a good example.</summary>
    public string Record { get; set; } = "";

    /// <summary>Where a good example is publicised.</summary>
    public string Publicised { get; set; } = "";

    /// <summary>Who handed it in last; cannot be who accepts it.</summary>
    public Guid? SubmittedBy { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Of a talk: when the person talked to took note of the record as it stands, UTC; null while they have not, and again when it was changed.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Name of the account that confirmed; empty without a confirmation.</summary>
    public string ConfirmedByName { get; set; } = "";

    /// <summary>What that person remarks on the record; may be empty.</summary>
    public string ConfirmationRemark { get; set; } = "";

    /// <summary>Of a talk: why the person neither signed nor confirmed (they refuse, they have no account); may be empty.</summary>
    public string UnsignedReason { get; set; } = "";

    /// <summary>Whether the person talked to can confirm now: the record is written whole and they have not confirmed it.</summary>
    public bool CanBeConfirmed => Kind.IsConfirmedByBearer() && ConfirmedAt is null && State.Allows(ConsequenceAct.Confirm) && !Missing().Any();

    /// <summary>Whether it may be handed in as far as a signature goes.</summary>
    /// <param name="hasScan">Whether a file, the signed scan, is attached to it.</param>
    public bool IsSigned(bool hasScan) => !Kind.IsConfirmedByBearer() || hasScan || ConfirmedAt is not null || UnsignedReason.Length > 0;

    /// <summary>Takes the confirmation back, because what was confirmed is no longer what stands there.</summary>
    public void Lapse() => (ConfirmedAt, ConfirmedByName, ConfirmationRemark) = (null, "", "");

    /// <summary>What is still empty of what has to be written down.</summary>
    public IEnumerable<ConsequenceField> Missing() => Consequences.FieldsOf(Kind).Where(field => field switch
    {
        ConsequenceField.Problems => Problems.Count == 0 && Quotes.Count == 0,
        ConsequenceField.Causes => Causes.Length == 0,
        ConsequenceField.Measures => Measures.Length == 0,
        ConsequenceField.Responsible => Responsible.Length == 0,
        ConsequenceField.HeldOn => HeldOn is null,
        ConsequenceField.People => People.Length == 0,
        ConsequenceField.Publicised => Publicised.Length == 0,
        _ => Record.Length == 0,
    });

    /// <summary>Whether it should have been handed in before <paramref name="today"/>.</summary>
    public bool IsOverdue(DateOnly today) => State is ConsequenceState.Open or ConsequenceState.Returned && Deadline < today;
}

/// <summary>One line of the history of a consequence. Only ever added.</summary>
public sealed class ConsequenceEntry
{
    /// <summary>Longest text, in characters.</summary>
    public const int TextLength = 1000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The consequence.</summary>
    public Guid ConsequenceId { get; set; }

    /// <summary>Place in the history, from 0.</summary>
    public int Number { get; set; }

    /// <summary>What was done.</summary>
    public ConsequenceAct Act { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Name of the account.</summary>
    public required string By { get; set; }

    /// <summary>The account; null for what the program did by itself.</summary>
    public Guid? ById { get; set; }

    /// <summary>What was said: a report, or why it was returned; may be empty.</summary>
    public string Text { get; set; } = "";
}

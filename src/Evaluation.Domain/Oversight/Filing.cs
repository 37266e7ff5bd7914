using Evaluation.Domain.Campaigns;

namespace Evaluation.Domain.Oversight;

/// <summary>What an organization files with its superior for the record (报备).</summary>
public enum FilingPaper
{
    /// <summary>评议方案, before the evaluation begins.</summary>
    Plan,

    /// <summary>评议结果, after the count: the tally sheet, the sealed box and the paper originals (D3).</summary>
    Result,
}

/// <summary>Where a filing stands; drawn in docs/states.md.</summary>
public enum FilingState
{
    /// <summary>未报备: written down, not handed in.</summary>
    Draft,

    /// <summary>已报备: waits for the superior.</summary>
    Filed,

    /// <summary>已退回: sent back with remarks; to be filed again.</summary>
    Returned,

    /// <summary>已备案: on record.</summary>
    Accepted,
}

/// <summary>What somebody does with a filing.</summary>
public enum FilingAct
{
    /// <summary>Its particulars were saved.</summary>
    Save,

    /// <summary>报备.</summary>
    File,

    /// <summary>退回, with remarks.</summary>
    Return,

    /// <summary>备案.</summary>
    Accept,
}

/// <summary>The state machine of a filing, in one place.</summary>
public static class Filings
{
    private static readonly Dictionary<FilingAct, (FilingState[] From, FilingState? To)> Acts = new()
    {
        [FilingAct.Save] = ([FilingState.Draft, FilingState.Returned], null),
        [FilingAct.File] = ([FilingState.Draft, FilingState.Returned], FilingState.Filed),
        // What is on record is sent back too, when it turns out wrong.
        [FilingAct.Return] = ([FilingState.Filed, FilingState.Accepted], FilingState.Returned),
        [FilingAct.Accept] = ([FilingState.Filed], FilingState.Accepted),
    };

    /// <summary>Whether <paramref name="act"/> is possible at <paramref name="state"/>.</summary>
    public static bool Allows(this FilingState state, FilingAct act) => Acts[act].From.Contains(state);

    /// <summary>The state after <paramref name="act"/>.</summary>
    public static FilingState After(this FilingState state, FilingAct act) => Acts[act].To ?? state;

    /// <summary>Whether <paramref name="act"/> is possible while the campaign is at <paramref name="stage"/>: a plan moves until the evaluation begins, a result exists from the count on. A plan that was filed in time is accepted later too.</summary>
    public static bool Allows(this FilingPaper paper, FilingAct act, CampaignStage stage) => paper == FilingPaper.Result
        ? stage.HasResult()
        : act == FilingAct.Accept || stage is CampaignStage.Preparing or CampaignStage.Finalized;
}

/// <summary>A paper of a campaign that is filed with the superior. One per campaign and paper.</summary>
public sealed class Filing : IVersioned
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLength = 1000;

    /// <summary>Longest name of who handed over, in characters.</summary>
    public const int PersonLength = 50;

    /// <summary>Most paper originals.</summary>
    public const int MostOriginals = 100_000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>What is filed.</summary>
    public FilingPaper Paper { get; set; }

    /// <summary>Where it stands.</summary>
    public FilingState State { get; set; }

    /// <summary>What is said with it; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>Of a result: sheets of paper that are handed over, 0 to <see cref="MostOriginals"/>; null for a plan and while nobody entered it.</summary>
    public int? Originals { get; set; }

    /// <summary>Of a result: who hands the originals over (移交人); may be empty.</summary>
    public string HandedOverBy { get; set; } = "";

    /// <summary>Who filed it last; cannot be who accepts or returns it.</summary>
    public Guid? FiledBy { get; set; }

    /// <summary>When it was filed last, UTC.</summary>
    public DateTime? FiledAt { get; set; }

    /// <summary>Of a plan: fingerprint of what was set up when it was filed; empty otherwise.</summary>
    public string Fingerprint { get; set; } = "";

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether what has to be entered before it is filed is there: of a result the number of originals, and with originals who hands them over.</summary>
    public bool IsComplete => Paper == FilingPaper.Plan || (Originals is { } count && (count == 0 || HandedOverBy.Length > 0));
}

/// <summary>One line of the history of a filing. Only ever added.</summary>
public sealed class FilingEntry
{
    /// <summary>Longest text, in characters.</summary>
    public const int TextLength = 1000;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The filing.</summary>
    public Guid FilingId { get; set; }

    /// <summary>Place in the history, from 0.</summary>
    public int Number { get; set; }

    /// <summary>What was done.</summary>
    public FilingAct Act { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Name of the account.</summary>
    public required string By { get; set; }

    /// <summary>What was said; may be empty.</summary>
    public string Text { get; set; } = "";
}

using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Campaigns;

/// <summary>One evaluation from plan to archive, hosted by an organization.</summary>
public sealed class Campaign : IVersioned
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleLength = 100;

    /// <summary>Longest free text such as the requirements of the meeting, in characters.</summary>
    public const int NoteLength = 2000;

    /// <summary>Smallest group minimum that may be set: below three, a group's figures could be worked out by its own members.</summary>
    public const int LeastGroupMinimum = 3;

    /// <summary>Largest group minimum that may be set.</summary>
    public const int MostGroupMinimum = 100;

    /// <summary>Longest reason for archiving, in characters.</summary>
    public const int ArchiveReasonLength = 300;

    /// <summary>Longest place, in characters.</summary>
    public const int PlaceLength = 200;

    /// <summary>Most subjects: every one is a row on the sheet of every evaluator of its pool.</summary>
    public const int MostSubjects = 2000;

    /// <summary>Earliest and latest year that may be set.</summary>
    public const int FirstYear = 2000, LastYear = 2100;

    private string title = "";

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The organization that hosts it.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>Title, printed on ballots and tally sheets.</summary>
    public required string Title
    {
        get => title;
        set
        {
            title = value;
            SearchTitle = SearchText.Fold(value, TitleLength);
        }
    }

    /// <summary>The title as it is searched, folded in width and case.</summary>
    public string SearchTitle { get; private set; } = "";

    /// <summary>The year for which its result counts.</summary>
    public int Year { get; set; }

    /// <summary>The template it started from, or null.</summary>
    public string? TemplateKey { get; set; }

    /// <summary>Where the campaign stands. Changed only by a conditional update that names the stage before.</summary>
    public CampaignStage Stage { get; set; }

    /// <summary>Planned beginning, UTC; with <see cref="BeginsByItself"/> also the moment at which it begins.</summary>
    public DateTime? PlannedBegin { get; set; }

    /// <summary>Planned end, UTC; with <see cref="EndsByItself"/> also the moment at which it ends.</summary>
    public DateTime? PlannedEnd { get; set; }

    /// <summary>Whether it begins at the planned moment without anybody pressing.</summary>
    public bool BeginsByItself { get; set; }

    /// <summary>Whether it ends at the planned moment without anybody pressing.</summary>
    public bool EndsByItself { get; set; }

    /// <summary>Place of the meeting; may be empty.</summary>
    public string Place { get; set; } = "";

    /// <summary>Requirements for those who take part; may be empty.</summary>
    public string Requirements { get; set; } = "";

    /// <summary>Title of the tally sheet.</summary>
    public string TallySheetTitle { get; set; } = "";

    /// <summary>Categories with fewer submissions are merged at the count and not listed apart; never under <see cref="LeastGroupMinimum"/>.</summary>
    public int GroupMinimum { get; set; } = 5;

    /// <summary>Whether the tally sheet ranks the subjects.</summary>
    public bool ShowsRank { get; set; }

    /// <summary>People by strokes of the surname instead of in the given order.</summary>
    public bool SortsByStrokes { get; set; }

    /// <summary>Whether its box has two locks (双锁票箱): opened only by two of two or three holders together.</summary>
    public bool HasTwoLocks { get; set; }

    /// <summary>Whether decisions on its determinations take two people (双人复核): one enters them, another one agrees.</summary>
    public bool DecidesInPairs { get; set; }

    /// <summary>The rules, frozen at finalizing.</summary>
    public RuleSet Rules { get; set; } = RuleSet.Empty;

    /// <summary>What handed it down (下发); null for a campaign of the host's own.</summary>
    public Guid? DirectiveId { get; set; }

    /// <summary>What of it the superior laid down. A campaign that is held again keeps this but for the dates, which are over.</summary>
    public CampaignLocks Locks { get; set; }

    /// <summary>When it was finalized, UTC.</summary>
    public DateTime? FinalizedAt { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime? BegunAt { get; set; }

    /// <summary>When it ended, UTC. Consequences fall on whoever held a post on this day.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>When it was counted, UTC.</summary>
    public DateTime? CountedAt { get; set; }

    /// <summary>When it was archived, UTC.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>Why the superior archived it in spite of what was open; empty otherwise.</summary>
    public string ArchiveReason { get; set; } = "";

    /// <summary>When the public address was last tried by a phone with a rehearsal code, UTC.</summary>
    public DateTime? AddressTriedAt { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Its forms.</summary>
    public List<BallotForm> Forms { get; } = [];

    /// <summary>Its pools.</summary>
    public List<EvaluatorPool> Pools { get; } = [];

    /// <summary>Its evaluator categories.</summary>
    public List<EvaluatorCategory> Categories { get; } = [];

    /// <summary>Its subjects.</summary>
    public List<Subject> Subjects { get; } = [];

    /// <inheritdoc />
    public int Version { get; set; }
}

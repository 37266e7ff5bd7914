using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;

namespace Evaluation.Core.Outcomes;

/// <summary>What is written down while a consequence is carried out. Fields that its kind does not have are ignored.</summary>
/// <param name="Problems">存在问题, in their order; titles differ.</param>
/// <param name="Places">Where opinions about the subject stand, by their ids: the key of a problem, <see cref="Domain.Outcomes.Problems.NoProblem"/>, or null for one that is not taken over. One that is not named stays where it is.</param>
/// <param name="Causes">原因分析.</param>
/// <param name="Measures">措施.</param>
/// <param name="Responsible">责任人.</param>
/// <param name="HeldOn">The day of the meeting or talk.</param>
/// <param name="People">Who took part, or held the talk.</param>
/// <param name="Record">Minutes, record, or how it came out.</param>
/// <param name="UnsignedReason">Of a talk: why there is neither a signature nor a confirmation.</param>
/// <param name="Publicised">Of a good example: where it is publicised.</param>
public sealed record ConsequenceText(
    IReadOnlyList<ProblemTitle> Problems, IReadOnlyDictionary<Guid, int?> Places, string Causes, string Measures, string Responsible, DateOnly? HeldOn, string People, string Record, string UnsignedReason = "", string Publicised = "");

/// <summary>How something done with a consequence came out.</summary>
public enum ConsequenceOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such consequence in the campaign.</summary>
    NotFound,

    /// <summary>It stands elsewhere by now, or somebody saved in between.</summary>
    Stale,

    /// <summary>Something that has to be written down is still empty.</summary>
    Incomplete,

    /// <summary>Of a talk: neither a signed scan, nor a confirmation, nor a reason why there is none.</summary>
    NotSigned,

    /// <summary>The user, or the organization the user heads, is what was evaluated: somebody else above must accept.</summary>
    OwnCase,

    /// <summary>Whoever handed it in cannot accept or return it.</summary>
    SamePerson,
}

/// <summary>A consequence with its subject and history.</summary>
/// <param name="Consequence">The consequence.</param>
/// <param name="Determination">The determination it follows from.</param>
/// <param name="Subject">The subject.</param>
/// <param name="History">What was done, the newest first.</param>
/// <param name="Opinions">Opinions about the subject; none where none can be taken over.</param>
public sealed record ConsequenceDetail(
    Consequence Consequence, DeterminationRecord Determination, Subject Subject, IReadOnlyList<ConsequenceEntry> History, OpinionChoice Opinions);

/// <summary>Opinions that can be taken over into a rectification.</summary>
/// <param name="Rows">Taken over or not, each wording once; <see cref="Most"/> at most.</param>
/// <param name="IsCut">Whether there are more than these.</param>
public sealed record OpinionChoice(IReadOnlyList<(Guid Id, string Text)> Rows, bool IsCut)
{
    /// <summary>Most opinions that are offered: more could not be read through on one page.</summary>
    public const int Most = 500;

    /// <summary>None.</summary>
    public static OpinionChoice None { get; } = new([], false);
}

/// <summary>Which consequences are listed.</summary>
public enum ConsequenceView
{
    /// <summary>All that somebody still has to act on.</summary>
    Running,

    /// <summary>To be carried out, or sent back.</summary>
    ToDo,

    /// <summary>Handed in: wait for the superior.</summary>
    Submitted,

    /// <summary>Past their deadline and not handed in.</summary>
    Overdue,

    /// <summary>Accepted.</summary>
    Accepted,
}

/// <summary>A consequence as it is listed.</summary>
/// <param name="Consequence">The consequence.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Host">Name of its host.</param>
public sealed record ListedConsequence(Consequence Consequence, string Subject, string Campaign, string Host);

/// <summary>What is listed.</summary>
/// <param name="View">Which.</param>
/// <param name="CampaignId">Those of one campaign; null for all.</param>
/// <param name="Search">Part of a name; may be empty.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record ConsequenceFilter(ConsequenceView View, Guid? CampaignId, string? Search, int Page);

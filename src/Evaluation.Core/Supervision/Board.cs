using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Supervision;

/// <summary>Where an organization stands in a year, as its superior sees it.</summary>
public enum BoardState
{
    /// <summary>未启动: it has no campaign in the year, or one that was handed down and that nobody there has opened.</summary>
    NotStarted,

    /// <summary>准备.</summary>
    Preparing,

    /// <summary>已定稿.</summary>
    Finalized,

    /// <summary>评议中.</summary>
    Open,

    /// <summary>已结束, not counted.</summary>
    Ended,

    /// <summary>已计票.</summary>
    Counted,
}

/// <summary>What a superior asks for.</summary>
/// <param name="Year">The year; null for the current one.</param>
/// <param name="Search">Part of the name of an organization or campaign.</param>
/// <param name="State">Only organizations in this state.</param>
/// <param name="Page">Page, from 1.</param>
public sealed record BoardFilter(int? Year = null, string? Search = null, BoardState? State = null, int Page = 1);

/// <summary>Turnout of a category: numbers only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">Planned evaluators.</param>
/// <param name="Minimum">The largest minimum that any of its pools asks for; 0 for none.</param>
/// <param name="Returned">Sheets submitted.</param>
public sealed record BoardTurnout(string Name, int Target, int Minimum, int Returned);

/// <summary>A row: a campaign, or an organization that has none in the year.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Organization">Its name.</param>
/// <param name="State">Where it stands.</param>
public sealed record BoardRow(Guid OrganizationId, string Organization, BoardState State)
{
    /// <summary>Whether the campaign was handed down.</summary>
    public bool IsHandedDown { get; init; }

    /// <summary>The campaign; null when there is none.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>Title of the campaign.</summary>
    public string Title { get; init; } = "";

    /// <summary>The day by which the next act is planned (to begin, or to end), in the host's zone; null when none is planned or nothing is awaited.</summary>
    public DateOnly? Planned { get; init; }

    /// <summary>Days until <see cref="Planned"/>; negative when it is past.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Turnout by category, from the beginning on.</summary>
    public IReadOnlyList<BoardTurnout> Turnout { get; init; } = [];

    /// <summary>What came out; null before the count.</summary>
    public ResultSummary? Result { get; init; }

    /// <summary>What has to be done about the result.</summary>
    public BoardOutcomes Outcomes { get; init; } = new(0, 0, 0, 0);

    /// <summary>Where the filing of the plan stands; null while nothing was filed.</summary>
    public FilingState? PlanFiling { get; init; }

    /// <summary>Where the filing of the result stands; null while nothing was filed.</summary>
    public FilingState? ResultFiling { get; init; }

    /// <summary>By when the superior wants the plan; null when no day was set, or it is filed or can be filed no more.</summary>
    public DateOnly? PlanDue { get; init; }

    /// <summary>By when the superior wants the result; null when no day was set, or it is filed.</summary>
    public DateOnly? ResultDue { get; init; }

    /// <summary>Papers that were not filed by their day.</summary>
    public IReadOnlyList<FilingPaper> FilingsOverdue { get; init; } = [];

    /// <summary>Inspections of the organization in the year that are not closed.</summary>
    public int Inspections { get; init; }

    /// <summary>Those of them past the planned day or the deadline.</summary>
    public int InspectionsOverdue { get; init; }

    /// <summary>The rate that its latest result of the year before is looked at for; null when there is none.</summary>
    public SubjectRate? LastYear { get; init; }

    /// <summary>Filings that wait for the superior.</summary>
    public int FilingsWaiting => (PlanFiling == FilingState.Filed ? 1 : 0) + (ResultFiling == FilingState.Filed ? 1 : 0);

    /// <summary>Whether the planned day is past.</summary>
    public bool IsOverdue => DaysLeft < 0;

    /// <summary>Sheets submitted in all categories, each person once.</summary>
    public int Returned => Turnout.Sum(t => t.Returned);

    /// <summary>Planned evaluators of all categories.</summary>
    public int Target => Turnout.Sum(t => t.Target);

    /// <summary>Categories that are under their minimum.</summary>
    public IEnumerable<BoardTurnout> UnderMinimum => Turnout.Where(t => t.Returned < t.Minimum);
}

/// <summary>The rate a superior looks at.</summary>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Rate">Its rate.</param>
public sealed record SubjectRate(string Subject, Domain.Counting.Fraction Rate);

/// <summary>What has to be done about a result. Determinations of pools under the group minimum are left out of it.</summary>
/// <param name="Proposed">Rules that apply and wait to be confirmed.</param>
/// <param name="ForDecision">Results between two rules, or without a base, that people must decide.</param>
/// <param name="Open">Consequences that are not closed.</param>
/// <param name="Overdue">Those of them past their deadline and not handed in.</param>
public sealed record BoardOutcomes(int Proposed, int ForDecision, int Open, int Overdue)
{
    /// <summary>All that waits to be decided.</summary>
    public int Undecided => Proposed + ForDecision;
}

/// <summary>A result in short. Pools under the group minimum are left out of it.</summary>
/// <param name="Lowest">The lowest rate: of the organizations evaluated, or of the people when no organization was; null when there is none.</param>
/// <param name="Subjects">How many subjects it is the lowest of.</param>
public sealed record ResultSummary(SubjectRate? Lowest, int Subjects)
{
    /// <summary>Whether everybody was fully satisfied with everything: worth a look (D2: everybody praises everybody).</summary>
    public bool IsFull => Lowest is { } lowest && lowest.Rate >= Domain.Counting.Fraction.One;

    /// <summary>Every subject with its figure, in the order of the ballots.</summary>
    public IReadOnlyList<SubjectFigure> Figures { get; init; } = [];

    /// <summary>The summary of figures: their lowest rate of the organizations, or of the people when no organization was evaluated.</summary>
    public static ResultSummary Of(IReadOnlyList<SubjectFigure> figures)
    {
        var hasOrganizations = figures.Any(f => f.Valid is not null && !f.Subject.Kind.IsPerson());
        var rates = figures.Where(f => f.Rate is not null && (!hasOrganizations || !f.Subject.Kind.IsPerson())).Select(f => new SubjectRate(f.Subject.Name, f.Rate!.Value)).ToList();
        return new ResultSummary(rates.MinBy(r => r.Rate), rates.Count) { Figures = figures };
    }
}

/// <summary>A subject's figure by the metric that is shown as its rate.</summary>
/// <param name="Subject">The subject as it stood on the ballot.</param>
/// <param name="Metric">The metric; null without a rate.</param>
/// <param name="Rate">The exact rate; null when there is no base, or the pool is under the group minimum.</param>
/// <param name="Valid">Valid slips; null when the pool is under the group minimum.</param>
public sealed record SubjectFigure(LayoutSubject Subject, Metric? Metric, Domain.Counting.Fraction? Rate, int? Valid);

/// <summary>What a superior sees of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">The years that can be chosen, the latest first.</param>
/// <param name="Due">Organizations that hold or should hold a campaign.</param>
/// <param name="Started">Organizations that have one; one that was handed down and that nobody there has opened does not count.</param>
/// <param name="States">Number of rows in each state, whatever is searched for.</param>
/// <param name="Overdue">Campaigns whose planned day is past.</param>
/// <param name="Outcomes">What has to be done about results, of all counted campaigns.</param>
/// <param name="Rows">A page of rows, problems first.</param>
public sealed record Board(
    int Year,
    IReadOnlyList<int> Years,
    int Due,
    int Started,
    IReadOnlyDictionary<BoardState, int> States,
    int Overdue,
    BoardOutcomes Outcomes,
    Page<BoardRow> Rows)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Filings that wait for the superior, of all campaigns.</summary>
    public int FilingsWaiting { get; init; }

    /// <summary>Filings past the day that the superior set, of all campaigns.</summary>
    public int FilingsOverdue { get; init; }

    /// <summary>Inspections past the planned day or the deadline, of all organizations.</summary>
    public int InspectionsOverdue { get; init; }

    /// <summary>Campaigns whose tally sheets can be downloaded.</summary>
    public int Counted => States.GetValueOrDefault(BoardState.Counted);
}

/// <summary>States of campaigns on the board.</summary>
internal static class BoardStates
{
    public static BoardState Of(CampaignStage stage) => stage switch
    {
        CampaignStage.Preparing => BoardState.Preparing,
        CampaignStage.Finalized => BoardState.Finalized,
        CampaignStage.Open => BoardState.Open,
        CampaignStage.Ended => BoardState.Ended,
        _ => BoardState.Counted,
    };
}

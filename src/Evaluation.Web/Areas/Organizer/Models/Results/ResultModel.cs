using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Evaluation.Web.Results;

namespace Evaluation.Web.Areas.Organizer.Models.Results;

/// <summary>The result of a campaign: what came in, a card per pool, the first opinions, and what to do next.</summary>
public sealed class ResultModel
{
    /// <summary>Opinions shown on the page itself.</summary>
    public const int FirstOpinions = 5;

    /// <summary>Makes the page of a counted campaign.</summary>
    public ResultModel(CountedCampaign counted, IReadOnlyList<Opinion> opinions, IReadOnlyList<RuleOutcome> undecided)
    {
        Counted = counted;
        Pools = [.. counted.Result.Pools.Select(pool => PoolModel.First(counted, pool))];
        var names = TallySheets.OpinionNames(counted.Result);
        Opinions = [.. opinions.Select(o => OpinionModel.Of(o, names))];
        Proposed = undecided.Count;
        ForDecision = undecided.Count(o => o != RuleOutcome.Applies);
    }

    /// <summary>The campaign.</summary>
    public CountedCampaign Counted { get; }

    /// <summary>A card per pool.</summary>
    public IReadOnlyList<PoolModel> Pools { get; }

    /// <summary>The first opinions in random order.</summary>
    public IReadOnlyList<OpinionModel> Opinions { get; }

    /// <summary>Determinations that await review.</summary>
    public int Proposed { get; }

    /// <summary>Those of them that people must decide.</summary>
    public int ForDecision { get; }

    /// <summary>The categories; each person is in one.</summary>
    public IReadOnlyList<CountedCategory> Categories => Counted.Result.Plan.Categories;

    /// <summary>Planned evaluators.</summary>
    public int Due => Categories.Sum(c => c.Due);

    /// <summary>Present.</summary>
    public int Present => Categories.Sum(c => c.Present);

    /// <summary>Handed out.</summary>
    public int Issued => Categories.Sum(c => c.Issued);

    /// <summary>Returned.</summary>
    public int Returned => Categories.Sum(c => c.Returned);

    /// <summary>A share with its digits; a dash when there is nothing to take it of.</summary>
    public static string Share(int part, int whole) => whole > 0 ? Domain.Counting.Percentage.Format(Domain.Counting.Fraction.Of(part, whole)) : "—";
}

/// <summary>The card of one pool, with one page of its subjects.</summary>
/// <param name="Counted">The campaign.</param>
/// <param name="Result">The pool.</param>
/// <param name="Subjects">The subjects shown.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="OnlyFound">Whether only subjects to which a rule applies are listed.</param>
public sealed record PoolModel(CountedCampaign Counted, PoolResult Result, Page<SubjectResult> Subjects, string? Search = null, bool OnlyFound = false)
{
    /// <summary>Subjects on one page; a pool with more has a page of its own.</summary>
    public const int PageSize = 20;

    /// <summary>Whether the pool has more subjects than the page of the result shows.</summary>
    public bool IsLong => Result.Subjects.Count > PageSize;

    /// <summary>Subjects to which a rule applies.</summary>
    public int Found => Result.Subjects.Count(s => s.Determinations.Count > 0);

    /// <summary>The forms of the pool's subjects.</summary>
    public IEnumerable<FormDefinition> Forms => Result.Subjects.Select(s => s.Tally.Form).Distinct();

    /// <summary>Whether any slip was left blank.</summary>
    public bool HasBlank => Result.Subjects.Any(s => s.Tally.Abstained > 0);

    /// <summary>The metrics that can be taken of any of the pool's forms.</summary>
    public IEnumerable<Metric> Metrics => Counted.Result.Rules.Metrics.Where(m => Forms.Any(m.Fits));

    /// <summary>The group minimum that was applied.</summary>
    public int GroupMinimum => Counted.Result.Plan.GroupMinimum;

    /// <summary>The first subjects, as the page of the result shows them.</summary>
    public static PoolModel First(CountedCampaign counted, PoolResult pool) =>
        new(counted, pool, pool.Subjects.ToPage(1, PageSize));

    /// <summary>One page of those searched for.</summary>
    public static PoolModel Find(CountedCampaign counted, PoolResult pool, string? search, bool onlyFound, int page)
    {
        var folded = SearchText.Fold(search ?? "");
        var subjects = pool.Subjects
            .Where(s => !onlyFound || s.Determinations.Count > 0)
            .Where(s => folded.Length == 0 || SearchText.Fold(s.Subject.Name + s.Subject.Detail).Contains(folded, StringComparison.Ordinal));
        return new(counted, pool, subjects.ToList().ToPage(page, PageSize), search, onlyFound);
    }
}

/// <summary>The row of one subject.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Result">The subject's result.</param>
public sealed record SubjectModel(PoolModel Pool, SubjectResult Result)
{
    /// <summary>The stored subject, for the bearer.</summary>
    public Subject Subject => Pool.Counted.Subjects[Result.Subject.Id];

    /// <summary>The metrics that can be taken of the subject's form.</summary>
    public IReadOnlyList<MetricValue> Values => [.. Result.Values.Where(v => v.Metric.Fits(Result.Tally.Form))];

    /// <summary>Every grade with its votes and their share of the valid votes, and last what was left blank. 本人 is no valid vote and has no share.</summary>
    public IEnumerable<GradeShare> Grades
    {
        get
        {
            var (form, counts) = (Result.Tally.Form, Result.Tally.Total(0));
            var valid = Result.Tally.Valid;
            Domain.Counting.Fraction? ShareOf(int votes) => valid > 0 ? Domain.Counting.Fraction.Of(votes, valid) : null;
            return form.Scale.Select((grade, i) => new GradeShare(grade.Name, counts[i], grade.Kind == GradeKind.Self ? null : ShareOf(counts[i])))
                .Append(new GradeShare(null, counts.Blank, ShareOf(counts.Blank)));
        }
    }

    /// <summary>Whether a rule on the metric applies, so that the figure stands out.</summary>
    public bool IsFound(MetricValue value) => Result.Determinations.Any(d => d.Outcome != RuleOutcome.Undefined && d.Value.Metric.Key == value.Metric.Key);

    /// <summary>The determinations; of several rules on one empty base only the first.</summary>
    public IEnumerable<Determination> Determinations => Result.Determinations
        .Where(d => d.Outcome != RuleOutcome.Undefined || d == Result.Determinations.First(other => other.Outcome == RuleOutcome.Undefined && other.Value.Metric.Key == d.Value.Metric.Key));

    /// <summary>Metrics of one group or one indicator, with a weight between groups left out where only one is looked at.</summary>
    public IEnumerable<MetricValue> ValuesOf(int? group, int question)
    {
        var (groups, tally) = (Pool.Result.Groups, Result.Tally);
        var chosen = group is { } index ? tally with { Groups = [tally.Groups[index]] } : tally;
        var sheets = group is { } one ? [groups[one].Sheets] : groups.Select(g => g.Sheets).ToList();
        var weights = group is null ? groups.Select(g => g.Weight).ToList() : [Domain.Counting.Fraction.One];
        return Values.Select(v => MetricValue.Of(group is null ? v.Metric : v.Metric with { IsWeighted = false }, chosen, sheets, weights, question));
    }
}

/// <summary>The votes of one grade.</summary>
/// <param name="Name">The grade; null for what was left blank.</param>
/// <param name="Votes">Votes.</param>
/// <param name="Share">Share of the valid votes; null where there is none.</param>
public sealed record GradeShare(string? Name, int Votes, Domain.Counting.Fraction? Share);

/// <summary>An opinion with the name under which it is listed.</summary>
/// <param name="About">The subject, or the pool when it was asked once for all.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Text">What was written.</param>
public sealed record OpinionModel(string About, string Prompt, string Text)
{
    /// <summary>An opinion of a campaign.</summary>
    public static OpinionModel Of(Opinion opinion, IReadOnlyDictionary<Guid, string> names) =>
        new(names[opinion.SubjectId ?? opinion.PoolId], opinion.Prompt, opinion.Text);
}

/// <summary>The page of all opinions.</summary>
/// <param name="Counted">The campaign.</param>
/// <param name="Rows">One page of them.</param>
/// <param name="About">The subject or pool to which the list is narrowed; null for all.</param>
/// <param name="Names">The names that have opinions, for narrowing, with their numbers.</param>
public sealed record OpinionsModel(CountedCampaign Counted, Page<OpinionModel> Rows, Guid? About, IReadOnlyList<(Guid Id, string Name, int Count)> Names);

/// <summary>The tally sheet as a page that is printed.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Sheet">The sheet.</param>
public sealed record SheetDocument(Guid CampaignId, Evaluation.Documents.TallySheets.TallySheet Sheet);

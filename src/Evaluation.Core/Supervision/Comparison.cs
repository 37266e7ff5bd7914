using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Supervision;

/// <summary>What is evaluated again year after year: an organization, or a person, in one capacity.</summary>
/// <param name="Kind">In which capacity: a branch and its leading team are two.</param>
/// <param name="Id">The member, or the organization.</param>
public sealed record ComparedSubject(SubjectKind Kind, Guid Id);

/// <summary>The result of one subject beside the others. Of a pool under the group minimum there are no figures.</summary>
/// <param name="Subject">Who it is, the same in every year.</param>
/// <param name="Name">Name as it stood on the ballot.</param>
/// <param name="Detail">What stood below it; may be empty.</param>
/// <param name="Year">The year for which it counts.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Host">Name of its host.</param>
/// <param name="HostPath">Path of its host.</param>
public sealed record ComparedResult(ComparedSubject Subject, string Name, string Detail, int Year, Guid CampaignId, string Campaign, string Host, string HostPath)
{
    /// <summary>The metric; null without a rate.</summary>
    public Metric? Metric { get; init; }

    /// <summary>The exact rate; null when it is withheld or has no base.</summary>
    public Fraction? Rate { get; init; }

    /// <summary>Valid slips; null when they are withheld.</summary>
    public int? Valid { get; init; }

    /// <summary>Place among those of the same year, kind and formula, equal rates sharing one; null without a rate.</summary>
    public int? Rank { get; init; }

    /// <summary>Among how many.</summary>
    public int Ranked { get; init; }

    /// <summary>What followed, each kind once.</summary>
    public IReadOnlyList<ConsequenceKind> Consequences { get; init; } = [];

    /// <summary>Whether the pool was under the group minimum.</summary>
    public bool IsWithheld => Valid is null;

    /// <summary>Whether the rates of two results can be held against each other: both were taken by the same formula.</summary>
    public bool IsComparableWith(ComparedResult other) => Rate is not null && other.Rate is not null && FormulaOf(Metric!) == FormulaOf(other.Metric!);

    /// <summary>What decides whether rates can be compared: the grades added up, and over what. The name of the metric says nothing.</summary>
    internal static (string Grades, MetricBase Base, bool LeavesOutBlank, bool LeavesOutUnknown, bool IsWeighted) FormulaOf(Metric metric) =>
        (string.Join('\n', metric.Grades.Order(StringComparer.Ordinal)), metric.Base, metric.LeavesOutBlank, metric.LeavesOutUnknown, metric.IsWeighted);
}

/// <summary>One subject over the years.</summary>
/// <param name="Subject">Who it is.</param>
/// <param name="Name">Its name in the latest year.</param>
/// <param name="Detail">What stood below it in the latest year; may be empty.</param>
/// <param name="Results">Its results, the latest first.</param>
public sealed record Trend(ComparedSubject Subject, string Name, string Detail, IReadOnlyList<ComparedResult> Results)
{
    /// <summary>The results of a year; several when it was evaluated more than once.</summary>
    public IEnumerable<ComparedResult> Of(int year) => Results.Where(r => r.Year == year);

    /// <summary>The result before <paramref name="result"/> whose rate can be held against it; null when there is none.</summary>
    public ComparedResult? Before(ComparedResult result) => Results.FirstOrDefault(r => r.Year < result.Year && r.IsComparableWith(result));
}

/// <summary>What is compared.</summary>
/// <param name="Kind">One kind of subject alone; null for all.</param>
/// <param name="Search">Part of the name of a subject, host or campaign.</param>
public sealed record ComparisonFilter(SubjectKind? Kind = null, string? Search = null);

using Evaluation.Verifier.Figures;

namespace Evaluation.Verifier.Recounting;

/// <summary>A grade of a scale.</summary>
internal sealed record Grade(string Name, GradeKind Kind);

/// <summary>What is asked about a subject.</summary>
/// <param name="Questions">How many questions there are, the overall one included.</param>
/// <param name="Scale">The grades in order.</param>
internal sealed record Form(int Questions, IReadOnlyList<Grade> Scale)
{
    /// <summary>Counts of one question: blank, then one per grade.</summary>
    public int Width => Scale.Count + 1;

    /// <summary>Counts of one group of categories: those of every question.</summary>
    public int Cells => Questions * Width;
}

/// <summary>A subject.</summary>
internal sealed record Subject(string Name, string Kind, Form Form);

/// <summary>A group of categories as a pool sees it: the sums over its categories that belong to the pool.</summary>
internal sealed record PoolGroup(int Index, Ratio Weight, long Issued, long Returned, long Valid, long Due, long Present);

/// <summary>A pool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Subjects">Its subjects in order.</param>
/// <param name="Groups">Its groups, ascending by their index.</param>
/// <param name="IsWithheld">Whether it is said to be under the group minimum as a whole.</param>
internal sealed record Pool(string Name, IReadOnlyList<Subject> Subjects, IReadOnlyList<PoolGroup> Groups, bool IsWithheld)
{
    /// <summary>Whether its people evaluate each other.</summary>
    public bool IsMutual => Subjects.Any(s => s.Form.Scale.Any(g => g.Kind == GradeKind.Self));
}

/// <summary>Turnout of a category.</summary>
internal sealed record Turnout(string Name, Ratio Weight, long Issued, long Returned, long Valid, long Due, long Present);

/// <summary>What was reported of one metric of a subject, as it is written.</summary>
internal sealed record ReportedMetric(string Metric, long Sum, long Base, string? Rate);

/// <summary>What was reported of one rule for a subject.</summary>
internal sealed record ReportedOutcome(string Rule, string Outcome, string? Heavier);

/// <summary>What was reported of one subject.</summary>
/// <param name="Counts">One list per group of the pool, in order: the counts of all questions one after another.</param>
/// <param name="Metrics">The metrics in order.</param>
/// <param name="Outcomes">The determinations in order.</param>
internal sealed record ReportedSubject(IReadOnlyList<int[]> Counts, IReadOnlyList<ReportedMetric> Metrics, IReadOnlyList<ReportedOutcome> Outcomes);

/// <summary>What was printed, laid down and reported.</summary>
/// <param name="Title">Title of the campaign.</param>
/// <param name="Organization">Organization that hosts it.</param>
/// <param name="Seal">The seal it names.</param>
/// <param name="Pools">The pools in order.</param>
/// <param name="Rules">The rule set.</param>
/// <param name="Categories">Turnout of the categories in order.</param>
/// <param name="GroupMinimum">The group minimum.</param>
/// <param name="Result">What was reported, per pool and subject.</param>
internal sealed record Manifest(
    string Title,
    string Organization,
    string Seal,
    IReadOnlyList<Pool> Pools,
    RuleSet Rules,
    IReadOnlyList<Turnout> Categories,
    long GroupMinimum,
    IReadOnlyList<IReadOnlyList<ReportedSubject>> Result);

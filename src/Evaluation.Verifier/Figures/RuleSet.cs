namespace Evaluation.Verifier.Figures;

/// <summary>Over what a metric is taken.</summary>
internal enum MetricBase
{
    Valid,
    Returned,
    Issued,
}

/// <summary>A set of grades over a base.</summary>
internal sealed record Metric(string Key, IReadOnlySet<string> Grades, MetricBase Base, bool LeavesOutBlank, bool LeavesOutUnknown, bool IsWeighted);

/// <summary>One end of the interval in which a rule applies.</summary>
internal sealed record End(Ratio Value, bool IsIncluded);

/// <summary>What follows from a rule, in the words of a template.</summary>
internal sealed record Consequence(string Kind, string Bearer);

/// <summary>A rule; it looks at its metric on the overall question.</summary>
internal sealed record Rule(
    string Number, string Clause, IReadOnlySet<string> Kinds, string Metric, End? Above, End? Below, IReadOnlyList<Consequence> Consequences)
{
    /// <summary>Whether the rate lies between the ends; an end that is not included does not belong.</summary>
    public bool Holds(Ratio rate)
    {
        var isUnder = Above is not null && (rate.IsLessThan(Above.Value) || (!Above.IsIncluded && rate == Above.Value));
        var isOver = Below is not null && (Below.Value.IsLessThan(rate) || (!Below.IsIncluded && rate == Below.Value));
        return !isUnder && !isOver;
    }

    /// <summary>Whether it ends at the value without including it.</summary>
    public bool StopsShortOf(Ratio value) => Below is { IsIncluded: false } end && end.Value == value;

    /// <summary>Whether it begins at the value without including it.</summary>
    public bool StartsBehind(Ratio value) => Above is { IsIncluded: false } end && end.Value == value;
}

/// <summary>The least shares of sheets returned and of people present; null where there is none.</summary>
internal sealed record Quorum(Ratio? Returned, Ratio? Present)
{
    /// <summary>Whether a pool falls short: of a share that is asked for and not reached, or has nothing to be reached.</summary>
    public bool FallsShort(long returned, long issued, long present, long due) => FallsShort(Returned, returned, issued) || FallsShort(Present, present, due);

    private static bool FallsShort(Ratio? least, long part, long whole) => least is not null && (whole == 0 || new Ratio(part, whole).IsLessThan(least));
}

/// <summary>Metrics and rules, the rules in ascending severity.</summary>
internal sealed record RuleSet(IReadOnlyList<Metric> Metrics, IReadOnlyList<Rule> Rules, Quorum? Quorum)
{
    /// <summary>The words for kinds of subject.</summary>
    public static readonly string[] Kinds = ["partyGroup", "branch", "organization", "office", "leadingTeam", "head", "member", "cadre"];
}

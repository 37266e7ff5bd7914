using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Outcomes;

/// <summary>The lists of the register of a year.</summary>
public enum RegisterList
{
    /// <summary>评先评优限制和考核等次限制: who may not be commended, and whose rating is capped.</summary>
    Limits,

    /// <summary>评先评优推荐: who is put forward.</summary>
    PutForward,

    /// <summary>先进典型: what was done and where it is publicised.</summary>
    GoodExamples,

    /// <summary>绩效薪酬挂钩 (D6).</summary>
    PerformancePay,

    /// <summary>选拔任用参考 (D6).</summary>
    Promotion,
}

/// <summary>What stands on which list.</summary>
public static class RegisterLists
{
    private static readonly ConsequenceKind[] Limits = [ConsequenceKind.CommendationBar, ConsequenceKind.RatedBasicallyCompetent, ConsequenceKind.RatedIncompetent, ConsequenceKind.RatedBelowCompetent];

    /// <summary>The kinds of consequence on a list.</summary>
    public static IReadOnlyList<ConsequenceKind> Kinds(this RegisterList list) => list switch
    {
        RegisterList.PutForward => [ConsequenceKind.PutForward],
        RegisterList.GoodExamples => [ConsequenceKind.GoodExample],
        RegisterList.PerformancePay => [ConsequenceKind.PerformancePay],
        RegisterList.Promotion => [ConsequenceKind.Promotion],
        _ => Limits,
    };

    /// <summary>Whether whoever stands on it must not be limited for the same year: a limit goes before a recommendation, and people must see that the two meet.</summary>
    public static bool MeetsLimits(this RegisterList list) => list != RegisterList.Limits;
}

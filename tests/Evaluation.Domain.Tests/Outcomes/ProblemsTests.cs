using Evaluation.Domain.Outcomes;

namespace Evaluation.Domain.Tests.Outcomes;

public sealed class ProblemsTests
{
    private static readonly Problem[] Stored = [new("等候时间长", ["意见一", "意见二"]), new("回音少", ["意见三"])];

    [Fact]
    public void Arrange_NothingNamed_KeepsOpinionsWithTheirProblems()
    {
        var (problems, loose) = Problems.Arrange(Stored, ["意见四"], [new(0, "等候时间长", "群众等候时间长"), new(1, "回音少", "回音少")], Places());

        Assert.Equal("群众等候时间长: 意见一、意见二 | 回音少: 意见三", Said(problems));
        Assert.Equal(["意见四"], loose);
    }

    [Fact]
    public void Arrange_OpinionMovedTakenInAndOut_StandsUnderOneProblemAtMost()
    {
        var (problems, loose) = Problems.Arrange(
            Stored, ["意见四"], [new(0, "等候时间长", "等候时间长"), new(1, "回音少", "回音少"), new(5, "", "新问题")],
            Places(("意见一", 1), ("意见二", Problems.NoProblem), ("意见三", null), ("意见四", 5), ("意见五", 5)));

        Assert.Equal("等候时间长:  | 回音少: 意见一 | 新问题: 意见四、意见五", Said(problems));
        Assert.Equal(["意见二"], loose);
    }

    [Fact]
    public void Arrange_ProblemRemovedOrEmptied_LeavesItsOpinionsUnderNone()
    {
        var (problems, loose) = Problems.Arrange(Stored, [], [new(1, "回音少", "")], Places(("意见三", 1)));

        Assert.Empty(problems);
        Assert.Equal(["意见一", "意见二", "意见三"], loose);
    }

    [Fact]
    public void Arrange_UnknownKey_IsNoProblem()
    {
        var (problems, loose) = Problems.Arrange([], [], [new(0, "", "等候时间长")], Places(("意见一", 9)));

        Assert.Equal("等候时间长: ", Said(problems));
        Assert.Equal(["意见一"], loose);
    }

    [Fact]
    public void Arrange_NewProblemWithTheTitleOfAStoredOne_TakesNoneOfItsOpinions()
    {
        var (problems, loose) = Problems.Arrange(Stored, [], [new(0, "", "等候时间长")], Places());

        Assert.Equal("等候时间长: ", Said(problems));
        Assert.Equal(["意见一", "意见二", "意见三"], loose);
    }

    private static Dictionary<string, int?> Places(params (string Opinion, int? Place)[] places) => places.ToDictionary(p => p.Opinion, p => p.Place);

    private static string Said(IReadOnlyList<Problem> problems) => string.Join(" | ", problems.Select(p => $"{p.Title}: {string.Join('、', p.Quotes)}"));
}

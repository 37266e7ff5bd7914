using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Rules;

public sealed class QuorumTests
{
    private static readonly Quorum Both = new(Fraction.Of(2, 3), Fraction.Of(80, 100));

    [Theory]
    [InlineData(22, 33, 27, 33, true)]
    [InlineData(21, 33, 33, 33, false)]
    [InlineData(33, 33, 26, 33, false)]
    [InlineData(20, 30, 24, 30, true)]
    [InlineData(0, 0, 24, 30, false)]
    [InlineData(20, 30, 0, 0, false)]
    public void IsReached_AtEveryEdge(int returned, int issued, int present, int due, bool isReached) =>
        Assert.Equal(isReached, Both.IsReached((returned, issued), (present, due)));

    [Fact]
    public void IsReached_OneShareAlone_AsksForNothingElse()
    {
        Assert.True(new Quorum(Fraction.Of(1, 2), null).IsReached((1, 2), (0, 0)));
        Assert.True(new Quorum(null, Fraction.Of(1, 2)).IsReached((0, 0), (1, 2)));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    [InlineData("2/3", false)]
    [InlineData("101%", true)]
    public void Problems_ShareThatCannotBe_IsNamed(string share, bool isWrong)
    {
        Assert.True(Fraction.TryParse(share, out var value));

        Assert.Equal(isWrong, (RuleSet.Empty with { Quorum = new Quorum(null, value) }).Problems().Any(p => p.Problem == RuleSetProblem.QuorumWrong));
    }
}

using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Outcomes;

public sealed class ConsequencePlanTests
{
    private static readonly DateOnly Deadline = new(2026, 12, 31);

    private static readonly Rule Lighter = Of("3", (ConsequenceKind.RatedBasicallyCompetent, Bearer.Head), (ConsequenceKind.Rectification, Bearer.Subject));

    private static readonly Rule Heavier = Of("4", (ConsequenceKind.RatedIncompetent, Bearer.Head));

    [Fact]
    public void Make_Confirmed_TasksHaveADeadlineAndBarsAreInForce()
    {
        var made = Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), Branch("示例书记"));

        Assert.Equal(
            [("RatedBasicallyCompetent", "示例书记", ConsequenceState.InForce, null), ("Rectification", "机关党支部", ConsequenceState.Open, Deadline)],
            made.Select(c => (c.Kind.ToString(), c.BearerName, c.State, c.Deadline)));
        Assert.All(made, c => Assert.Equal(2026, c.Year));
    }

    [Fact]
    public void Make_HeavierOfTwoNeighbours_GivesTheHeavierAlone()
    {
        var record = Record(RuleOutcome.ForDecision, DeterminationState.Confirmed);
        record.IsHeavier = true;

        Assert.Equal([ConsequenceKind.RatedIncompetent], Make(record, Branch("示例书记")).Select(c => c.Kind));
    }

    [Theory]
    [InlineData(DeterminationState.Proposed)]
    [InlineData(DeterminationState.Overruled)]
    public void Make_NotConfirmed_GivesNothing(DeterminationState state) => Assert.Empty(Make(Record(RuleOutcome.Applies, state), Branch("示例书记")));

    [Fact]
    public void Make_VacantPost_FallsOnWhoIsNamedAndElseIsLeftOut()
    {
        var vacant = Branch("");

        Assert.True(ConsequencePlan.IsVacant(Lighter, vacant));
        Assert.Equal(["示例主持人", "机关党支部"], Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), vacant, "示例主持人").Select(c => c.BearerName));
        Assert.Equal(["机关党支部"], Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), vacant).Select(c => c.BearerName));
        Assert.False(ConsequencePlan.IsVacant(Lighter, Branch("示例书记")));
    }

    [Fact]
    public void Make_PersonEvaluated_BearsWhatFallsOnTheHeadToo()
    {
        var person = Branch("示例甲");
        (person.MemberId, person.BearerId, person.Name) = (Guid.NewGuid(), Guid.NewGuid(), "示例甲");

        Assert.All(Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), person), c => Assert.Equal((person.MemberId, "示例甲"), (c.BearerMemberId, c.BearerName)));
    }

    [Fact]
    public void Make_SameConsequenceOfAnotherRule_IsNotBegunTwice()
    {
        var subject = Branch("示例书记");
        var first = Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), subject);

        Assert.Empty(ConsequencePlan.Make(Record(RuleOutcome.Applies, DeterminationState.Confirmed), subject, 2026, "", Deadline, [.. first]));
    }

    [Theory]
    [InlineData(ConsequenceState.Open, "Save Report Submit Confirm")]
    [InlineData(ConsequenceState.Submitted, "Report Return Accept Confirm")]
    [InlineData(ConsequenceState.Returned, "Save Report Submit Confirm")]
    [InlineData(ConsequenceState.Accepted, "")]
    [InlineData(ConsequenceState.InForce, "")]
    public void Allows_EachState_JustWhatTheDiagramSays(ConsequenceState state, string acts) =>
        Assert.Equal(acts, string.Join(' ', Enum.GetValues<ConsequenceAct>().Where(act => state.Allows(act))));

    [Fact]
    public void Kinds_TasksHaveFieldsAndOthersNone() =>
        Assert.All(Enum.GetValues<ConsequenceKind>(), kind => Assert.Equal(kind.IsTask(), Consequences.FieldsOf(kind).Count > 0));

    [Fact]
    public void Missing_EveryFieldOfTheKind_IsAskedFor()
    {
        foreach (var kind in Enum.GetValues<ConsequenceKind>())
        {
            Assert.Equal(Consequences.FieldsOf(kind), new Consequence { BearerName = "示例", Kind = kind }.Missing());
        }

        Assert.Empty(new Consequence { BearerName = "示例", Kind = ConsequenceKind.Rectification, Quotes = ["意见"], Causes = "原因", Measures = "措施", Responsible = "示例甲" }.Missing());
        Assert.Empty(new Consequence { BearerName = "示例", Kind = ConsequenceKind.AdmonitionTalk, HeldOn = Deadline, People = "示例甲", Record = "记录" }.Missing());
    }

    [Fact]
    public void CanBeConfirmed_OnlyATalkWrittenWholeAndOpen()
    {
        var talk = new Consequence { BearerName = "示例甲", Kind = ConsequenceKind.AdmonitionTalk, HeldOn = Deadline, People = "示例书记" };
        Assert.False(talk.CanBeConfirmed);
        talk.Record = "记录";
        Assert.True(talk.CanBeConfirmed);
        talk.ConfirmedAt = DateTime.UnixEpoch;
        Assert.False(talk.CanBeConfirmed);
        talk.Lapse();
        Assert.True(talk.CanBeConfirmed);
        talk.State = ConsequenceState.Accepted;
        Assert.False(talk.CanBeConfirmed);
        Assert.False(new Consequence { BearerName = "示例", Kind = ConsequenceKind.SpecialMeeting, HeldOn = Deadline, People = "示例甲", Record = "记录" }.CanBeConfirmed);
    }

    [Fact]
    public void IsSigned_OfATalk_ByAScanAConfirmationOrAReason()
    {
        var talk = new Consequence { BearerName = "示例甲", Kind = ConsequenceKind.AdmonitionTalk };
        Assert.False(talk.IsSigned(hasScan: false));
        Assert.True(talk.IsSigned(hasScan: true));
        talk.UnsignedReason = "本人拒签";
        Assert.True(talk.IsSigned(hasScan: false));
        (talk.UnsignedReason, talk.ConfirmedAt) = ("", DateTime.UnixEpoch);
        Assert.True(talk.IsSigned(hasScan: false));
        Assert.True(new Consequence { BearerName = "示例", Kind = ConsequenceKind.Rectification }.IsSigned(hasScan: false));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void IsOverdue_OnTheDeadline_NotYet(int daysAfter, bool isOverdue)
    {
        var consequence = new Consequence { BearerName = "示例", Kind = ConsequenceKind.Rectification, Deadline = Deadline };

        Assert.Equal(isOverdue, consequence.IsOverdue(Deadline.AddDays(daysAfter)));
        consequence.State = ConsequenceState.Submitted;
        Assert.False(consequence.IsOverdue(Deadline.AddDays(daysAfter)));
    }

    private static IReadOnlyList<Consequence> Make(DeterminationRecord record, Subject subject, string named = "") =>
        ConsequencePlan.Make(record, subject, 2026, named, Deadline, []);

    [Fact]
    public void IsWrittenByBearer_OnlyWhatTheyDoThemselves() => Assert.Equal(
        [ConsequenceKind.Rectification, ConsequenceKind.TeamOverhaul],
        Enum.GetValues<ConsequenceKind>().Where(k => k.IsWrittenByBearer()));

    private static DeterminationRecord Record(RuleOutcome outcome, DeterminationState state) => new()
    {
        Found = new Determination(Lighter, outcome, new MetricValue(new Metric("d", "不满意率", ["不满意"]), [new("不满意", 2)], 3, Fraction.Of(2, 3)), outcome == RuleOutcome.ForDecision ? Heavier : null),
        State = state,
    };

    private static Subject Branch(string head) => new() { Name = "机关党支部", Kind = SubjectKind.Branch, BearerName = head, BearerId = head.Length > 0 ? Guid.NewGuid() : null };

    private static Rule Of(string number, params (ConsequenceKind Kind, Bearer Bearer)[] consequences) =>
        new(number, "条文", [SubjectKind.Branch], "d", null, new Bound(Fraction.Of(2, 3)), [.. consequences.Select(c => new RuleConsequence(c.Kind, c.Bearer))]);
}

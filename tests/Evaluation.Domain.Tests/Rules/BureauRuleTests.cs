using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;

namespace Evaluation.Domain.Tests.Rules;

/// <summary>D3's rules at their edges. The order of the grades is 满意, 比较满意, 不太满意, 不满意.</summary>
public sealed class BureauRuleTests
{
    [Fact]
    public void Exactly_sixty_percent_satisfied_is_not_below_sixty_percent() => Assert.Empty(Bureau.Determine(SubjectKind.Branch, 10, 5, 10, 0));

    [Fact]
    public void One_slip_under_sixty_percent_satisfied_is_below_sixty_percent() =>
        Assert.Equal("1 Applies", Bureau.Determine(SubjectKind.Branch, 10, 4, 11, 0).Words());

    [Fact]
    public void One_slip_over_sixty_percent_satisfied_is_not_below_sixty_percent() => Assert.Empty(Bureau.Determine(SubjectKind.Branch, 10, 6, 9, 0));

    [Fact]
    public void Exactly_one_third_dissatisfied_is_not_more_than_one_third() => Assert.Empty(Bureau.Determine(SubjectKind.Branch, 22, 0, 0, 11));

    [Fact]
    public void One_slip_under_one_third_dissatisfied_is_not_more_than_one_third() => Assert.Empty(Bureau.Determine(SubjectKind.Branch, 23, 0, 0, 10));

    [Fact]
    public void One_slip_over_one_third_dissatisfied_is_more_than_one_third() =>
        Assert.Equal("3 Applies", Bureau.Determine(SubjectKind.Branch, 21, 0, 0, 12).Words());

    [Fact]
    public void One_slip_under_two_thirds_dissatisfied_is_more_than_one_third_and_less_than_two_thirds() =>
        Assert.Equal("1 Applies, 3 Applies", Bureau.Determine(SubjectKind.Branch, 9, 0, 0, 15).Words());

    [Fact]
    public void Exactly_two_thirds_dissatisfied_is_for_decision_with_the_lighter_consequence_proposed()
    {
        var gap = Assert.Single(Bureau.Determine(SubjectKind.Branch, 8, 0, 0, 16), d => d.Outcome == RuleOutcome.ForDecision);

        Assert.Equal("3", gap.Rule.Number);
        Assert.Equal(ConsequenceKind.RatedBasicallyCompetent, gap.Rule.Consequences[0].Kind);
        Assert.Equal("4", gap.Heavier!.Number);
        Assert.Equal(Bureau.TwoThirds, gap.Value.Rate);
    }

    [Fact]
    public void One_slip_over_two_thirds_dissatisfied_is_more_than_two_thirds() =>
        Assert.Equal("1 Applies, 4 Applies", Bureau.Determine(SubjectKind.Branch, 7, 0, 0, 17).Words());

    [Fact]
    public void Two_thirds_of_a_base_that_three_does_not_divide_is_no_edge() =>
        Assert.Equal("1 Applies, 4 Applies", Bureau.Determine(SubjectKind.Branch, 8, 0, 0, 17).Words());

    [Theory]
    [InlineData(18, 9, 4, 2, "81.82%", "")]
    [InlineData(6, 5, 5, 9, "44.00%", "1 Applies, 3 Applies")]
    [InlineData(3, 2, 3, 16, "20.83%", "1 Applies, 3 ForDecision")]
    public void Published_examples_come_out(int a, int b, int c, int d, string rate, string expected)
    {
        var kind = a == 18 ? SubjectKind.PartyGroup : SubjectKind.Branch;

        Assert.Equal(expected, Bureau.Determine(kind, a, b, c, d).Words());
        Assert.Equal(rate, Percentage.Format(Fraction.Of(a + b, a + b + c + d)));
    }

    [Fact]
    public void Party_group_below_sixty_percent_only_rectifies()
    {
        var found = Assert.Single(Bureau.Determine(SubjectKind.PartyGroup, 3, 2, 3, 16));

        Assert.Equal([new RuleConsequence(ConsequenceKind.Rectification, Bearer.Subject)], found.Rule.Consequences);
    }

    [Fact]
    public void Kind_that_no_rule_names_gets_no_determination() => Assert.Empty(Bureau.Determine(SubjectKind.Cadre, 0, 0, 0, 24));

    [Fact]
    public void Empty_base_is_undefined_and_not_zero_percent()
    {
        var found = Bureau.Determine(SubjectKind.Branch, 0, 0, 0, 0);

        Assert.Equal("1 Undefined, 3 Undefined, 4 Undefined", found.Words());
        Assert.All(found, d => Assert.Null(d.Value.Rate));
    }

    [Fact]
    public void Eleven_of_thirty_three_with_blanks_in_the_base_is_not_more_than_one_third() =>
        Assert.Equal("1 Applies", Bureau.Determine(Bureau.Rules, SubjectKind.Branch, Bureau.Tally(Bureau.Form, 3, 19, 0, 0, 11)).Words());

    [Fact]
    public void Eleven_of_thirty_with_blanks_left_out_is_more_than_one_third()
    {
        var rules = Bureau.RulesWith(Bureau.Satisfied, Bureau.Dissatisfied with { LeavesOutBlank = true });

        var found = Bureau.Determine(rules, SubjectKind.Branch, Bureau.Tally(Bureau.Form, 3, 19, 0, 0, 11));

        Assert.Contains(found, d => d.Rule.Number == "3" && d.Outcome == RuleOutcome.Applies && d.Value.Base == 30);
    }

    [Fact]
    public void Threshold_that_is_included_applies_exactly_at_it()
    {
        var rules = Bureau.Rules with
        {
            Rules = [Bureau.Rules.Rules[2] with { Below = new Bound(Bureau.TwoThirds, IsIncluded: true) }, Bureau.Rules.Rules[3]],
        };

        Assert.Equal("3 Applies", Bureau.Determine(rules, SubjectKind.Branch, Bureau.Tally(Bureau.Form, 0, 8, 0, 0, 16)).Words());
    }

    [Fact]
    public void Gap_opens_only_between_rules_of_the_same_kind_of_subject()
    {
        var rules = Bureau.Rules with { Rules = [Bureau.Rules.Rules[2], Bureau.Rules.Rules[3] with { Kinds = [SubjectKind.Office] }] };

        Assert.Empty(Bureau.Determine(rules, SubjectKind.Branch, Bureau.Tally(Bureau.Form, 0, 8, 0, 0, 16)));
    }

    [Fact]
    public void Lighter_of_two_neighbours_is_the_one_that_stands_first()
    {
        // Here the lower interval is the heavier one: below 60 % incompetent, more than 60 % basically competent.
        var heavy = Bureau.Rules.Rules[0] with { Number = "heavy" };
        var light = heavy with { Number = "light", Above = new Bound(Bureau.SixtyPercent), Below = null };
        var rules = Bureau.Rules with { Rules = [light, heavy] };

        var gap = Assert.Single(Bureau.Determine(rules, SubjectKind.Branch, Bureau.Tally(Bureau.Form, 0, 3, 0, 2, 0)));

        Assert.Equal(("light", "heavy", RuleOutcome.ForDecision), (gap.Rule.Number, gap.Heavier!.Number, gap.Outcome));
    }
}

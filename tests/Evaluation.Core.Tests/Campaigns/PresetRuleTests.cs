using Evaluation.Core.Campaigns.Templates;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Core.Tests.Campaigns;

/// <summary>
/// The rules of the shipped templates, read from their files, against cases worked by hand at every edge and against oracles of whole numbers. The order of the four grades is that of the forms:
/// 满意, 比较满意, 不太满意 or 一般, 不满意.
/// </summary>
public sealed class PresetRuleTests
{
    private static readonly TemplateLibrary Shipped = new(Path.Combine(AppContext.BaseDirectory, "seeds"), NullLogger<TemplateLibrary>.Instance);

    private static readonly SubjectKind[] CountyOrganizations = [SubjectKind.Organization, SubjectKind.Office, SubjectKind.Branch, SubjectKind.LeadingTeam];

    [Theory]
    [InlineData("15 of 30 so-so or dissatisfied is not more than a half", 10, 5, 8, 7, "")]
    [InlineData("16 of 31 is more than a half", 10, 5, 9, 7, "2")]
    [InlineData("15 of 31 is not", 11, 5, 9, 6, "")]
    [InlineData("16 of 30 is", 9, 5, 9, 7, "2")]
    [InlineData("so-so alone counts too", 14, 0, 15, 0, "2")]
    [InlineData("dissatisfied alone counts too", 14, 0, 0, 15, "2")]
    public void County_Cadre(string why, int a, int b, int c, int d, string rules) =>
        Assert.Equal((why, rules), (why, Found("county-work-results", SubjectKind.Cadre, a, b, c, d)));

    [Theory]
    [InlineData("11 of 33 dissatisfied is exactly a third and not more", 12, 5, 5, 11, "")]
    [InlineData("12 of 33 is more than a third", 12, 5, 4, 12, "1")]
    [InlineData("10 of 30 is not", 20, 0, 0, 10, "")]
    [InlineData("11 of 31 is", 20, 0, 0, 11, "1")]
    [InlineData("so-so does not count", 0, 0, 30, 10, "")]
    public void County_Organization(string why, int a, int b, int c, int d, string rules) =>
        Assert.All(CountyOrganizations, kind => Assert.Equal((why, rules), (why, Found("county-work-results", kind, a, b, c, d))));

    [Fact]
    public void County_Consequences_AreThoseOfTheSource()
    {
        var rules = Shipped.Find("county-work-results")!.Rules.Rules;

        Assert.Equal(
            [new(ConsequenceKind.CommendationBar, Bearer.Subject), new(ConsequenceKind.AdmonitionTalk, Bearer.Head), new(ConsequenceKind.TeamOverhaul, Bearer.Subject)],
            rules[0].Consequences);
        Assert.Equal([new(ConsequenceKind.RatedBelowCompetent, Bearer.Subject)], rules[1].Consequences);
        // 组织复核认定: neither takes effect by itself.
        Assert.All(rules, r => Assert.True(r.NeedsReview));
    }

    [Theory]
    [InlineData("15 of 25 satisfied is exactly 60 % and not below", SubjectKind.Branch, 10, 5, 5, 5, "")]
    [InlineData("14 of 25 is below", SubjectKind.Branch, 10, 4, 6, 5, "2")]
    [InlineData("14 of 25 of the Party group", SubjectKind.PartyGroup, 10, 4, 6, 5, "1")]
    [InlineData("14 of 25 of a member", SubjectKind.Member, 10, 4, 6, 5, "3")]
    [InlineData("8 of 24 dissatisfied is exactly a third", SubjectKind.Branch, 16, 0, 0, 8, "")]
    [InlineData("9 of 24 is more", SubjectKind.Branch, 15, 0, 0, 9, "4")]
    [InlineData("15 of 24 is less than two thirds", SubjectKind.Branch, 9, 0, 0, 15, "2 4")]
    [InlineData("16 of 24 is exactly two thirds", SubjectKind.Branch, 8, 0, 0, 16, "2 4?5")]
    [InlineData("17 of 24 is more than two thirds", SubjectKind.Branch, 7, 0, 0, 17, "2 5")]
    [InlineData("the Party group is not rated by what is dissatisfied", SubjectKind.PartyGroup, 7, 0, 0, 17, "1")]
    public void Bureau(string why, SubjectKind kind, int a, int b, int c, int d, string rules) => Assert.Equal((why, rules), (why, Found("bureau", kind, a, b, c, d)));

    [Fact]
    public void EverySplitOfUpToThirtySixSlips_AgreesWithTheOracles()
    {
        const int most = 36;
        var wrong = new List<string>();
        for (var a = 0; a <= most; a++)
        {
            for (var b = 0; b <= most - a; b++)
            {
                for (var c = 0; c <= most - a - b; c++)
                {
                    for (var d = 0; d <= most - a - b - c; d++)
                    {
                        var all = a + b + c + d;
                        if (all == 0)
                        {
                            continue;
                        }

                        Compare("county-work-results", SubjectKind.Cadre, [a, b, c, d], 2 * (c + d) > all ? "2" : "");
                        Compare("county-work-results", SubjectKind.Organization, [a, b, c, d], 3 * d > all ? "1" : "");
                        var low = 10 * (a + b) < 6 * all;
                        Compare("bureau", SubjectKind.PartyGroup, [a, b, c, d], low ? "1" : "");
                        Compare("bureau", SubjectKind.Member, [a, b, c, d], low ? "3" : "");
                        Compare("bureau", SubjectKind.Branch, [a, b, c, d], string.Join(' ', new[] { low ? "2" : "", 3 * d == 2 * all ? "4?5" : 3 * d > 2 * all ? "5" : 3 * d > all ? "4" : "" }.Where(r => r.Length > 0)));
                    }
                }
            }
        }

        Assert.Empty(wrong);

        void Compare(string template, SubjectKind kind, int[] grades, string expected)
        {
            if (Found(template, kind, grades) is var found && found != expected)
            {
                wrong.Add($"{template} {kind} {string.Join(' ', grades)}: {found} instead of {expected}");
            }
        }
    }

    // The numbers of the rules that apply; a gap as "4?5".
    private static string Found(string key, SubjectKind kind, params int[] grades)
    {
        var template = Shipped.Find(key)!;
        var form = template.Forms[0].Definition;
        var tally = new SubjectTally(form, [new GroupCounts(0, [MarkCounts.Parse(string.Join(',', grades.Prepend(0)))])]);
        var all = grades.Sum();
        var values = template.Rules.Metrics.Select(m => MetricValue.Of(m, tally, [new SheetCounts(all, all, all)], [Fraction.One])).ToList();
        return string.Join(' ', Determination.Apply(template.Rules, kind, values).Select(d => d.Heavier is { } heavier ? $"{d.Rule.Number}?{heavier.Number}" : d.Rule.Number));
    }
}

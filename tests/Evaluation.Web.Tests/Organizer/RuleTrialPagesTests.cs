using Evaluation.Core.Data;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

/// <summary>A rule set is tried out with counts typed in, or taken over from a template, and nothing of it is saved before somebody says so.</summary>
public sealed class RuleTrialPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Try_ExactlyTwoThirds_IsForDecisionAndOneMoreIsNot()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync() + "/rules");

        await TryAsync(browser, url, "8", "0", "0", "16");
        Assert.Contains("满意率 =（8 + 0）÷ 24 = 33.33%", browser.Find("[role=status]"), StringComparison.Ordinal);
        Assert.Single(browser.Page.QuerySelectorAll("[role=status] .rule.gap"));
        await TryAsync(browser, url, "7", "0", "0", "17");
        Assert.Empty(browser.Page.QuerySelectorAll("[role=status] .rule.gap"));
        Assert.Equal(2, browser.Page.QuerySelectorAll("[role=status] .rule").Length);
        await TryAsync(browser, url, "20", "0", "0", "0");
        Assert.Contains(T["Results.NoRules"].Value, browser.Find("[role=status]"), StringComparison.Ordinal);
        await TryAsync(browser, url, "", "", "", "");
        Assert.Contains(T["Rules.Trial.NoBase", "满意率"].Value, browser.Find("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_NotANumber_SaysSoAndKeepsWhatWasTyped()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync() + "/rules");

        await TryAsync(browser, url, "八", "0", "0", "16");

        Assert.Null(browser.Page.QuerySelector("[role=status] .formula"));
        Assert.Equal(T["Rules.Trial.NotANumber", 1_000_000].Value, browser.Find("#trial .invalid-feedback"));
        Assert.NotNull(browser.Page.QuerySelector("[name='Form.Trial.Counts[0].Number'][value=八]"));
    }

    [Fact]
    public async Task Preset_Taken_ReplacesTheFieldsAndSavesNothing()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync() + "/rules");

        await browser.OpenAsync(url);
        await browser.SubmitAsync("button[value=preset]", ("preset", "county-work-results"));

        Assert.Equal(["1", "2"], browser.Page.QuerySelectorAll("[name$='.Number']:not([name*=Trial])").Select(e => e.GetAttribute("value")));
        Assert.Equal(5, await RulesAsync(pages));
        await browser.SubmitAsync("button.first-submit");
        Assert.Equal(2, await RulesAsync(pages));
    }

    private static async Task TryAsync(Browser browser, string url, params string[] counts)
    {
        await browser.OpenAsync(url);
        await browser.SubmitAsync("button[value=try]", [("Form.Trial.Kind", "Branch"), .. counts.Select((count, i) => ($"Form.Trial.Counts[{i}].Number", (string?)count))]);
    }

    private static async Task<int> RulesAsync(SetupPages pages) => (await pages.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.AsNoTracking().SingleAsync())).Rules.Rules.Count;
}

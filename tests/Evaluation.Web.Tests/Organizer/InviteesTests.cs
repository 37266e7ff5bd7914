using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Organizer;

public sealed class InviteesTests
{
    [Fact]
    public async Task Index_SearchedByNameOrContact_ShowsThoseAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CodesTests.FinalizedAsync(program);

        await browser.GetAsync(ListOf(campaign) + "?search=戊");
        Assert.Equal(["示例戊"], Names(browser));
        await browser.GetAsync(ListOf(campaign) + "?search=示例单位0");
        Assert.Equal(["示例丁"], Names(browser));
        await browser.GetAsync(ListOf(campaign) + "?search=无此人");
        Assert.NotNull(browser.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task Index_AfterSomebodyVoted_IsTheSamePageAsBefore()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await OpenAsync(program);
        await browser.GetAsync(ListOf(campaign));
        var before = browser.Page.QuerySelector("main")!.TextContent;

        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[3][0], 3, "1")).Outcome);

        await browser.GetAsync(ListOf(campaign));
        Assert.Equal(before, browser.Page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Replace_UnusedCode_ShowsTheNewOneOnceAndLogsTheActWithoutIt()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await OpenAsync(program);
        await browser.GetAsync(ListOf(campaign));

        await browser.SubmitAsync("form[action$='/replace']");

        var code = browser.Find(".secret")!;
        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(CodeAnswer.Ready, await CodesTests.AnswerAsync(program, code));
        Assert.Equal(CodeAnswer.Revoked, await CodesTests.AnswerAsync(program, campaign.Codes[3][0]));
        Assert.Contains("#" + code.Replace("-", "", StringComparison.Ordinal), browser.Find("#message")!, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("svg.qr"));
        Assert.Contains(program.Logs, line => line.StartsWith("Code replaced", StringComparison.Ordinal) && line.Contains(campaign.Campaign.Id.ToString(), StringComparison.Ordinal));
        await CodesTests.AssertNowhereAsync(program, [code]);
    }

    [Fact]
    public async Task Replace_SentTwice_ReplacesOnce()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await OpenAsync(program);
        var second = await program.SignInAsync("organizer");
        await second.GetAsync(ListOf(campaign));
        await browser.GetAsync(ListOf(campaign));
        await browser.SubmitAsync("form[action$='/replace']");
        var code = browser.Find(".secret")!;

        await second.SubmitAsync("form[action$='/replace']");

        Assert.NotNull(second.Page.QuerySelector(".alert-danger"));
        Assert.Equal(CodeAnswer.Ready, await CodesTests.AnswerAsync(program, code));
    }

    [Fact]
    public async Task Replace_UsedCode_IsRefusedAndTheRefusalIsNotLogged()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await OpenAsync(program);
        await browser.GetAsync(ListOf(campaign));
        await campaign.CastAsync(campaign.Codes[3][0], 3, "1");

        await browser.SubmitAsync("form[action$='/replace']");

        Assert.Equal(new Texts()["Codes.Replace.AlreadyUsed"].Value, browser.Find(".alert-danger"));
        Assert.Equal(CodeAnswer.Used, await CodesTests.AnswerAsync(program, campaign.Codes[3][0]));
        Assert.DoesNotContain(program.Logs, line => line.Contains(nameof(ReplaceOutcome.AlreadyUsed), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Index_BeforeCodesAreMadeOrAfterTheEnd_OffersNoReplacement()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CodesTests.FinalizedAsync(program);

        await browser.GetAsync(ListOf(campaign));
        Assert.Null(browser.Page.QuerySelector("form[action$='/replace']"));
        await campaign.MakeCodesAsync();
        await browser.GetAsync(ListOf(campaign));
        Assert.Equal(6, browser.Page.QuerySelectorAll("form[action$='/replace']").Length);
        await campaign.BeginAsync();
        await campaign.EndAsync();
        await browser.GetAsync(ListOf(campaign));
        Assert.Null(browser.Page.QuerySelector("form[action$='/replace']"));
    }

    private static async Task<(CampaignDriver Campaign, Browser Browser)> OpenAsync(EvaluationFactory program)
    {
        var (campaign, browser) = await CodesTests.FinalizedAsync(program);
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        return (campaign, browser);
    }

    private static string ListOf(CampaignDriver campaign) => $"/campaigns/{campaign.Campaign.Id}/codes/invitees";

    private static IEnumerable<string> Names(Browser browser) => browser.Page.QuerySelectorAll("td.stack-head").Select(c => c.TextContent.Trim());
}

using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Rules;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_HoldsACampaignAtEachStageWhoseResultShowsEveryRule()
    {
        await using var program = await EvaluationFactory.ServeDemoAsync();

        var stages = await program.RunAsync<EvaluationDbContext, List<CampaignStage>>(db => db.Campaigns.Select(c => c.Stage).ToListAsync());
        Assert.Equal([CampaignStage.Preparing, CampaignStage.Open, CampaignStage.Counted], stages.Order());
        var id = await program.RunAsync<EvaluationDbContext, Guid>(db => db.Campaigns.Where(c => c.Stage == CampaignStage.Counted).Select(c => c.Id).SingleAsync());
        var counted = (await program.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(id, default)))!;
        var determinations = counted.Result.Pools.SelectMany(p => p.Subjects).SelectMany(s => s.Determinations).ToList();
        Assert.Equal(counted.Result.Rules.Rules.Select(r => r.Number), determinations.Where(d => d.Outcome == RuleOutcome.Applies).Select(d => d.Rule.Number).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(determinations, d => d.Outcome == RuleOutcome.ForDecision);
    }

    [Fact]
    public async Task Demo_CodesOfTheSignInPage_OpenASheet()
    {
        await using var program = await EvaluationFactory.ServeDemoAsync();
        var browser = new Browser(new HttpClient { BaseAddress = program.Address });
        await browser.GetAsync("/account/sign-in");
        var codes = browser.Page.QuerySelectorAll(".demo-codes code").Select(c => c.TextContent.Trim()).ToList();

        Assert.Equal(8, codes.Count);
        foreach (var code in codes)
        {
            await browser.GetAsync("/b");
            await browser.SubmitAsync("#enter", ("code", code));
            Assert.NotNull(browser.Page.QuerySelector("#sheet"));
        }
    }

    [Fact]
    public async Task Demo_Township_HasThePublishedSharesOnThePageAsItOpens()
    {
        await using var program = await EvaluationFactory.ServeDemoAsync();
        using var handler = new HttpClientHandler { UseCookies = true };
        using var client = new HttpClient(handler) { BaseAddress = program.Address };
        var browser = new Browser(client);
        await browser.GetAsync("/account/sign-in");
        await browser.SubmitAsync("main form", ("UserName", "township"), ("Password", "evaluation-demo"));

        await browser.GetAsync("/members/statistics");

        var tiles = string.Join(' ', browser.Page.QuerySelectorAll(".tile").Select(t => string.Join(' ', t.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.All(["741", "96", "102 13.77%", "5 0.67%", "232 31.31%", "77 10.39%"], share => Assert.Contains(share, tiles, StringComparison.Ordinal));
    }
}

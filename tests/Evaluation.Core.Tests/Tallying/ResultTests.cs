using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Counting;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Tallying;

public sealed class ResultTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Fact]
    public async Task Find_AtEveryStageBeforeTheCount_IsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        Assert.Null(await FindAsync(host, campaign.Campaign.Id));
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        Assert.Null(await FindAsync(host, campaign.Campaign.Id));
        await campaign.BeginAsync();
        await campaign.CastPublishedAsync();
        Assert.Null(await FindAsync(host, campaign.Campaign.Id));
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();

        Assert.Null(await FindAsync(host, campaign.Campaign.Id));
        Assert.Empty(await OpinionsAsync(host, campaign.Campaign.Id));
        Assert.Null(await FindAsync(host, Guid.NewGuid()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Find_PublishedNumbers_GivesTheirRatesAndRules(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);

        var counted = await campaign.CountPublishedAsync();

        var subjects = counted.Result.Pools.SelectMany(p => p.Subjects).ToDictionary(s => s.Subject.Name);
        Assert.Equal(("81.82%", ""), (Percentage.Format(subjects["局党组"].Rate!.Rate!.Value), Rules(subjects["局党组"])));
        Assert.Equal(("44.00%", "1 2 3"), (Percentage.Format(subjects["机关党支部"].Rate!.Rate!.Value), Rules(subjects["机关党支部"])));
        Assert.Equal((19, Fraction.Of(9, 19)), (subjects["示例丙"].Tally.Valid, subjects["示例丙"].Rate!.Rate));
        Assert.Equal(["党组织评议表", "党员互评表"], counted.FormNames);
        Assert.Equal("示例局党组", counted.Host);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Find_Minimums_AreThoseOfEachPoolWithWhatCameIn(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.CastAllAsync(3, "111111");
        await campaign.CastAllAsync(4, "1111");

        var counted = await campaign.FinishAsync();

        Assert.Equal(
            [("局党组评议员", "服务对象代表（局党组）", 6, 6, true), ("机关党支部评议员", "服务对象代表（支部）", 5, 4, false)],
            counted.Minimums.Select(m => (m.Pool, m.Category, m.Minimum, m.Returned, m.IsMet)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Opinions_AreCountedBySubjectAndListedByTheirRandomIds(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        for (var i = 0; i < 12; i++)
        {
            await campaign.CastAsync(campaign.Codes[0][i], 0, "1", null, new OpinionText(0, "意见" + i), new OpinionText(1, "支部意见" + i));
        }

        var counted = await campaign.FinishAsync();

        Assert.Equal(24, counted.Opinions);
        Assert.Equal([12, 12], counted.OpinionCounts.Values);
        var texts = (await OpinionsAsync(host, campaign.Campaign.Id)).Select(o => o.Text).ToList();
        Assert.Equal(24, texts.Distinct().Count());
        // Twelve texts of one subject fall into the order of submission once in 479,001,600 counts.
        Assert.NotEqual(Enumerable.Range(0, 12).Select(i => "意见" + i), texts.Where(t => t.StartsWith('意')));
    }

    private static string Rules(Domain.Tallying.SubjectResult subject) => string.Join(' ', subject.Determinations.Select(d => d.Rule.Number));

    private static Task<CountedCampaign?> FindAsync(TestHost host, Guid id) => host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(id, default));

    private static Task<List<Opinion>> OpinionsAsync(TestHost host, Guid id) => host.RunAsync<ResultService, List<Opinion>>(s => s.Opinions(id).ToListAsync());
}

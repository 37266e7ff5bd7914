using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Campaigns;

public sealed class StageTests
{
    [Fact]
    public async Task Begin_AfterThePlannedEnd_StaysOpenUntilEndedByHand()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host, c => (c.PlannedBegin, c.PlannedEnd, c.EndsByItself) = (host.Clock.Now, host.Clock.Now.AddHours(2), true));
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));

        await campaign.BeginAsync();

        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Outcome);
        var stored = await host.QueryAsync(db => db.Campaigns.SingleAsync());
        Assert.Equal((CampaignStage.Open, false), (stored.Stage, stored.EndsByItself));
    }

    [Fact]
    public async Task Begin_BeforeThePlannedEnd_ClosesTheBoxAtThatMoment()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, c => (c.PlannedBegin, c.PlannedEnd, c.EndsByItself) = (host.Clock.Now, host.Clock.Now.AddHours(2), true));
        host.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Outcome);

        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new CastResult(CastOutcome.Refused, CodeAnswer.Ended), await campaign.CastAsync(campaign.Codes[0][1], 0, "1"));
    }

    [Fact]
    public async Task Begin_WithoutTheKeyFile_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        File.Move(Directory.GetFiles(host.KeyFolder, "box-*")[0], Path.Combine(host.KeyFolder, "elsewhere"));

        Assert.Equal(ActOutcome.KeyMissing, await host.RunAsync<StageService, ActOutcome>(s => s.BeginAsync(campaign.Campaign.Id, default)));

        Assert.Equal(CampaignStage.Finalized, (await host.QueryAsync(db => db.Campaigns.SingleAsync())).Stage);
    }

    [Fact]
    public async Task Finalize_ThatFailsWhileStoring_LeavesNoKeyFile()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE RehearsalCodes RENAME TO Gone"));

        await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync<StageService, ActOutcome>(s => s.FinalizeAsync(campaign.Campaign.Id, [], default)));

        Assert.Empty(Directory.GetFiles(host.KeyFolder, "box-*"));
        Assert.Equal(CampaignStage.Preparing, (await host.QueryAsync(db => db.Campaigns.SingleAsync())).Stage);
    }
}

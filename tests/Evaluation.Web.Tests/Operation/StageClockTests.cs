using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Operation;

public sealed class StageClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task SetTimes_BeginAndEndTheCampaignByThemselves()
    {
        var clock = new TestClock();
        await using var program = await CreateAsync(clock);
        var campaign = await ReadyAsync(program, clock, TimeSpan.FromHours(1), TimeSpan.FromHours(3));

        clock.Advance(TimeSpan.FromHours(1));
        await WaitForAsync(program, campaign, CampaignStage.Open);
        clock.Advance(TimeSpan.FromHours(2));
        await WaitForAsync(program, campaign, CampaignStage.Ended);

        var entries = await program.RunAsync<EvaluationDbContext, List<JournalEntry>>(db => db.Journal.OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([("", "CampaignRun/Begin"), ("", "CampaignRun/End")], entries.Select(e => (e.Actor, e.Act)));
        Assert.Contains("[\"Finalized\",\"Open\"]", entries[0].Entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetTimes_OneCampaignFails_OthersBeginAllTheSame()
    {
        var clock = new TestClock();
        await using var program = await CreateAsync(clock);
        var broken = await ReadyAsync(program, clock, TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        var sound = await ReadyAsync(program, clock, TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        // A trigger stands for whatever may go wrong with one campaign alone.
        await program.RunAsync<EvaluationDbContext, int>(db => db.Campaigns.Where(c => c.Id == broken.Campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Title, "broken")));
        await program.RunAsync<EvaluationDbContext, int>(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER Broken BEFORE UPDATE ON Campaigns WHEN NEW.Title = 'broken' BEGIN SELECT RAISE(ABORT, 'broken'); END"));

        clock.Advance(TimeSpan.FromHours(1));

        await WaitForAsync(program, sound, CampaignStage.Open);
        Assert.Equal(CampaignStage.Finalized, await StageAsync(program, broken));
        Assert.Contains(program.Logs, line => line.Contains("could not be looked after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetTimes_BothMissed_LeaveTheBeginningToPeople()
    {
        var clock = new TestClock();
        await using var program = await CreateAsync(clock);
        var late = await ReadyAsync(program, clock, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        var sound = await ReadyAsync(program, clock, TimeSpan.FromHours(1), TimeSpan.FromHours(9));

        clock.Advance(TimeSpan.FromHours(4));

        await WaitForAsync(program, sound, CampaignStage.Open);
        Assert.Equal(CampaignStage.Finalized, await StageAsync(program, late));
    }

    private static Task<EvaluationFactory> CreateAsync(TestClock clock) => EvaluationFactory.CreateAsync(configure: services => services.AddSingleton<TimeProvider>(clock));

    private static async Task<CampaignDriver> ReadyAsync(EvaluationFactory program, TestClock clock, TimeSpan begin, TimeSpan end)
    {
        var campaign = await CampaignDriver.CreateAsync(program, c =>
            (c.PlannedBegin, c.PlannedEnd, c.BeginsByItself, c.EndsByItself) = (clock.Now + begin, clock.Now + end, true, true));
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        return campaign;
    }

    private static Task<CampaignStage> StageAsync(EvaluationFactory program, CampaignDriver campaign) =>
        program.RunAsync<EvaluationDbContext, CampaignStage>(db => db.Campaigns.Where(c => c.Id == campaign.Campaign.Id).Select(c => c.Stage).SingleAsync());

    private static async Task WaitForAsync(EvaluationFactory program, CampaignDriver campaign, CampaignStage stage)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await StageAsync(program, campaign) != stage)
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}

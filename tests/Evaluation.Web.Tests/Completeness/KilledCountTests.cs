using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Completeness;

/// <summary>The program is killed in the middle of a count, each time further on: it has counted everything or nothing.</summary>
public sealed class KilledCountTests
{
    // In the order in which a count comes to them; the last it does is to empty the box.
    private static readonly string[] Stops = ["Tallies", "CountedEnvelopes", "Envelopes"];

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Kill_InTheMiddleOfACount_HasCountedEverythingOrNothing(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 100);
        await host.AddAsync(TestData.CreateUser("office", (Role.Organizer, campaign.Unit)));
        var receipts = campaign.Codes[4].Select(_ => Receipt.Make()).ToList();
        await Parallel.ForEachAsync(receipts.Zip(campaign.Codes[4]), async (sheet, _) => Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(sheet.Second, 4, "1", sheet.First)).Outcome));
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();

        var keyFile = Assert.Single(KeyFiles(host));
        var key = await File.ReadAllBytesAsync(keyFile);
        foreach (var table in Stops)
        {
            await using var brake = await TableBrake.PutOnAsync(host.Database, table);
            await CountAsync(host, campaign, _ => brake.ReachedAsync());
            Assert.Equal(CampaignStage.Ended, await StageAsync(host));
            Assert.Equal((receipts.Count, 0, false, false), await LeftAsync(host));
        }

        await CountAsync(host, campaign, counting => counting);
        Assert.Equal(CampaignStage.Counted, await StageAsync(host));
        Assert.Equal((0, receipts.Count, true, true), await LeftAsync(host));
        // A key that outlived its count, because the kill came between the commit and its end, goes when the program runs again.
        Assert.Empty(KeyFiles(host));
        await File.WriteAllBytesAsync(keyFile, key);
        await host.QueryAsync(db => db.BallotBoxes.ExecuteUpdateAsync(s => s.SetProperty(b => b.KeyFileMustGo, true)));
        await using (await ServerProcess.StartAsync(host))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (KeyFiles(host).Length > 0 && !patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }

        Assert.Empty(KeyFiles(host));

        foreach (var receipt in receipts)
        {
            Assert.Equal(ReceiptState.Counted, (await host.RunAsync((ReceiptService s) => s.CheckAsync(receipt, default))).State);
        }

        var result = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result;
        Assert.Equal(receipts.Count, result.Pools[1].Sheets.Valid);
        Assert.All(result.Pools[1].Subjects, subject => Assert.Equal(receipts.Count, subject.Tally.Total(0)[0]));
    }

    private static string[] KeyFiles(TestHost host) => Directory.GetFiles(host.ProgramKeyFolder, "box-*", SearchOption.AllDirectories);

    // The program is started, told to count, and killed at a moment of its work.
    private static async Task CountAsync(TestHost host, CampaignDriver campaign, Func<Task, Task> moment)
    {
        await using var program = await ServerProcess.StartAsync(host);
        var office = program.OpenBrowser();
        await office.SignInAsync("office");
        await office.OpenAsync($"/campaigns/{campaign.Campaign.Id}/run/count");
        var counting = Answered(office.SubmitAsync("form[action$='/run/count']"));
        await moment(counting);
        await program.KillAsync();
        await counting;
    }

    private static Task<(int Envelopes, int Counted, bool HasTallies, bool HasSeal)> LeftAsync(TestHost host) => host.QueryAsync(async db =>
        (await db.Envelopes.CountAsync(), await db.CountedEnvelopes.CountAsync(), await db.Tallies.AnyAsync(), await db.BallotBoxes.AnyAsync(b => b.Seal != null)));

    private static Task<CampaignStage> StageAsync(TestHost host) => host.QueryAsync(db => db.Campaigns.Select(c => c.Stage).SingleAsync());

    private static async Task Answered(Task<WebPage> request)
    {
        try
        {
            await request;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            // Killed before it could answer.
        }
    }
}

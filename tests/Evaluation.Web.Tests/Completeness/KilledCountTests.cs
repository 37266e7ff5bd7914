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

/// <summary>The program is killed in the middle of a count, again and again and each time further on: it has counted everything or nothing.</summary>
public sealed class KilledCountTests
{
    // Of processor time, which the program uses up whatever else the machine does.
    private static readonly TimeSpan Further = TimeSpan.FromMilliseconds(250);

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Kill_InTheMiddleOfACount_HasCountedEverythingOrNothing(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 300);
        await host.AddAsync(TestData.CreateUser("office", (Role.Organizer, campaign.Unit)));
        var receipts = campaign.Codes[4].Select(_ => Receipt.Make()).ToList();
        await Parallel.ForEachAsync(receipts.Zip(campaign.Codes[4]), async (sheet, _) => Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(sheet.Second, 4, "1", sheet.First)).Outcome));
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();

        var kills = 0;
        var before = new List<TimeSpan>();
        while (await StageAsync(host) == CampaignStage.Ended)
        {
            await using var program = await ServerProcess.StartAsync(host);
            using var handler = new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = program.Address };
            var office = new Browser(client);
            await office.SignInAsync("office");
            await office.OpenAsync($"/campaigns/{campaign.Campaign.Id}/run/count");
            var (used, limit) = (program.Cpu, Further * ++kills);
            var counting = Answered(office.SubmitAsync("form[action$='/run/count']"));
            while (program.Cpu - used < limit && !counting.IsCompleted)
            {
                await Task.Yield();
            }

            before.Add(program.Cpu - used);
            await program.KillAsync();
            await counting;
            await AssertWholeAsync(host, receipts.Count);
            Assert.True(kills < 60, "The count never came to its end.");
        }

        // The first was killed before anything was counted, and they went ever further.
        Assert.True(kills > 1, string.Join(' ', before));
        // A key that outlived its count goes when the program runs again.
        await using (await ServerProcess.StartAsync(host))
        {
            while (Directory.GetFiles(host.ProgramKeyFolder, "box-*", SearchOption.AllDirectories).Length > 0)
            {
                await Task.Yield();
            }
        }

        foreach (var receipt in receipts)
        {
            Assert.Equal(ReceiptState.Counted, (await host.RunAsync((ReceiptService s) => s.CheckAsync(receipt, default))).State);
        }

        var result = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result;
        Assert.Equal(receipts.Count, result.Pools[1].Sheets.Valid);
        Assert.All(result.Pools[1].Subjects, subject => Assert.Equal(receipts.Count, subject.Tally.Total(0)[0]));
    }

    private static async Task AssertWholeAsync(TestHost host, int all)
    {
        var left = await host.QueryAsync(async db => (await db.Envelopes.CountAsync(), await db.CountedEnvelopes.CountAsync(), await db.Tallies.AnyAsync(), await db.BallotBoxes.AnyAsync(b => b.Seal != null)));
        Assert.Equal(await StageAsync(host) == CampaignStage.Ended ? (all, 0, false, false) : (0, all, true, true), left);
    }

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

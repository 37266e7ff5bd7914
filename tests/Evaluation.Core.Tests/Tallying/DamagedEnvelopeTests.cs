using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Tallying;

/// <summary>An envelope damaged on the disk stops the count, names itself, and is left out only by a decision of two people.</summary>
public sealed class DamagedEnvelopeTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_WithADamagedEnvelope_StopsUntilTwoPeopleDecide(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, receipts) = await EndedAsync(host);
        var damaged = await DamageAsync(host, 1);
        var (asks, releases) = await PeopleAsync(host);

        await MustStopAsync(campaign, damaged);
        Assert.True(await host.RunAsync((DamageService s) => s.RequestAsync(campaign.Campaign.Id, asks, "磁盘坏道，备份中也没有", default)));
        Assert.False(await host.RunAsync((DamageService s) => s.RequestAsync(campaign.Campaign.Id, asks, "再次", default)));
        await MustStopAsync(campaign, damaged);
        var request = await host.QueryAsync(db => db.LeaveOutRequests.AsNoTracking().SingleAsync());
        Assert.Equal(ReleaseOutcome.SamePerson, await ReleaseAsync(host, request, asks));
        await MustStopAsync(campaign, damaged);
        Assert.Equal(ReleaseOutcome.Released, await ReleaseAsync(host, request, releases));
        Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);

        var result = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result;
        // Eight came back and seven count: of the whole, and of the category whose code has no envelope that opens.
        Assert.Equal((8, 7), (result.Pools[0].Sheets.Returned, result.Pools[0].Sheets.Valid));
        Assert.Equal((8, 7), (result.Plan.Categories[0].Returned, result.Plan.Categories[0].Valid));
        Assert.All(result.Pools[0].Subjects, s => Assert.Equal(7, s.Tally.Total(0).Total));
        var states = new List<ReceiptState>();
        foreach (var receipt in receipts)
        {
            states.Add((await host.RunAsync((ReceiptService s) => s.CheckAsync(receipt, default))).State);
        }

        Assert.Equal((7, 1), (states.Count(s => s == ReceiptState.Counted), states.Count(s => s == ReceiptState.LeftOut)));
        Assert.Equal(0, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_MoreDamagedThanDecided_StopsAgain(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await EndedAsync(host);
        await DamageAsync(host, 1);
        await DecideAsync(host, campaign);

        var damaged = await DamageAsync(host, 2);

        await MustStopAsync(campaign, damaged);
        var overview = (await host.RunAsync((DamageService s) => s.FindAsync(campaign.Campaign.Id, default)))!;
        Assert.False(overview.IsDecided);
        Assert.Equal(2, overview.Envelopes.Count);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_EnvelopeRestoredAfterTheDecision_IsCounted(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await EndedAsync(host);
        var before = (await host.QueryAsync(db => db.Envelopes.AsNoTracking().ToListAsync())).MinBy(e => e.Id)!;
        await DamageAsync(host, 1);
        await DecideAsync(host, campaign);
        await host.QueryAsync(db => db.Envelopes.Where(e => e.Id == before.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Ciphertext, before.Ciphertext)));

        Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);
        var result = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result;
        Assert.Equal((8, 8), (result.Pools[0].Sheets.Returned, result.Pools[0].Sheets.Valid));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_EnvelopeRemovedBesideOneLeftOut_IsStillMissed(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await EndedAsync(host);
        await DamageAsync(host, 1);
        await DecideAsync(host, campaign);
        await host.QueryAsync(db => db.Envelopes.OrderByDescending(e => e.Id).Take(1).ExecuteDeleteAsync());

        var report = await campaign.CountAsync();

        Assert.Equal(CountOutcome.NumbersDiffer, report.Outcome);
        Assert.Equal((8, 6), report.Differences.Select(d => (d.UsedCodes, d.Envelopes)).Single());
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_CopyOfAnEnvelopeLeftOut_CountsAllOfTheOthers(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await EndedAsync(host);
        await host.QueryAsync(async db =>
        {
            var original = await db.Envelopes.AsNoTracking().FirstAsync();
            db.Envelopes.Add(new Envelope { Id = Guid.NewGuid(), BoxId = original.BoxId, Ciphertext = original.Ciphertext, Mac = original.Mac });
            return await db.SaveChangesAsync();
        });
        await DecideAsync(host, campaign);

        Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);
        var result = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result;
        Assert.Equal((8, 8), (result.Pools[0].Sheets.Returned, result.Pools[0].Sheets.Valid));
    }

    [Fact]
    public async Task Request_BeforeACountStopped_IsNotPossible()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, _) = await EndedAsync(host);
        var (asks, _) = await PeopleAsync(host);

        Assert.False(await host.RunAsync((DamageService s) => s.RequestAsync(campaign.Campaign.Id, asks, "以防万一", default)));
        Assert.Null(await host.RunAsync((DamageService s) => s.FindAsync(campaign.Campaign.Id, default)));
    }

    private static async Task MustStopAsync(CampaignDriver campaign, IReadOnlyList<Guid> damaged)
    {
        var report = await campaign.CountAsync();
        Assert.Equal(CountOutcome.EnvelopesDamaged, report.Outcome);
        Assert.Equal(damaged, report.Damaged);
    }

    private static async Task DecideAsync(TestHost host, CampaignDriver campaign)
    {
        var (asks, releases) = await PeopleAsync(host);
        Assert.Equal(CountOutcome.EnvelopesDamaged, (await campaign.CountAsync()).Outcome);
        Assert.True(await host.RunAsync((DamageService s) => s.RequestAsync(campaign.Campaign.Id, asks, "磁盘坏道", default)));
        Assert.Equal(ReleaseOutcome.Released, await ReleaseAsync(host, await host.QueryAsync(db => db.LeaveOutRequests.AsNoTracking().SingleAsync()), releases));
    }

    private static Task<ReleaseOutcome> ReleaseAsync(TestHost host, LeaveOutRequest request, Guid user) =>
        host.RunAsync((DamageService s) => s.ReleaseAsync(request.CampaignId, request.Id, user, default));

    private static async Task<(Guid Asks, Guid Releases)> PeopleAsync(TestHost host)
    {
        User[] users = [TestData.CreateUser("asks"), TestData.CreateUser("releases")];
        await host.AddAsync(users);
        return (users[0].Id, users[1].Id);
    }

    // One byte in the middle of the first envelopes by id, as a bad sector would leave them. Unchecked: one byte in 256 is the largest.
    private static Task<List<Guid>> DamageAsync(TestHost host, int number) => host.QueryAsync(async db =>
    {
        var envelopes = (await db.Envelopes.ToListAsync()).OrderBy(e => e.Id).Take(number).ToList();
        foreach (var envelope in envelopes)
        {
            envelope.Ciphertext = [.. envelope.Ciphertext.Select((b, i) => i == 100 ? unchecked((byte)(b + 1)) : b)];
        }

        await db.SaveChangesAsync();
        return envelopes.ConvertAll(e => e.Id);
    });

    private static async Task<(CampaignDriver Campaign, IReadOnlyList<string> Receipts)> EndedAsync(TestHost host)
    {
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipts = Enumerable.Range(0, 8).Select(_ => Receipt.Make()).ToList();
        foreach (var (receipt, code) in receipts.Zip(campaign.Codes[0]))
        {
            Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(code, 0, "1", receipt)).Outcome);
        }

        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        return (campaign, receipts);
    }
}

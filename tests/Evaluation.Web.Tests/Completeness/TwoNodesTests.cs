using System.Collections.Concurrent;
using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Completeness;

/// <summary>Two processes of the program over one PostgreSQL and one key folder, as behind a proxy.</summary>
public sealed class TwoNodesTests
{
    [Fact]
    public async Task Cast_SameCodeAtBothNodesAtOnce_IsTakenOnceByEither()
    {
        await using var nodes = await Nodes.StartAsync(58);
        var (host, campaign, first, second) = nodes;
        var answers = new ConcurrentBag<VoteAnswer[]>();

        await Parallel.ForEachAsync(campaign.Codes[4], new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (code, _) =>
        {
            using var one = new Voter(first.Address);
            using var other = new Voter(second.Address);
            var sheets = await Task.WhenAll(one.OpenAsync(code), other.OpenAsync(code));
            answers.Add(await Task.WhenAll(one.SubmitAsync(sheets[0]!), other.SubmitAsync(sheets[1]!)));
        });

        Assert.All(answers, pair => Assert.Equal([VoteAnswer.Acknowledged, VoteAnswer.Refused], pair.Order()));
        Assert.Equal(60, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
    }

    [Fact]
    public async Task Sheet_OfOneNode_IsSubmittedAtTheOtherAndOnceMoreAtTheFirst()
    {
        await using var nodes = await Nodes.StartAsync(8);
        var (_, campaign, first, second) = nodes;
        using var phone = new Voter(first.Address);
        var sheet = (await phone.OpenAsync(campaign.Codes[4][0]))!;

        phone.Address = second.Address;
        Assert.Equal(VoteAnswer.Acknowledged, await phone.SubmitAsync(sheet));
        // Sent again by an impatient finger: "already submitted", on the same end page.
        phone.Address = first.Address;
        Assert.Equal(VoteAnswer.Acknowledged, await phone.SubmitAsync(sheet, choice: 1));

        // The next on the same telephone, with a receipt that is taken, is not mistaken for the first.
        var other = (await phone.OpenAsync(campaign.Codes[4][1]))! with { Receipt = sheet.Receipt };
        Assert.Equal(VoteAnswer.Refused, await phone.SubmitAsync(other));
        phone.Address = second.Address;
        Assert.Equal(VoteAnswer.Acknowledged, await phone.SubmitAsync((await phone.OpenAsync(campaign.Codes[4][1]))!));
        Assert.Equal(2, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
    }

    [Fact]
    public async Task End_WhileBothNodesTakeBallots_CountsEveryAcknowledgedOneAndNoOther()
    {
        await using var nodes = await Nodes.StartAsync(198);
        var (host, campaign, first, second) = nodes;
        await host.AddAsync(TestData.CreateUser("office", (Role.Organizer, campaign.Unit)));
        var office = second.OpenBrowser();
        await office.SignInAsync("office");
        await office.OpenAsync($"/campaigns/{campaign.Campaign.Id}/run");
        var load = new Load(campaign.Codes[4]);
        var voting = load.RunAsync(first, second);
        await load.ReachedAsync(40);
        // At one of the two: the other must not go on taking ballots.
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync("form[action$='/run/end']")).Status);
        await voting;

        Assert.InRange(load.Acknowledged.Count, 40, campaign.Codes[4].Count - 1);
        Assert.Equal(load.Acknowledged.Count, await host.QueryAsync(db => db.AccessCodes.CountAsync(c => c.State == CodeState.Used)));
        await campaign.EnterAttendanceAsync();
        await campaign.CountAsync();
        await AllAreCountedAsync(host, load);
    }

    [Fact]
    public async Task Kill_OfOneNode_LosesNothingAcknowledgedAndTheOtherTakesTheRest()
    {
        await using var nodes = await Nodes.StartAsync(198);
        var (host, campaign, first, second) = nodes;
        var load = new Load(campaign.Codes[4]);
        var voting = load.RunAsync(first, second);
        await load.ReachedAsync(40);

        await first.KillAsync();
        await voting;
        await load.SubmitAgainAsync(second);
        await load.RunAsync(second);

        Assert.Equal(campaign.Codes[4].Order(), load.Acknowledged.Select(s => s.Code).Order());
        Assert.Equal(campaign.Codes[4].Count, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
        await AllAreCountedAsync(host, load);
    }

    private static async Task AllAreCountedAsync(TestHost host, Load load)
    {
        foreach (var sheet in load.Acknowledged)
        {
            Assert.Equal(ReceiptState.Counted, (await host.RunAsync((ReceiptService s) => s.CheckAsync(sheet.Receipt, default))).State);
        }
    }

    private sealed record Nodes(TestHost Host, CampaignDriver Campaign, ServerProcess First, ServerProcess Second) : IAsyncDisposable
    {
        // An open campaign whose last category has so many codes and two to spare.
        public static async Task<Nodes> StartAsync(int codes)
        {
            var host = await TestHost.CreateAsync(TestServer.Postgres);
            var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = codes);
            return new Nodes(host, campaign, await ServerProcess.StartAsync(host), await ServerProcess.StartAsync(host));
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}

using System.Collections.Concurrent;
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
        await using var host = await TestHost.CreateAsync(TestServer.Postgres);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 58);
        await using var first = await ServerProcess.StartAsync(host);
        await using var second = await ServerProcess.StartAsync(host);
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
        await using var host = await TestHost.CreateAsync(TestServer.Postgres);
        var campaign = await CampaignDriver.OpenAsync(host);
        await using var first = await ServerProcess.StartAsync(host);
        await using var second = await ServerProcess.StartAsync(host);
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
        await using var host = await TestHost.CreateAsync(TestServer.Postgres);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 198);
        await using var first = await ServerProcess.StartAsync(host);
        await using var second = await ServerProcess.StartAsync(host);
        var acknowledged = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource();
        var load = Task.WhenAll(campaign.Codes[4].Chunk(25).Select((codes, i) => Task.Run(async () =>
        {
            using var phone = new Voter((i % 2 == 0 ? first : second).Address);
            foreach (var code in codes)
            {
                if (await phone.OpenAsync(code) is { } sheet && await phone.SubmitAsync(sheet) == VoteAnswer.Acknowledged)
                {
                    acknowledged.Add(sheet.Receipt);
                    if (acknowledged.Count >= 40)
                    {
                        enough.TrySetResult();
                    }
                }
            }
        })));

        await enough.Task;
        await campaign.EndAsync();
        await load;

        Assert.InRange(acknowledged.Count, 40, campaign.Codes[4].Count - 1);
        Assert.Equal(acknowledged.Count, await host.QueryAsync(db => db.AccessCodes.CountAsync(c => c.State == CodeState.Used)));
        await campaign.EnterAttendanceAsync();
        await campaign.CountAsync();
        foreach (var receipt in acknowledged)
        {
            Assert.Equal(ReceiptState.Counted, (await host.RunAsync<ReceiptService, ReceiptAnswer>(s => s.CheckAsync(receipt, default))).State);
        }
    }
}

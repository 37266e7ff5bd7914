using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Completeness;

/// <summary>The commands of the program beside the program that serves: a backup in the middle of a load, and a restore once it is stopped.</summary>
public sealed class BackupUnderLoadTests
{
    [Fact]
    public async Task Backup_InTheMiddleOfALoad_HoldsAllAcknowledgedBeforeAndHindersNone()
    {
        await using var host = await TestHost.CreateAsync();
        // More than can vote while the command starts and copies.
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 8000);
        var backup = Path.Combine(host.Database.Folder!, "backup.db");
        var load = new Load(campaign.Codes[4]);
        IReadOnlyList<OpenSheet> before;
        await using (var program = await ServerProcess.StartAsync(host))
        {
            var voting = load.RunAsync(program);
            await load.ReachedAsync(20);
            before = [.. load.Acknowledged];
            Assert.Equal((0, ""), await ServerProcess.CommandAsync(host, "backup", backup));
            await load.ReachedAsync(load.Acknowledged.Count + 20);
            load.Stop();
            await voting;
            Assert.InRange(load.Acknowledged.Count, before.Count + 20, campaign.Codes[4].Count - 1);

            var (exit, errors) = await ServerProcess.CommandAsync(host, "restore", backup);
            Assert.Equal(1, exit);
            Assert.Contains("in use", errors, StringComparison.Ordinal);
            await program.KillAsync();
        }

        Assert.Equal((load.Acknowledged.Count, load.Acknowledged.Count), await CountAsync(host));
        await host.WhileStoppedAsync(() => Assert.Equal((0, ""), ServerProcess.CommandAsync(host, "restore", backup).GetAwaiter().GetResult()));

        var (used, envelopes) = await CountAsync(host);
        Assert.Equal(used, envelopes);
        Assert.InRange(envelopes, before.Count, load.Acknowledged.Count - 1);
        Assert.Equal(envelopes, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
        foreach (var sheet in before)
        {
            Assert.Equal(ReceiptState.Counted, (await host.RunAsync((ReceiptService s) => s.CheckAsync(sheet.Receipt, default))).State);
        }
    }

    private static Task<(int Used, int Envelopes)> CountAsync(TestHost host) => host.QueryAsync(async db =>
        (await db.AccessCodes.CountAsync(c => c.State == CodeState.Used), await db.Envelopes.CountAsync()));
}

using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Completeness;

/// <summary>The program as a process: killed without warning, or on a disk that is full. What was acknowledged is counted, once; what was not can be submitted again.</summary>
public sealed class KilledProgramTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Kill_InTheMiddleOfALoad_LosesNothingAcknowledgedAndCountsNothingTwice(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 148);
        var load = new Load(campaign.Codes[4]);
        await using (var program = await ServerProcess.StartAsync(host))
        {
            var voting = load.RunAsync(program);
            await load.ReachedAsync(40);
            await program.KillAsync();
            await voting;
        }

        Assert.InRange(load.Acknowledged.Count, 40, campaign.Codes[4].Count - 1);
        Assert.Equal(await UsedAsync(host), await EnvelopesAsync(host));
        Assert.All(load.Acknowledged, sheet => Assert.True(Exists(host, sheet)));

        // Those whose answer was lost press again, on the same form; the others vote with the codes that are left.
        await using (var program = await ServerProcess.StartAsync(host))
        {
            await load.SubmitAgainAsync(program);
            await load.RunAsync(program);
        }

        Assert.Equal(campaign.Codes[4].Count, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
        Assert.All(load.Acknowledged, sheet => Assert.Equal(ReceiptState.Counted, CheckAsync(host, sheet.Receipt).Result));
    }

    [Fact]
    public async Task Disk_WhenItIsFull_SpendsNoCodeAndTakesTheSameFormLater()
    {
        TestServers.Require(OperatingSystem.IsLinux(), "A limit on the size of files", mayBeMissingInCi: false);
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 148);
        var size = new FileInfo(Path.Combine(host.Database.Folder!, "evaluation.db")).Length;
        OpenSheet refused;
        var taken = new List<OpenSheet>();
        // No file may grow beyond this, in blocks of 1,024 bytes: the log of the database fills up after some submissions. (The runtime's own double mapping of code would need a large file.)
        await using (var program = await ServerProcess.StartAsync(host, shell: $"trap '' XFSZ; ulimit -f {(size / 1024) + 100}", settings: ("DOTNET_EnableWriteXorExecute", "0")))
        {
            using var phone = new Voter(program.Address);
            refused = await FillAsync(phone, campaign.Codes[4], taken);
        }

        Assert.Equal(taken.Count, await UsedAsync(host));
        Assert.Equal(taken.Count, await EnvelopesAsync(host));
        Assert.All(taken, sheet => Assert.True(Exists(host, sheet)));
        await using (var program = await ServerProcess.StartAsync(host))
        {
            using var phone = new Voter(program.Address);
            await Load.SubmitAgainAsync(phone, refused);
        }

        Assert.Equal(taken.Count + 1, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
    }

    private static async Task<OpenSheet> FillAsync(Voter phone, IEnumerable<string> codes, List<OpenSheet> taken)
    {
        foreach (var code in codes)
        {
            var sheet = (await phone.OpenAsync(code))!;
            var answer = await phone.SubmitAsync(sheet);
            if (answer != VoteAnswer.Acknowledged)
            {
                Assert.Equal(VoteAnswer.Unavailable, answer);
                return sheet;
            }

            taken.Add(sheet);
        }

        Assert.Fail("The disk never filled up.");
        return null!;
    }

    private static Task<int> UsedAsync(TestHost host) => host.QueryAsync(db => db.AccessCodes.CountAsync(c => c.State == CodeState.Used));

    private static Task<int> EnvelopesAsync(TestHost host) => host.QueryAsync(db => db.Envelopes.CountAsync());

    private static bool Exists(TestHost host, OpenSheet sheet) =>
        Receipt.TryGetEnvelopeId(sheet.Receipt, out var id) && host.QueryAsync((EvaluationDbContext db) => db.Envelopes.AnyAsync(e => e.Id == id)).Result;

    private static async Task<ReceiptState> CheckAsync(TestHost host, string receipt) =>
        (await host.RunAsync<ReceiptService, ReceiptAnswer>(s => s.CheckAsync(receipt, default))).State;
}

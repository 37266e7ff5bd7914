using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Ballots;

/// <summary>A database that fails in the middle of the evaluation: no code is half used, and the same form can be submitted again.</summary>
public sealed class UnavailableDatabaseTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Fact]
    public async Task Cast_WhileAnotherProcessHoldsTheDatabase_SpendsNothingAndIsTakenLater()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipt = Receipt.Make();
        await using (var other = new SqliteConnection(host.Database.ConnectionString + ";Pooling=False"))
        {
            await other.OpenAsync();
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();

            Assert.Equal(CastOutcome.Unavailable, (await campaign.CastAsync(campaign.Codes[4][0], 4, "1", receipt)).Outcome);
        }

        Assert.Equal((0, 0), await CountAsync(host));
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[4][0], 4, "1", receipt)).Outcome);
        Assert.Equal((1, 1), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WhenOneOfManyFails_FailsNoOther(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 98);
        var receipt = Receipt.Make();
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", receipt);

        // Two forms with a receipt that is taken, among a hundred others that reach the writer together.
        var results = await Task.WhenAll(campaign.Codes[4].Select((code, i) => Task.Run(() => campaign.CastAsync(code, 4, "1", i is 30 or 60 ? receipt : null))));

        Assert.Equal(98, results.Count(r => r.Outcome == CastOutcome.Accepted));
        Assert.Equal(2, results.Count(r => r.Outcome == CastOutcome.ReceiptTaken));
        Assert.Equal((99, 99), await CountAsync(host));
    }

    [Fact]
    public async Task Cast_WhileConnectionsToPostgresAreCut_LosesNothingAcknowledged()
    {
        await using var host = await TestHost.CreateAsync(TestServer.Postgres);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[4].Target = 198);
        var forms = campaign.Codes[4].Select(code => (Code: code, Receipt: Receipt.Make())).ToList();
        using var some = new CountdownEvent(30);
        var load = Task.WhenAll(forms.Chunk(50).Select(part => Task.Run(async () =>
        {
            var results = new List<CastOutcome?>();
            foreach (var (code, receipt) in part)
            {
                results.Add(await TryCastAsync(campaign, code, receipt));
                if (!some.IsSet)
                {
                    some.Signal();
                }
            }

            return results;
        })));
        await Task.Run(some.Wait);
        await CutAsync(host);
        var first = (await load).SelectMany(r => r).ToList();
        Assert.Contains(first, outcome => outcome != CastOutcome.Accepted);

        var envelopes = await host.QueryAsync(db => db.Envelopes.Select(e => e.Id).ToListAsync());
        Assert.Equal((envelopes.Count, envelopes.Count), await CountAsync(host));
        Assert.All(forms.Zip(first).Where(f => f.Second == CastOutcome.Accepted), f => Assert.Contains(IdOf(f.First.Receipt), envelopes));
        foreach (var (form, _) in forms.Zip(first).Where(f => f.Second != CastOutcome.Accepted))
        {
            Assert.Contains(await TryCastAsync(campaign, form.Code, form.Receipt), new CastOutcome?[] { CastOutcome.Accepted, CastOutcome.AlreadySubmitted });
        }

        Assert.Equal(forms.Count, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
    }

    // Looking the code up may fail as well, before anything is stored: the page then keeps what was sent in a form that sends it again.
    private static async Task<CastOutcome?> TryCastAsync(CampaignDriver campaign, string code, string receipt)
    {
        try
        {
            return (await campaign.CastAsync(code, 4, "1", receipt)).Outcome;
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Task<int> CutAsync(TestHost host) => host.QueryAsync(db => db.Database.ExecuteSqlRawAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));

    private static Guid IdOf(string receipt) => Receipt.TryGetEnvelopeId(receipt, out var id) ? id : throw new ArgumentException("Not a receipt.", nameof(receipt));

    private static Task<(int Used, int Envelopes)> CountAsync(TestHost host) => host.QueryAsync(async db =>
        (await db.AccessCodes.CountAsync(c => c.State == CodeState.Used), await db.Envelopes.CountAsync()));
}

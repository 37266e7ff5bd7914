using System.Text;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Evaluator;

/// <summary>Votes in a known way through the real pages, then looks through everything that was stored or logged.</summary>
public sealed class SecrecyTests
{
    private const string Marks = "142341233";
    private const string OpinionText = "走廊的灯坏了三个月没有人修";

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task KnownVote_BeforeAndAfterTheCount_IsNowhereInDatabaseOrLogs(TestServer server)
    {
        var clock = new TestClock();
        await using var program = await EvaluationFactory.CreateAsync(server, services => services.AddSingleton<TimeProvider>(clock));
        var campaign = await CampaignDriver.OpenAsync(program);
        var (code, others) = (campaign.Codes[0][0], campaign.Codes[0].Skip(1).Take(4));
        foreach (var other in others)
        {
            await campaign.CastAsync(other, 0, "1");
        }

        clock.Advance(new TimeSpan(3, 33, 33));
        var receipt = await VoteAsync(program, code);
        var secrets = new List<string> { code, CodeText.InGroups(code), receipt, Receipt.InGroups(receipt), Marks, OpinionText };

        var before = await DumpAsync(program);
        AssertAbsent(before, [.. secrets, .. TimesOf(clock.Now)]);
        Assert.Equal(-1, before.AsSpan().IndexOf(Convert.FromHexString(receipt)));

        clock.Advance(TimeSpan.FromHours(1));
        await campaign.FinishAsync();

        AssertAbsent(await DumpAsync(program), secrets.Where(s => s != OpinionText));
        Assert.DoesNotContain(program.Logs, line => secrets.Any(s => line.Contains(s, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(0, await program.RunAsync<EvaluationDbContext, int>(db => db.Envelopes.CountAsync()));
        Assert.Empty(Directory.GetFiles(program.KeyFolder, "box-*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task WhatAVoteWrites_IsTheseColumnsAndNothingElse()
    {
        await using var program = await EvaluationFactory.CreateAsync();

        var columns = await program.RunAsync<EvaluationDbContext, Dictionary<string, string[]>>(db => Task.FromResult(
            new[] { typeof(Envelope), typeof(AccessCode), typeof(Opinion), typeof(Domain.Ballots.Tally) }.ToDictionary(
                t => t.Name,
                t => db.Model.FindEntityType(t)!.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal).ToArray())));

        Assert.Equal(["BoxId", "Ciphertext", "Id", "Mac"], columns["Envelope"]);
        Assert.Equal(["BoxId", "CategoryId", "Hash", "Id", "InviteeId", "IsSpare", "State"], columns["AccessCode"]);
        Assert.Equal(["CampaignId", "Id", "PoolId", "Prompt", "SubjectId", "Text"], columns["Opinion"]);
        Assert.Equal(["Counts", "Group", "SubjectId"], columns["Tally"]);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Envelopes_OfABox_HaveOneLengthWhateverTheyHold(TestServer server)
    {
        await using var program = await EvaluationFactory.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", null, new Domain.Ballots.OpinionText(0, new string('长', 900)));
        await campaign.CastAsync(campaign.Codes[1][0], 1, "-");
        await campaign.CastAsync(campaign.Codes[4][0], 4, "4");

        var lengths = await program.RunAsync<EvaluationDbContext, List<int>>(db => db.Envelopes.Select(e => e.Ciphertext.Length).ToListAsync());

        Assert.Equal(3, lengths.Count);
        Assert.Single(lengths.Distinct());
    }

    [Fact]
    public async Task RowsWrittenTogetherOnPostgres_JoinAUsedCodeToCiphertextAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync(TestServer.Postgres);
        var campaign = await CampaignDriver.OpenAsync(program);
        await VoteAsync(program, campaign.Codes[0][0]);

        var joined = await program.RunAsync<EvaluationDbContext, List<string>>(async db =>
        {
            var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().ToList();
            var found = new List<string>();
            foreach (var table in tables)
            {
                // What PostgreSQL itself remembers: the transaction that wrote a row.
                FormattableString sql = $"""
                    SELECT count(*)::int AS "Value" FROM "AccessCodes" c WHERE c."State" = 'Used' AND EXISTS (SELECT 1 FROM "TABLE" t WHERE t.xmin = c.xmin)
                    """;
                var count = await db.Database.SqlQueryRaw<int>(sql.Format.Replace("TABLE", table, StringComparison.Ordinal)).SingleAsync();
                if (count > 0)
                {
                    found.Add(table);
                }
            }

            return found;
        });

        Assert.Equal(["AccessCodes", "Envelopes"], joined.Order(StringComparer.Ordinal));
    }

    private static async Task<string> VoteAsync(EvaluationFactory program, string code)
    {
        var phone = await BallotPagesTests.OpenSheetAsync(program, code);
        var receipt = phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value")!;
        var marks = Marks.Select((mark, i) => ($"m{i}", (string?)mark.ToString())).Append(("o1", OpinionText));
        await phone.SubmitAsync("#sheet button.main", [.. marks]);
        Assert.NotNull(phone.Page.QuerySelector("#end"));
        return receipt;
    }

    private static IEnumerable<string> TimesOf(DateTime moment) =>
        [moment.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), moment.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)];

    private static void AssertAbsent(byte[] dump, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            Assert.Equal(-1, dump.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, dump.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)));
        }
    }

    // The files of SQLite byte for byte, free pages and write-ahead log included; of a server every row of every table as text.
    private static async Task<byte[]> DumpAsync(EvaluationFactory program)
    {
        if (program.Database.Server == TestServer.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            return [.. Directory.GetFiles(program.Database.Folder!).SelectMany(ReadShared)];
        }

        return await program.RunAsync<EvaluationDbContext, byte[]>(async db =>
        {
            var dump = new StringBuilder();
            await db.Database.OpenConnectionAsync();
            foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\"";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    for (var i = 0; i < reader.FieldCount; i++)
                    {
                        dump.Append(reader.GetValue(i) switch
                        {
                            byte[] bytes => Encoding.Latin1.GetString(bytes),
                            DateTime moment => moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                            var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
                        }).Append('\n');
                    }
                }
            }

            return Encoding.UTF8.GetBytes(dump.ToString());
        });
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

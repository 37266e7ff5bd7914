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
    internal const string OpinionText = "走廊的灯坏了三个月没有人修";

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task KnownVote_BeforeAndAfterTheCount_IsNowhereInDatabaseOrLogs(TestServer server)
    {
        var clock = new TestClock();
        await using var program = await EvaluationFactory.CreateAsync(server, services => services.AddSingleton<TimeProvider>(clock));
        var names = Enumerable.Range(0, 20).Select(i => "应邀人" + (char)('甲' + i)).ToArray();
        var campaign = await OpenWithInviteesAsync(program, names);
        var (code, others) = (campaign.Codes[0][0], campaign.Codes[0].Skip(1).Take(4));
        foreach (var other in others)
        {
            await campaign.CastAsync(other, 0, "1");
        }

        clock.Advance(new TimeSpan(3, 33, 33));
        var times = TimesOf(clock.Now).ToList();
        var receipt = await VoteAsync(program, code);
        List<string> secrets = [code, CodeText.InGroups(code), receipt, Receipt.InGroups(receipt), Marks, .. times];

        await AssertAbsentAsync(program, [.. secrets, OpinionText], Convert.FromHexString(receipt), names);

        clock.Advance(TimeSpan.FromHours(1));
        await campaign.FinishAsync();

        // The text itself is published with the result, alone in a row with its question.
        await AssertAbsentAsync(program, secrets, Convert.FromHexString(receipt), names);
        Assert.DoesNotContain(program.Logs, line => secrets.Concat(names).Append(OpinionText).Any(s => line.Contains(s, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(0, await program.RunAsync<EvaluationDbContext, int>(db => db.Envelopes.CountAsync()));
        Assert.Equal(0, await program.RunAsync<EvaluationDbContext, int>(db => db.AccessCodes.CountAsync(c => c.InviteeId != null)));
        Assert.Empty(Directory.GetFiles(program.KeyFolder, "box-*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task FromACode_OnlyTheBoxTheCategoryAndTheInviteeCanBeReached()
    {
        await using var program = await EvaluationFactory.CreateAsync();

        var ways = await program.RunAsync<EvaluationDbContext, (string[] From, string[] To, string[] FromEnvelope)>(db => Task.FromResult((
            db.Model.FindEntityType(typeof(AccessCode))!.GetForeignKeys().Select(k => k.PrincipalEntityType.ClrType.Name).Order(StringComparer.Ordinal).ToArray(),
            db.Model.FindEntityType(typeof(AccessCode))!.GetReferencingForeignKeys().Select(k => k.DeclaringEntityType.ClrType.Name).ToArray(),
            db.Model.FindEntityType(typeof(Envelope))!.GetForeignKeys().Select(k => k.PrincipalEntityType.ClrType.Name).ToArray())));

        Assert.Equal(["BallotBox", "EvaluatorCategory", "Invitee"], ways.From);
        Assert.Empty(ways.To);
        Assert.Equal(["BallotBox"], ways.FromEnvelope);
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

    internal static async Task<string> VoteAsync(EvaluationFactory program, string code)
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

    internal static async Task<CampaignDriver> OpenWithInviteesAsync(EvaluationFactory program, string[] names)
    {
        IReadOnlyList<Domain.Pools.Invitee> invitees = [];
        var campaign = await CampaignDriver.CreateAsync(program, c => invitees = TestData.CreateInvitees(c, 0, names));
        await program.AddAsync([.. invitees]);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        return campaign;
    }

    // Every row of every table; of SQLite also the files byte for byte, free pages and write-ahead log included.
    private static async Task AssertAbsentAsync(EvaluationFactory program, IEnumerable<string> secrets, byte[] receipt, string[] names)
    {
        var rows = await RowsAsync(program);
        // Guards the test itself: what is surely stored must be found in this way.
        Assert.Contains(rows, r => r.Table == "Invitees" && Holds(r.Bytes, names[0]));
        Assert.Empty(rows.Where(r => r.Table != "Invitees" && names.Any(name => Holds(r.Bytes, name))).Select(r => r.Table));
        var parts = rows.Select(r => r.Bytes).Concat(program.Database.Server == TestServer.Sqlite ? Files(program) : []).ToList();
        foreach (var part in parts)
        {
            Assert.DoesNotContain(secrets, secret => Holds(part, secret));
            Assert.Equal(-1, part.AsSpan().IndexOf(receipt));
        }
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static IEnumerable<byte[]> Files(EvaluationFactory program)
    {
        SqliteConnection.ClearAllPools();
        return Directory.GetFiles(program.Database.Folder!).Select(ReadShared);
    }

    private static Task<List<(string Table, byte[] Bytes)>> RowsAsync(EvaluationFactory program) => program.RunAsync<EvaluationDbContext, List<(string, byte[])>>(async db =>
    {
        var rows = new List<(string, byte[])>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                using var row = new MemoryStream();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    row.Write(reader.GetValue(i) switch
                    {
                        byte[] bytes => bytes,
                        DateTime moment => Encoding.UTF8.GetBytes(moment.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)),
                        var value => Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
                    });
                    row.WriteByte((byte)'\n');
                }

                rows.Add((table, row.ToArray()));
            }
        }

        return rows;
    });

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

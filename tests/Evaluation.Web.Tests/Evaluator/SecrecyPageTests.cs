using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Evaluator;

/// <summary>Holds what the page on secrecy says, sentence by sentence, against what lies in the database. A sentence that is changed or added wants its check here.</summary>
public sealed class SecrecyPageTests
{
    // What only warns promises nothing that could be checked.
    private static readonly Action Warning = () => { };

    [Fact]
    public async Task EverySentenceOfThePage_HoldsInTheDatabase()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await SecrecyTests.OpenWithInviteesAsync(program, [.. Enumerable.Range(0, 20).Select(i => "应邀人" + (char)('甲' + i))]);
        foreach (var code in campaign.Codes[0].Skip(1).Take(5).Concat(campaign.Codes[3].Take(2)))
        {
            await campaign.CastAsync(code, campaign.Codes[0].Contains(code) ? 0 : 3, "1");
        }

        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");
        var sentences = await SentencesAsync(program);
        var before = await Snapshot.TakeAsync(program);
        await SecrecyTests.VoteAsync(program, campaign.Codes[0][0]);
        var voted = await Snapshot.TakeAsync(program);
        var early = await campaign.CountAsync();
        var result = (await office.GetAsync($"/campaigns/{campaign.Campaign.Id}/result")).Status;
        var opened = await OpenWithKeyFolderAsync(program);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var ended = await Snapshot.TakeAsync(program);
        Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);
        var counted = await Snapshot.TakeAsync(program);
        var plan = (await program.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!.Result.Plan;

        var checks = new Dictionary<string, Action>
        {
            ["您提交的评议表加密后投入票箱，评议结束前打不开"] = () => Assert.Equal((CountOutcome.WrongStage, 1), (early.Outcome, voted.Added(before)["Envelopes"])),
            ["计票后只留各档次票数、不带姓名的评议票、意见建议和核对回执用的编号，加密原件和开箱密钥一并销毁"] = () =>
            {
                Assert.Equal(["CountedEnvelopes", "Opinions", "Tallies"], counted.Added(ended).Keys.Order(StringComparer.Ordinal));
                Assert.Equal(
                    [
                        "AccessCodes.InviteeId", "BallotBoxes.EncryptedSealedBox", "BallotBoxes.Manifest", "BallotBoxes.Opening", "BallotBoxes.Plan", "BallotBoxes.Seal", "BallotBoxes.WrappedMacKey",
                        "BallotBoxes.WrappedPrivateKey", "Campaigns.CountedAt", "Campaigns.Stage", "Campaigns.Version",
                    ],
                    counted.Changed(ended));
                Assert.Equal(["BoxId", "Id"], counted.Columns("CountedEnvelopes"));
                Assert.Equal(0, counted.Count("Envelopes"));
                Assert.Empty(Directory.GetFiles(program.KeyFolder, "box-*", SearchOption.AllDirectories));
            },
            ["不保存提交的时间、先后、网络地址、手机型号，也不保存哪个评议码投了哪张票"] = () =>
            {
                Assert.Equal([("Envelopes", 1)], voted.Added(before).Select(a => (a.Key, a.Value)));
                Assert.Equal(["AccessCodes.State"], voted.Changed(before));
                Assert.Equal(["BoxId", "Ciphertext", "Id", "Mac"], voted.Columns("Envelopes"));
            },
            ["评议码只记人员类别和是否已用"] = () => Assert.Equal(["BoxId", "CategoryId", "Hash", "Id", "InviteeId", "IsSpare", "State"], voted.Columns("AccessCodes")),
            ["按名单发码的，还记发给了谁，计票时删去"] = () => Assert.Equal((20, 0), (voted.Filled("AccessCodes", "InviteeId"), counted.Filled("AccessCodes", "InviteeId"))),
            ["评议期间只能看到各类人员交了多少份"] = () => Assert.Equal((System.Net.HttpStatusCode.NotFound, 0, 0), (result, voted.Count("Tallies"), voted.Count("Opinions"))),
            ["计票后公布各档次票数，份数过少的类别并入其他类别"] = () =>
                Assert.All(plan.Groups, group => Assert.True(group.Sum(c => plan.Categories[c].Valid) is 0 or >= 5)),
            ["意见建议打乱次序、原文送评议组织者，请勿写能认出自己的内容"] = () =>
            {
                Assert.Equal(["CampaignId", "Id", "PoolId", "Prompt", "SubjectId", "Text"], counted.Columns("Opinions"));
                Assert.Contains(SecrecyTests.OpinionText, counted.Values("Opinions", "Text"));
            },
            ["提交的瞬间，服务器程序要读评议表才能加密"] = Warning,
            // That two locks want their holders is held by TwoLocksTests; here that without them the page is right to warn.
            ["计票前，同时掌握数据库和密钥文件夹的人有可能打开评议表；双锁票箱还须两名持锁人的口令"] = () => Assert.True(opened),
            ["印制评议码的人可能使用无人领取的码，须由监票人核对发出数和实到数"] = Warning,
            ["请人代填的，代填人知道内容"] = Warning,
            ["旁人可能看到屏幕，摄像头可能拍下"] = Warning,
        };
        Assert.Equal(checks.Keys, sentences);
        Assert.All(checks.Values, check => check());
    }

    private static async Task<IReadOnlyList<string>> SentencesAsync(EvaluationFactory program)
    {
        var browser = program.OpenBrowser();
        await browser.OpenAsync("/b/secrecy");
        return [.. browser.Page.QuerySelectorAll(".words p").SelectMany(p => p.TextContent.Split('。', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    private static async Task<bool> OpenWithKeyFolderAsync(EvaluationFactory program)
    {
        var (box, envelope) = await program.RunAsync(async (EvaluationDbContext db) => (await db.BallotBoxes.AsNoTracking().SingleAsync(), await db.Envelopes.AsNoTracking().FirstAsync()));
        return await program.RunAsync((BoxKeys keys) =>
        {
            using var key = keys.FindPrivateKey(box, null);
            return Task.FromResult(EnvelopeCipher.Open(box.Id, key!, box.PublicKey, envelope.Id, envelope.Ciphertext).Length > 0);
        });
    }

    // Every table with every row, by its key.
    private sealed class Snapshot
    {
        private readonly Dictionary<string, Dictionary<string, Dictionary<string, string>>> tables = [];
        private readonly Dictionary<string, string[]> columns = [];

        public static Task<Snapshot> TakeAsync(EvaluationFactory program) => program.RunAsync(async (EvaluationDbContext db) =>
        {
            var snapshot = new Snapshot();
            await db.Database.OpenConnectionAsync();
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null).DistinctBy(t => t.GetTableName()))
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM \"{type.GetTableName()}\"";
                await using var reader = await command.ExecuteReaderAsync();
                var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
                snapshot.columns[type.GetTableName()!] = [.. names.Order(StringComparer.Ordinal)];
                var rows = snapshot.tables[type.GetTableName()!] = [];
                while (await reader.ReadAsync())
                {
                    var row = names.Select((name, i) => (name, Text(reader.GetValue(i)))).ToDictionary(c => c.name, c => c.Item2);
                    rows[string.Join(' ', type.FindPrimaryKey()!.Properties.Select(p => row[p.GetColumnName()]))] = row;
                }
            }

            return snapshot;
        });

        public string[] Columns(string table) => columns[table];

        public int Count(string table) => tables[table].Count;

        public int Filled(string table, string column) => tables[table].Values.Count(r => r[column].Length > 0);

        public IEnumerable<string> Values(string table, string column) => tables[table].Values.Select(r => r[column]);

        public Dictionary<string, int> Added(Snapshot before) => tables
            .Select(t => (t.Key, Number: t.Value.Keys.Except(before.tables[t.Key].Keys).Count())).Where(t => t.Number > 0).ToDictionary(t => t.Key, t => t.Number);

        // Of one row and one column each, however many rows changed in it.
        public IEnumerable<string> Changed(Snapshot before) => tables
            .SelectMany(t => t.Value.Where(r => before.tables[t.Key].ContainsKey(r.Key))
                .SelectMany(r => r.Value.Where(c => before.tables[t.Key][r.Key][c.Key] != c.Value).Select(c => t.Key + "." + c.Key)))
            .Distinct().Order(StringComparer.Ordinal);

        private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }
}

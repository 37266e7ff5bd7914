using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Tallying;

public sealed class CountTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_BureauCampaign_GivesBothPoolsTheirOwnBaseAndTheRulesTheirArithmetic(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        // 20 staff: the Party group satisfied, the branch dissatisfied by 12; the five invited of the branch add four: 16 of 24 is exactly two thirds.
        await CastAllAsync(campaign, 0, [.. Enumerable.Repeat("14", 12), .. Enumerable.Repeat("11", 8)]);
        await CastAllAsync(campaign, 1, ["1", "2", "3"]);
        await CastAllAsync(campaign, 2, ["1", "1", "1", "4"]);
        await CastAllAsync(campaign, 3, ["1", "1", "2", "2", "3", "-"]);
        await CastAllAsync(campaign, 4, ["4", "4", "4", "4"]);

        var counted = await campaign.FinishAsync();

        var group = counted.Result.Pools[0].Subjects[0];
        Assert.Equal((33, 1), (group.Tally.Valid, group.Tally.Abstained));
        Assert.Equal("29/33", group.Rate!.Rate.ToString());
        Assert.Empty(group.Determinations);
        var branch = counted.Result.Pools[1].Subjects[0];
        Assert.Equal("1/3", branch.Rate!.Rate.ToString());
        Assert.Equal(
            [("1", RuleOutcome.Applies), ("2", RuleOutcome.Applies), ("3", RuleOutcome.ForDecision)],
            branch.Determinations.Select(d => (d.Rule.Number, d.Outcome)));
        Assert.Equal("示例甲", counted.Subjects[branch.Subject.Id].BearerName);
        Assert.Equal("", counted.Subjects[group.Subject.Id].BearerName);
        Assert.Equal(CampaignStage.Counted, counted.Campaign.Stage);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_SealsWhatARecountReadsAndDestroysEnvelopesAndKey(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipt = Receipt.Make();
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", receipt);
        await CastAllAsync(campaign, 4, ["1", "2", "3", "4"]);

        var counted = await campaign.FinishAsync();

        var box = await host.QueryAsync(db => db.BallotBoxes.AsNoTracking().SingleAsync());
        var read = await host.RunAsync<BoxKeys, SealedBox>(keys => Task.FromResult(keys.Unprotect(box.Id, box.EncryptedSealedBox!)));
        Assert.Equal(counted.Seal, read.Seal);
        Assert.True(Receipt.TryGetEnvelopeId(receipt, out var envelopeId));
        Assert.Contains(envelopeId, read.EnvelopeIds);
        var recount = Tallier.Recount(campaign.Layout, read);
        Assert.All(counted.Result.Pools.SelectMany(p => p.Subjects), subject => Assert.All(
            subject.Tally.Groups,
            group => Assert.Equal(
                recount.TryGetValue((subject.Subject.Id, group.Group), out var counts) ? string.Join(';', counts) : string.Join(';', group.Questions.Select(_ => new MarkCounts(subject.Tally.Form.Scale.Count))),
                string.Join(';', group.Questions))));
        Assert.Equal(0, await host.QueryAsync(db => db.Envelopes.CountAsync()));
        Assert.Empty(Directory.GetFiles(host.KeyFolder, "box-*"));
        Assert.Empty(box.WrappedPrivateKey);
        Assert.False(box.KeyFileMustGo);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_WithAnEnvelopeAlteredCopiedOrAdded_StopsAndNamesIt(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var copy = Guid.NewGuid();
        await host.QueryAsync(async db =>
        {
            var original = await db.Envelopes.AsNoTracking().FirstAsync();
            db.Envelopes.Add(new Envelope { Id = copy, BoxId = original.BoxId, Ciphertext = original.Ciphertext, Mac = original.Mac });
            return await db.SaveChangesAsync();
        });

        var report = await campaign.CountAsync();

        Assert.Equal(CountOutcome.EnvelopesDamaged, report.Outcome);
        Assert.Equal([copy], report.Damaged);
        Assert.Equal(3, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_WithAnEnvelopeForgedByWhoeverHasTheDatabaseAlone_StopsAndNamesIt(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var forged = Guid.NewGuid();
        await host.QueryAsync(async db =>
        {
            // Sealed to the box as it should be, for a code that is turned to used: only the MAC key is missing.
            var box = await db.BallotBoxes.AsNoTracking().SingleAsync();
            Assert.True(new BallotContent(4, "4", []).TryEncode(box.ContentLength, out var content));
            var ciphertext = EnvelopeCipher.Seal(box.Id, box.PublicKey, forged, content);
            db.Envelopes.Add(new Envelope { Id = forged, BoxId = box.Id, Ciphertext = ciphertext, Mac = EnvelopeCipher.Mac(new byte[32], box.Id, forged, ciphertext) });
            (await db.AccessCodes.FirstAsync(c => c.State == CodeState.Closed && c.CategoryId == campaign.Campaign.Categories[4].Id)).State = CodeState.Used;
            return await db.SaveChangesAsync();
        });

        var report = await campaign.CountAsync();

        Assert.Equal((CountOutcome.EnvelopesDamaged, forged), (report.Outcome, Assert.Single(report.Damaged)));
    }

    [Theory]
    [InlineData("PublicKey")]
    [InlineData("Layout")]
    public async Task Count_WithWhatWasFrozenChangedInTheDatabase_Stops(string column)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        await host.QueryAsync(async db =>
        {
            var box = await db.BallotBoxes.SingleAsync();
            var changed = (column == "Layout" ? box.Layout : box.PublicKey).ToArray();
            changed[^3] ^= 1;
            (box.Layout, box.PublicKey) = column == "Layout" ? (changed, box.PublicKey) : (box.Layout, changed);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(CountOutcome.BoxAltered, (await campaign.CountAsync()).Outcome);
        Assert.Equal(2, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Fact]
    public async Task Count_CategoriesRenumberedAfterTheLayoutWasFrozen_GivesEachItsOwnNumbers()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 0, [.. Enumerable.Repeat("1", 7)]);
        await CastAllAsync(campaign, 3, [.. Enumerable.Repeat("4", 6)]);
        await host.QueryAsync(db => db.EvaluatorCategories.ExecuteUpdateAsync(s => s.SetProperty(c => c.Order, c => 10 - c.Order)));

        var counted = await campaign.FinishAsync();

        Assert.Equal(["机关党员干部", "机关其他干部职工", "工业园区负责人", "服务对象代表（局党组）", "服务对象代表（支部）"], counted.Result.Plan.Categories.Select(c => c.Name));
        Assert.Equal([7, 0, 0, 6, 0], counted.Result.Plan.Categories.Select(c => c.Returned));
        Assert.Equal([20, 3, 4, 6, 5], counted.Result.Plan.Categories.Select(c => c.Due));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Count_PoolOfPeopleWhoEvaluateEachOther_IsShownWhenTheOthersNumberTheMinimum(int returned, bool isWithheld)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 0, [.. Enumerable.Repeat("1", returned)]);

        var counted = await campaign.FinishAsync();

        Assert.Equal(isWithheld, counted.Result.Pools[2].IsWithheld);
        Assert.False(counted.Result.Pools[1].IsWithheld);
    }

    [Fact]
    public async Task Count_KeyFileThatCannotBeDeleted_IsCountedSaysSoAndTriesAgain()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var file = Directory.GetFiles(host.KeyFolder, "box-*")[0];
        using (File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);
        }

        Assert.True(File.Exists(file));
        Assert.True((await host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(campaign.Campaign.Id, default)))!.KeyFileMustGo);

        await host.RunAsync<CountService, int>(async s =>
        {
            await s.DestroyKeysAsync(default);
            return 0;
        });

        Assert.False(File.Exists(file));
        Assert.False((await host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(campaign.Campaign.Id, default)))!.KeyFileMustGo);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_WithAnEnvelopeRemoved_StopsAndShowsTheDifference(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        await host.QueryAsync(db => db.Envelopes.OrderBy(e => e.Id).Take(1).ExecuteDeleteAsync());

        var report = await campaign.CountAsync();

        Assert.Equal(CountOutcome.NumbersDiffer, report.Outcome);
        Assert.Equal([new CountDifference("服务对象代表（支部）", 2, 1)], report.Differences);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_WithoutTheKeyFile_SaysSoAndLosesNothing(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1"]);
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var file = Directory.GetFiles(host.KeyFolder, "box-*").Single();
        File.Move(file, file + ".away");

        Assert.Equal(CountOutcome.KeyMissing, (await campaign.CountAsync()).Outcome);
        File.Move(file + ".away", file);
        Assert.Equal(CountOutcome.Counted, (await campaign.CountAsync()).Outcome);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_Twice_IsRefusedTheSecondTime(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishAsync();

        Assert.Equal(CountOutcome.WrongStage, (await campaign.CountAsync()).Outcome);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_BeforeTheNumbersAreEntered_IsRefused(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.EndAsync();

        Assert.Equal(CountOutcome.AttendanceMissing, (await campaign.CountAsync()).Outcome);
    }

    [Theory]
    [InlineData(5, 1, AttendanceProblem.FewerHandedOutThanReturned)]
    [InlineData(1, 5, AttendanceProblem.FewerPresentThanReturned)]
    [InlineData(5, 8, AttendanceProblem.MoreHandedOutThanMade)]
    [InlineData(-1, 5, AttendanceProblem.OutOfRange)]
    public async Task Enter_WithNumbersThatDoNotBearTheCount_NamesTheProblemAndStoresNothing(int present, int handedOut, AttendanceProblem expected)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1", "2"]);
        await campaign.EndAsync();
        var category = campaign.Campaign.Categories[4].Id;

        var problems = await host.RunAsync<TurnoutService, IReadOnlyList<(Guid, AttendanceProblem)>?>(
            s => s.EnterAsync(campaign.Campaign.Id, [new AttendanceEntry(category, present, handedOut)], default));

        Assert.Equal([(category, expected)], problems!);
        Assert.Null(await host.QueryAsync(db => db.EvaluatorCategories.Where(c => c.Id == category).Select(c => c.Present).SingleAsync()));
    }

    [Fact]
    public async Task Count_MergesASmallCategoryWithTheNextAndCountsOneselfNowhere()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        // The third mark of the staff's sheet is for the first person of the mutual evaluation, here oneself.
        await CastAllAsync(campaign, 0, ["115111", "111111", "111111", "111111", "111111"]);
        await CastAllAsync(campaign, 1, ["4", "4"]);
        await CastAllAsync(campaign, 2, ["1", "1", "1"]);

        var result = (await campaign.FinishAsync()).Result;

        Assert.Equal([[0], [1, 2], [3], [4]], result.Plan.Groups);
        Assert.Equal(["机关其他干部职工", "工业园区负责人"], result.Pools[0].Groups[1].Categories.Select(c => c.Name));
        Assert.Equal((2, 3), (result.Pools[0].Subjects[0].Tally.Groups[1].Questions[0][3], result.Pools[0].Subjects[0].Tally.Groups[1].Questions[0][0]));
        Assert.Equal((4, 5), (result.Pools[2].Subjects[0].Tally.Valid, result.Pools[2].Subjects[1].Tally.Valid));
        Assert.Equal("4", result.Pools[2].Subjects[0].Rate!.Sum.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Result_BeforeTheCount_DoesNotExist()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await CastAllAsync(campaign, 4, ["1"]);
        await campaign.EndAsync();

        Assert.Null(await host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(campaign.Campaign.Id, default)));
    }

    private static async Task CastAllAsync(CampaignDriver campaign, int category, string[] marks)
    {
        for (var i = 0; i < marks.Length; i++)
        {
            Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[category][i], category, marks[i])).Outcome);
        }
    }
}

using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Ballots;

public sealed class CastingTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WithUsableCode_StoresOneEnvelopeAndSpendsTheCode(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);

        var result = await campaign.CastAsync(campaign.Codes[0][0], 0, "1");

        Assert.Equal(CastOutcome.Accepted, result.Outcome);
        Assert.Equal((1, 1), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_HundredCodesByFourClientsEachAtOnce_CountsHundred(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[0].Target = 98);
        var codes = campaign.Codes[0];

        var results = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => campaign.CastAsync(codes[i % 100], 0, "1"))));

        Assert.Equal(100, codes.Count);
        Assert.Equal(100, results.Count(r => r.Outcome == CastOutcome.Accepted));
        Assert.Equal(300, results.Count(r => r is { Outcome: CastOutcome.Refused, Answer: CodeAnswer.Used }));
        Assert.Equal((100, 100), await CountAsync(host));
        Assert.Equal(100, (await campaign.FinishAsync()).Result.Pools[0].Sheets.Returned);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WhileTheKeyFolderIsAway_SpendsNothingAndIsTakenLater(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var file = Directory.GetFiles(host.KeyFolder, "box-*")[0];
        File.Move(file, file + ".away");

        Assert.Equal(CastOutcome.Unavailable, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Outcome);
        Assert.Equal((0, 0), await CountAsync(host));

        File.Move(file + ".away", file);
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Outcome);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WithAnotherPublicKeyInTheDatabase_EncryptsNothingToIt(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        using var foreign = System.Security.Cryptography.ECDiffieHellman.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var key = EnvelopeCipher.ExportPublicKey(foreign);
        await host.QueryAsync(db => db.BallotBoxes.ExecuteUpdateAsync(s => s.SetProperty(b => b.PublicKey, key)));

        Assert.Equal(CastOutcome.Unavailable, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Outcome);
        Assert.Equal((0, 0), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_SameFormTwice_SaysAlreadySubmittedAndCountsTheFirst(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipt = Receipt.Make();
        await campaign.CastAsync(campaign.Codes[4][0], 4, "1", receipt);

        var replay = await campaign.CastAsync(campaign.Codes[4][0], 4, "4", receipt);

        Assert.Equal(CastOutcome.AlreadySubmitted, replay.Outcome);
        var result = await campaign.FinishAsync();
        Assert.Equal(1, result.Result.Pools[1].Subjects[0].Tally.Total(0)[0]);
        Assert.Equal(0, result.Result.Pools[1].Subjects[0].Tally.Total(0)[3]);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_DoubleClick_StoresOnceAndFrightensNobody(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipt = Receipt.Make();

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => campaign.CastAsync(campaign.Codes[0][0], 0, "1", receipt))));

        Assert.Equal([CastOutcome.Accepted, CastOutcome.AlreadySubmitted], results.Select(r => r.Outcome).Order());
        Assert.Equal((1, 1), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_SecondPersonWithReceiptOfTheFirst_SpendsNothingAndSucceedsWithAFreshReceipt(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var receipt = Receipt.Make();
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", receipt);

        var second = await campaign.CastAsync(campaign.Codes[0][1], 0, "2", receipt);

        Assert.Equal(CastOutcome.ReceiptTaken, second.Outcome);
        Assert.Equal((1, 1), await CountAsync(host));
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[0][1], 0, "2")).Outcome);
        Assert.Equal((2, 2), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_By32SubmittersRacingTheEnd_IsEitherAcknowledgedAndCountedOrRefused(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Categories[0].Target = 128);
        var codes = campaign.Codes[0];
        var (answered, half) = (0, new TaskCompletionSource());

        var submitters = codes.Index().GroupBy(c => c.Index % 32, c => c.Item).Select(own => Task.Run(async () =>
        {
            var answers = new List<CastResult>();
            foreach (var code in own)
            {
                answers.Add(await campaign.CastAsync(code, 0, "1"));
                if (Interlocked.Increment(ref answered) == codes.Count / 2)
                {
                    half.SetResult();
                }
            }

            return answers;
        })).ToList();
        Assert.Equal(32, submitters.Count);
        await half.Task;
        await campaign.EndAsync();
        var results = (await Task.WhenAll(submitters)).SelectMany(r => r).ToList();

        var accepted = results.Count(r => r.Outcome == CastOutcome.Accepted);
        Assert.All(results.Where(r => r.Outcome != CastOutcome.Accepted), r => Assert.Equal(new CastResult(CastOutcome.Refused, CodeAnswer.Ended), r));
        Assert.Equal((accepted, accepted), await CountAsync(host));
    }

    public static MatrixTheoryData<TestServer, (CodeState Now, CodeAnswer Answer)> Changes => new(
        Enum.GetValues<TestServer>(),
        [(CodeState.Closed, CodeAnswer.Ended), (CodeState.Revoked, CodeAnswer.Revoked), (CodeState.Used, CodeAnswer.Used), (CodeState.Usable, CodeAnswer.Ready)]);

    [Theory, MemberData(nameof(Changes))]
    public async Task Cast_WithACodeThatChangedSinceItsSheetWasOpened_GetsTheAnswerOfNow(TestServer server, (CodeState Now, CodeAnswer Answer) change)
    {
        var (now, expected) = change;
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var code = campaign.Codes[0][0];
        Assert.Equal(CodeAnswer.Ready, (await host.RunAsync((SheetService s) => s.OpenAsync(code, default))).Answer);
        await host.QueryAsync(db => db.AccessCodes.Where(c => c.CategoryId == campaign.Campaign.Categories[0].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, now)));

        var opened = await host.RunAsync((SheetService s) => s.OpenSubmittedAsync(code, default));
        var result = await host.RunAsync((CastingService s) => s.CastAsync(opened, new Submission(code, Receipt.Make(), campaign.MarksOf(0, "1"), []), default));

        Assert.Equal(new CastResult(now == CodeState.Usable ? CastOutcome.Accepted : CastOutcome.Refused, expected), result);
        Assert.Equal(now == CodeState.Usable ? 1 : 0, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WithACodeWhoseBoxWasCountedSinceItsSheetWasOpened_SaysThatItHasEnded(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var code = campaign.Codes[0][0];
        Assert.Equal(CodeAnswer.Ready, (await host.RunAsync((SheetService s) => s.OpenAsync(code, default))).Answer);
        await campaign.FinishAsync();

        var opened = await host.RunAsync((SheetService s) => s.OpenSubmittedAsync(code, default));
        var result = await host.RunAsync((CastingService s) => s.CastAsync(opened, new Submission(code, Receipt.Make(), campaign.MarksOf(0, "1"), []), default));

        Assert.Equal(new CastResult(CastOutcome.Refused, CodeAnswer.Ended), result);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_AfterTheSetEndWithNobodyPressing_IsRefused(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c =>
        {
            c.PlannedEnd = host.Clock.Now.AddHours(2);
            c.EndsByItself = true;
        });
        host.Clock.Advance(TimeSpan.FromHours(2));

        var result = await campaign.CastAsync(campaign.Codes[0][0], 0, "1");

        Assert.Equal(new CastResult(CastOutcome.Refused, CodeAnswer.Ended), result);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WithEveryKindOfBadCode_GetsItsOwnAnswer(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        var revoked = campaign.Codes[0][0];
        await campaign.MakeCodesAsync();
        var waiting = campaign.Codes[0][0];

        Assert.Equal(CodeAnswer.NotBegun, (await campaign.CastAsync(waiting, 0, "1")).Answer);
        await campaign.BeginAsync();
        Assert.Equal(CodeAnswer.Revoked, (await campaign.CastAsync(revoked, 0, "1")).Answer);
        Assert.Equal(CodeAnswer.Unknown, (await campaign.CastAsync(CodeText.Make(), 0, "1")).Answer);
        Assert.Equal(CodeAnswer.Mistyped, (await campaign.CastAsync(waiting[..^1], 0, "1")).Answer);
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(CodeText.InGroups(waiting).ToLowerInvariant(), 0, "1")).Outcome);
        Assert.Equal(CodeAnswer.Used, (await campaign.CastAsync(waiting, 0, "1")).Answer);
        await campaign.EndAsync();
        Assert.Equal(CodeAnswer.Ended, (await campaign.CastAsync(campaign.Codes[0][1], 0, "1")).Answer);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("x")]
    public async Task Cast_WithAMarkThatIsNotOfTheScale_SpendsNothing(string mark)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);

        var result = await campaign.CastAsync(campaign.Codes[4][0], 4, mark);

        Assert.Equal(CastOutcome.NotOfThisSheet, result.Outcome);
        Assert.Equal((0, 0), await CountAsync(host));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Cast_WithTextsTooLongForTheEnvelope_SpendsNothing(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);

        var result = await campaign.CastAsync(campaign.Codes[0][0], 0, "1", null, new OpinionText(0, new string('长', 1200)));

        Assert.Equal(CastOutcome.TextTooLong, result.Outcome);
        Assert.Equal((0, 0), await CountAsync(host));
    }

    [Fact]
    public async Task Begin_BeforeEveryCategoryHasCodes_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();

        Assert.Equal(ActOutcome.CodesMissing, await host.RunAsync<StageService, ActOutcome>(s => s.BeginAsync(campaign.Campaign.Id, default)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Withdraw_BeforeTheBeginning_DestroysCodesBoxAndKey(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();

        var outcome = await host.RunAsync<StageService, ActOutcome>(s => s.WithdrawAsync(campaign.Campaign.Id, default));

        Assert.Equal(ActOutcome.Done, outcome);
        Assert.Equal(CodeAnswer.Unknown, (await campaign.CastAsync(campaign.Codes[0][0], 0, "1")).Answer);
        Assert.Empty(Directory.GetFiles(host.KeyFolder, "box-*"));
        await campaign.FinalizeAsync();
    }

    [Fact]
    public async Task Withdraw_KeyFileThatCannotBeDeleted_IsWithdrawnAllTheSame()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();
        using (File.Open(Directory.GetFiles(host.KeyFolder, "box-*")[0], FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            Assert.Equal(ActOutcome.Done, await host.RunAsync<StageService, ActOutcome>(s => s.WithdrawAsync(campaign.Campaign.Id, default)));
        }

        await campaign.FinalizeAsync();
        Assert.Equal(2, Directory.GetFiles(host.KeyFolder, "box-*").Length);
    }

    [Fact]
    public async Task Envelopes_OnSqlite_AreNumberedByTheirRandomIdsAndNotAsTheyCame()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        var came = new List<Guid>();
        foreach (var code in campaign.Codes[0].Take(8))
        {
            var receipt = Receipt.Make();
            await campaign.CastAsync(code, 0, "1", receipt);
            came.Add(Receipt.TryGetEnvelopeId(receipt, out var id) ? id : Guid.Empty);
        }

        var stored = await host.QueryAsync(db => db.Database.SqlQuery<Guid>($"SELECT Id AS Value FROM Envelopes ORDER BY rowid").ToListAsync());

        // Numbers are signed: those whose id begins with a high bit come first.
        Assert.Equal(came.OrderBy(id => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true))), stored);
    }

    private static Task<(int Used, int Envelopes)> CountAsync(TestHost host) => host.QueryAsync(async db =>
        (await db.AccessCodes.CountAsync(c => c.State == CodeState.Used), await db.Envelopes.CountAsync()));
}

using System.Security.Cryptography;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Ballots;

/// <summary>A box with two locks (双锁票箱) is opened by two holders together with the key file, and by nothing less.</summary>
public sealed class TwoLocksTests
{
    private static readonly NewHolder[] Holders =
    [
        new("示例监票一", HolderCapacity.Witness, "清晨六点去赶早班的公共汽车"),
        new("示例监票二", HolderCapacity.Witness, "blue kettle seven rivers"),
        new("示例上级", HolderCapacity.Superior, "mountain-path-42-ink"),
    ];

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Count_ByTwoOfThreeHolders_CountsAndKeepsTheirNamesAndNoKey(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await EndedAsync(host);

        var report = await campaign.CountAsync(Typed(2), Typed(0));

        Assert.Equal(CountOutcome.Counted, report.Outcome);
        var box = await host.QueryAsync(db => db.BallotBoxes.AsNoTracking().SingleAsync());
        Assert.Null(box.Locks);
        Assert.Empty(box.WrappedPrivateKey);
        var opening = System.Text.Json.JsonSerializer.Deserialize<BoxOpening>(box.Opening, StorageJson.Options)!;
        Assert.Equal([("示例监票一", true), ("示例监票二", false), ("示例上级", true)], opening.Holders.Select(h => (h.Name, h.Opened)));
        Assert.Equal((6, 0), (opening.Envelopes, opening.LeftOut));
    }

    [Fact]
    public async Task Count_WithOnePassphraseOnly_OpensNothingAndNamesWhoseIsWrong()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await EndedAsync(host);

        Assert.Equal(CountOutcome.HoldersMissing, (await campaign.CountAsync()).Outcome);
        Assert.Equal(CountOutcome.HoldersMissing, (await campaign.CountAsync(Typed(0))).Outcome);
        Assert.Equal(CountOutcome.HoldersMissing, (await campaign.CountAsync(Typed(0), Typed(0))).Outcome);
        Assert.Equal(CountOutcome.HoldersMissing, (await campaign.CountAsync(Typed(0), Typed(1) with { Index = 7 })).Outcome);
        var report = await campaign.CountAsync(Typed(0), new Unlocking(1, Holders[0].Passphrase));

        Assert.Equal((CountOutcome.PassphraseWrong, 1), (report.Outcome, Assert.Single(report.WrongHolders)));
        Assert.Equal(6, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Fact]
    public async Task DatabaseKeyFolderAndInstallationKey_TogetherWithOnePassphrase_OpenNothing()
    {
        await using var host = await TestHost.CreateAsync();
        await EndedAsync(host);
        var box = await host.QueryAsync(db => db.BallotBoxes.AsNoTracking().SingleAsync());
        var envelope = await host.QueryAsync(db => db.Envelopes.AsNoTracking().FirstAsync());
        // Everything the machine has, and one holder's passphrase: the same code that opens the box, without the second holder.
        var folder = new KeyFolder(host.KeyFolder);
        var keys = new BoxKeys(folder);
        var locks = BoxKeys.LocksOf(box)!;
        byte[][] known = [folder.FindBoxKey(box.Id)!, folder.Installation, keys.FindMacKey(box)!];

        Assert.ThrowsAny<CryptographicException>(() => keys.FindPrivateKey(box, null));
        foreach (var key in known)
        {
            Assert.ThrowsAny<CryptographicException>(() => keys.FindPrivateKey(box, key));
        }

        for (var other = 0; other < Holders.Length; other++)
        {
            Assert.Null(locks.Open(box.Id, Typed(0), new Unlocking(other, Holders[0].Passphrase), out _));
        }

        // Taking the locks away in the database leaves the inner wrap where it was.
        box.Locks = null;
        Assert.ThrowsAny<CryptographicException>(() => keys.FindPrivateKey(box, null));
        // And with the second holder it opens, so that the test would see a key.
        box.Locks = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(locks, StorageJson.Options);
        using var opened = keys.FindPrivateKey(box, locks.Open(box.Id, Typed(0), Typed(1), out _));
        Assert.NotEmpty(EnvelopeCipher.Open(box.Id, opened!, box.PublicKey, envelope.Id, envelope.Ciphertext));
    }

    [Fact]
    public async Task TwoHolders_WithoutTheKeyFile_OpenNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await EndedAsync(host);
        var file = Directory.GetFiles(host.KeyFolder, "box-*").Single();
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));

        Assert.Equal(CountOutcome.BoxAltered, (await campaign.CountAsync(Typed(0), Typed(1))).Outcome);
        File.Delete(file);
        Assert.Equal(CountOutcome.KeyMissing, (await campaign.CountAsync(Typed(0), Typed(1))).Outcome);
    }

    [Theory]
    [InlineData("示例监票一", "别人的名字")]
    [InlineData("\"Rounds\":400000", "\"Rounds\":1")]
    [InlineData("\"Rounds\":400000", "\"Rounds\":0")]
    [InlineData("\"Rounds\":400000", "\"Rounds\":2000000000")]
    [InlineData("\"Pairs\":[{", "\"Pairs\":[{\"x")]
    [InlineData("\"Pairs\"", "\"Nothing\"")]
    public async Task Count_WithTheLocksChangedInTheDatabase_Stops(string from, string to)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await EndedAsync(host);
        await host.QueryAsync(async db =>
        {
            var box = await db.BallotBoxes.SingleAsync();
            box.Locks = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(box.Locks!).Replace(from, to, StringComparison.Ordinal));
            return await db.SaveChangesAsync();
        });

        Assert.Contains((await campaign.CountAsync(Typed(0), Typed(1))).Outcome, new[] { CountOutcome.BoxAltered, CountOutcome.PassphraseWrong });
        Assert.Equal(6, await host.QueryAsync(db => db.Envelopes.CountAsync()));
    }

    [Fact]
    public async Task Finalize_AskedForTwoLocks_WantsHoldersAndWithoutThemNone()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host, c => c.HasTwoLocks = true);

        Assert.Equal(ActOutcome.HoldersWrong, await FinalizeAsync(host, campaign));
        Assert.Equal(ActOutcome.HoldersWrong, await FinalizeAsync(host, campaign, Holders[0]));
        Assert.Equal(ActOutcome.HoldersWrong, await FinalizeAsync(host, campaign, [.. Holders, Holders[0] with { Name = "示例第四" }]));
        // One who is evaluated, and the head of the branch that is.
        Assert.Equal(ActOutcome.HoldersWrong, await FinalizeAsync(host, campaign, Holders[0], Holders[1] with { Name = "示例乙" }));
        Assert.Empty(Directory.GetFiles(host.KeyFolder, "box-*"));
        Assert.Equal(ActOutcome.Done, await FinalizeAsync(host, campaign, Holders[0], Holders[1]));
    }

    [Fact]
    public async Task Finalize_WithHoldersForABoxWithoutLocks_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);

        Assert.Equal(ActOutcome.HoldersWrong, await FinalizeAsync(host, campaign, Holders[0], Holders[1]));
    }

    [Fact]
    public async Task ProblemsOf_TheHeadOfAnOrganizationEvaluated_IsNoHolder()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host, c => c.HasTwoLocks = true);
        // Only the organization is left among the subjects, whose head is 示例甲.
        await host.QueryAsync(db => db.Subjects.Where(s => s.MemberId != null).ExecuteDeleteAsync());

        var problems = await host.RunAsync((StageService s) => s.ProblemsOfAsync(campaign.Campaign.Id, [Holders[0], Holders[1] with { Name = "示例甲" }], default));

        Assert.Equal([(1, HolderProblem.IsEvaluated)], problems);
    }

    [Theory]
    [InlineData(PostKind.DeputyHead, SubjectKind.LeadingTeam, true)]
    [InlineData(PostKind.TeamMember, SubjectKind.LeadingTeam, true)]
    [InlineData(PostKind.TeamMember, SubjectKind.PartyGroup, true)]
    [InlineData(PostKind.Cadre, SubjectKind.LeadingTeam, false)]
    [InlineData(PostKind.TeamMember, SubjectKind.Branch, false)]
    public async Task ProblemsOf_WhoBelongsToATeamEvaluated_IsNoHolder(PostKind post, SubjectKind kind, bool isEvaluated)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host, c => c.HasTwoLocks = true);
        // Only the organization is left among the subjects.
        await host.QueryAsync(db => db.Subjects.Where(s => s.MemberId != null).ExecuteDeleteAsync());
        await host.QueryAsync(db => db.Subjects.ExecuteUpdateAsync(s => s.SetProperty(x => x.Kind, kind)));
        await host.QueryAsync(db => db.Posts.ExecuteUpdateAsync(s => s.SetProperty(p => p.Kind, post)));

        var problems = await host.RunAsync((StageService s) => s.ProblemsOfAsync(campaign.Campaign.Id, [Holders[0], Holders[1] with { Name = "示例甲" }], default));

        Assert.Equal(isEvaluated ? [(1, HolderProblem.IsEvaluated)] : [], problems);
    }

    private static Task<ActOutcome> FinalizeAsync(TestHost host, CampaignDriver campaign, params NewHolder[] holders) =>
        host.RunAsync((StageService s) => s.FinalizeAsync(campaign.Campaign.Id, holders, default));

    private static Unlocking Typed(int holder) => new(holder, Holders[holder].Passphrase);

    private static async Task<CampaignDriver> EndedAsync(TestHost host)
    {
        var campaign = await CampaignDriver.CreateAsync(host, c => c.HasTwoLocks = true);
        await campaign.FinalizeAsync(Holders);
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        foreach (var code in campaign.Codes[0].Take(6))
        {
            await campaign.CastAsync(code, 0, "1");
        }

        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        return campaign;
    }
}

using Evaluation.Core.Campaigns;
using Evaluation.Core.Journals;
using Evaluation.Domain.Counting;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Journals;

/// <summary>What an act tells the journal of what it changes.</summary>
public sealed class JournalScopeTests
{
    [Fact]
    public async Task Change_FarBehindInALongText_ShowsWithWhatStandsAroundIt()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        var scope = JournalScope.Begin();

        await ChangeThresholdAsync(host, Fraction.Of(61, 100));

        var values = Assert.Single(scope.Changes, c => c.Row == "Campaign " + campaign.Campaign.Id).Values["Rules"];
        Assert.All(values, v => Assert.InRange(v!.Length, 1, 2100));
        Assert.NotEqual(values[0], values[1]);
        Assert.Contains("61/100", values[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ThatCouldNotBeSaved_IsNone()
    {
        await using var host = await TestHost.CreateAsync();
        await CampaignDriver.CreateAsync(host);
        var scope = JournalScope.Begin();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => host.QueryAsync(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync();
            campaign.Title = "改过的题目";
            await db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Version, c => c.Version + 1));
            return await db.SaveChangesAsync();
        }));

        Assert.Empty(scope.Changes);
    }

    [Fact]
    public async Task Entry_OnceWritten_IsNeitherChangedNorRemoved()
    {
        await using var host = await TestHost.CreateAsync();
        await host.AddAsync(new JournalEntry { Number = 1, Actor = "示例", Act = "Test/Act", Entry = "{}", Hash = JournalEntry.HashOf(null, "{}") });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.QueryAsync(async db =>
        {
            db.Remove(await db.Journal.SingleAsync());
            return await db.SaveChangesAsync();
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.QueryAsync(async db =>
        {
            db.Entry(await db.Journal.SingleAsync()).Property(e => e.Actor).CurrentValue = "别人";
            return await db.SaveChangesAsync();
        }));
        Assert.Equal("示例", await host.QueryAsync(db => db.Journal.Select(e => e.Actor).SingleAsync()));
    }

    [Fact]
    public async Task CodesNumbersAndCount_AreTold()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        await campaign.FinalizeAsync();
        var scope = JournalScope.Begin();

        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        await campaign.CastAllAsync(0, "11112222");
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        await campaign.CountAsync();

        string[] Of(string property) => [.. scope.Changes.Where(c => c.Values.ContainsKey(property)).Select(c => $"{c.Values[property][0]} > {c.Values[property][1]}")];
        Assert.Equal(campaign.Codes.Select(c => $" > {c.Count} made").Order(StringComparer.Ordinal), Of("Codes").Order(StringComparer.Ordinal));
        Assert.Equal(["Finalized > Open", "Open > Ended", "Ended > Counted"], Of("Stage"));
        Assert.Equal(campaign.Codes.Count, Of("Present").Length);
        Assert.Equal(campaign.Codes.Count, Of("HandedOut").Length);
        Assert.Equal([" > 8"], Of("Envelopes"));
        Assert.Equal(" > " + await host.QueryAsync(db => db.BallotBoxes.Select(b => b.Seal).SingleAsync()), Assert.Single(Of("Seal")));
        // Nothing else, and no code.
        var text = string.Concat(scope.Changes.SelectMany(c => c.Values.Values.SelectMany(v => v)));
        Assert.All(campaign.Codes.SelectMany(c => c), code => Assert.DoesNotContain(code, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Act_ThatMovedNothing_TellsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.EndAsync();
        var scope = JournalScope.Begin();

        Assert.Equal(ActOutcome.WrongStage, await host.RunAsync((StageService s) => s.EndAsync(campaign.Campaign.Id, default)));

        Assert.Empty(scope.Changes);
    }

    private static Task<int> ChangeThresholdAsync(TestHost host, Fraction threshold) => host.QueryAsync(async db =>
    {
        var campaign = await db.Campaigns.SingleAsync();
        var rule = campaign.Rules.Rules.Last(r => r.Above is not null || r.Below is not null);
        var bound = (rule.Above ?? rule.Below)! with { Value = threshold };
        campaign.Rules = campaign.Rules with { Rules = [.. campaign.Rules.Rules.Select(r => r != rule ? r : r.Above is null ? r with { Below = bound } : r with { Above = bound })] };
        return await db.SaveChangesAsync();
    });
}

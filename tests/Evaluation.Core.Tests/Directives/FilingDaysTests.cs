using Evaluation.Core.Notifications;
using Evaluation.Core.Oversight;
using Evaluation.Core.Supervision;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Directives;

/// <summary>What a superior wants to have filed by a day: the organization is reminded, the superior sees and hears what is overdue.</summary>
public sealed class FilingDaysTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Day_NearAndPassed_IsToldOnceAndStandsOnTheBoardUntilItIsFiled(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);
        var today = DateOnly.FromDateTime(township.Host.Clock.GetUtcNow().UtcDateTime);
        await township.HandDownAsync(township.Act(township.Branches[0]) with { PlanDue = today.AddDays(10), ResultDue = today.AddDays(30) });
        var campaign = (await township.DraftsAsync())[0].Id;
        var clerk = await township.ScopeAsync("clerk1");

        Assert.Equal([], await AfterDaysAsync(township, 2));
        Assert.Equal(["clerk1 FilingDueSoon Plan"], await AfterDaysAsync(township, 1));
        Assert.Equal((0, today.AddDays(10)), await BoardAsync(township));
        Assert.Equal([], await AfterDaysAsync(township, 7));
        Assert.Equal((0, today.AddDays(10)), await BoardAsync(township));
        Assert.Equal(["clerk1 FilingOverdue Plan", "superior FilingOverdue Plan"], await AfterDaysAsync(township, 1));
        Assert.Equal((1, today.AddDays(10)), await BoardAsync(township));
        Assert.True((await DetailAsync(township, campaign)).IsOverdue);

        Assert.Equal(["superior Filed Plan"], await ByAsync(township, s => s.SaveAsync(clerk, campaign, (FilingPaper.Plan, FilingService.NotStored), new FilingText("", null, ""), true, default)));
        Assert.Equal((0, (DateOnly?)null), await BoardAsync(township));
        Assert.Null((await DetailAsync(township, campaign)).Due);
        Assert.Equal(["clerk1 FilingReturned Plan"], await ByAsync(township, s => s.ReturnAsync(township.Superior, campaign, (FilingPaper.Plan, 0), "缺少日程", default)));
        // It is overdue again, which everybody was told.
        Assert.Equal((1, today.AddDays(10)), await BoardAsync(township));
        Assert.Equal([], await AfterDaysAsync(township, 1));
        Assert.Equal(["superior Filed Plan"], await ByAsync(township, s => s.SaveAsync(clerk, campaign, (FilingPaper.Plan, 1), new FilingText("已补", null, ""), true, default)));
        Assert.Equal(["clerk1 FilingAccepted Plan"], await ByAsync(township, s => s.AcceptAsync(township.Superior, campaign, (FilingPaper.Plan, 2), default)));

        // The result is due whether anything was counted or not.
        Assert.Equal(["clerk1 FilingDueSoon Result"], await AfterDaysAsync(township, 18));
        Assert.Equal(["clerk1 FilingOverdue Result", "superior FilingOverdue Result"], await AfterDaysAsync(township, 1));
    }

    [Fact]
    public async Task Day_OfOneHeldAgain_IsOver()
    {
        await using var township = await Township.OpenAsync();
        var act = township.Act(township.Branches[0]) with { PlanDue = DateOnly.FromDateTime(township.Host.Clock.GetUtcNow().UtcDateTime).AddDays(3) };
        await township.HandDownAsync(act);
        await township.Host.AddAsync(new Domain.Campaigns.Campaign { OrganizationId = township.Branches[1].Id, Title = "重新评议", Year = 2026, DirectiveId = act.Id });

        Assert.Equal(["clerk1 FilingDueSoon Plan"], await AfterDaysAsync(township, 0));
    }

    [Fact]
    public async Task Day_OfAPlanThatCanBeFiledNoMore_IsToldToNobody()
    {
        await using var township = await Township.OpenAsync();
        var today = DateOnly.FromDateTime(township.Host.Clock.GetUtcNow().UtcDateTime);
        await township.HandDownAsync(township.Act(township.Branches[0]) with { PlanDue = today.AddDays(3), ResultDue = null });
        await township.Host.QueryAsync(db => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, Domain.Campaigns.CampaignStage.Open)));

        Assert.Equal([], await AfterDaysAsync(township, 5));
        Assert.Equal((0, (DateOnly?)null), await BoardAsync(township));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Day_OfAResult_IsOverOnceItIsAnnulledAsAWhole(bool isWhole)
    {
        await using var township = await Township.OpenAsync();
        var today = DateOnly.FromDateTime(township.Host.Clock.GetUtcNow().UtcDateTime);
        await township.HandDownAsync(township.Act(township.Branches[0]) with { PlanDue = null, ResultDue = today.AddDays(3) });
        var campaign = (await township.DraftsAsync())[0].Id;
        var subject = await township.Host.QueryAsync(db => db.Subjects.Where(s => s.CampaignId == campaign).Select(s => s.Id).FirstAsync());
        await township.Host.AddAsync(new Irregularity { CampaignId = campaign, SubjectId = isWhole ? null : subject, Report = "改动选票", ReportedBy = township.Superior.UserId, ReportedByName = "示例上级", State = IrregularityState.Annulled });

        Assert.Equal(isWhole ? [] : ["clerk1 FilingDueSoon Result"], await AfterDaysAsync(township, 0));
    }

    // Several nodes look at once.
    private static Task<IReadOnlyList<string>> AfterDaysAsync(Township township, int days)
    {
        township.Host.Clock.Advance(TimeSpan.FromDays(days));
        return NewsOfAsync(township, () => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => township.Host.RunAsync<DeadlineService, int>(async s =>
        {
            await s.FindAsync(default);
            return 0;
        }))));
    }

    private static Task<IReadOnlyList<string>> ByAsync(Township township, Func<FilingService, Task<FilingOutcome>> act) =>
        NewsOfAsync(township, async () => Assert.Equal(FilingOutcome.Done, await township.Host.RunAsync(act)));

    private static async Task<IReadOnlyList<string>> NewsOfAsync(Township township, Func<Task> act)
    {
        var before = await township.Host.QueryAsync(db => db.Notifications.Select(n => n.Id).ToListAsync());
        await act();
        var all = await township.Host.QueryAsync(db => db.Notifications.Where(n => n.Paper != null).Join(db.Users, n => n.UserId, u => u.Id, (n, u) => new { n.Id, n.Kind, n.Paper, u.UserName }).ToListAsync());
        return [.. all.Where(n => !before.Contains(n.Id)).Select(n => $"{(n.UserName!.StartsWith("clerk", StringComparison.Ordinal) ? n.UserName : "superior")} {n.Kind} {n.Paper}").Order(StringComparer.Ordinal)];
    }

    private static async Task<(int Overdue, DateOnly? PlanDue)> BoardAsync(Township township)
    {
        var board = await township.Host.RunAsync((BoardService s) => s.ReadAsync(township.Superior, new BoardFilter(2026), default));
        var row = board.Rows.Rows.Single(r => r.CampaignId is not null);
        Assert.Equal(board.FilingsOverdue, row.FilingsOverdue.Count);
        return (board.FilingsOverdue, row.PlanDue);
    }

    private static Task<FilingDetail> DetailAsync(Township township, Guid campaign) =>
        township.Host.RunAsync((FilingService s) => s.FindAsync(campaign, FilingPaper.Plan, true, default));
}

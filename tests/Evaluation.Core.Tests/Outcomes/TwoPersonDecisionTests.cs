using Evaluation.Core.Accounts;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Outcomes;

/// <summary>Decisions that take two people: nothing follows before the second agrees.</summary>
public sealed class TwoPersonDecisionTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Decide_InPairs_FollowsOnlyOnceAnotherAgrees(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, first, second) = await CountedAsync(host);
        var row = (await ListAsync(host, campaign, first))[0];

        Assert.Equal(DecisionOutcome.DecidedBefore, await AgreeAsync(host, campaign, second, row));
        Assert.Equal(DecisionOutcome.Entered, await campaign.DecideAsync(first, row, Verdict.Confirm));
        Assert.Equal([DecisionOutcome.DecidedBefore], [await campaign.DecideAsync(second, await FreshAsync(host, campaign, row), Verdict.Overrule, "不同意见")]);
        var entered = await FreshAsync(host, campaign, row);
        Assert.Equal((DeterminationState.Proposed, true, 0), (entered.Record.State, entered.Record.AwaitsSecond, entered.Consequences.Count));
        // Whoever entered it is not told; the other organizer is.
        Assert.Equal([second.UserId], await host.QueryAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.DecisionEntered).Select(n => n.UserId).ToListAsync()));
        Assert.Equal(9, (await host.RunAsync((DeterminationService s) => s.UndecidedAsync(campaign.Campaign.Id, default))).Count);

        Assert.Equal(DecisionOutcome.SamePerson, await AgreeAsync(host, campaign, first, entered));
        Assert.Equal(DecisionOutcome.DecidedBefore, await AgreeAsync(host, campaign, second, row));
        Assert.Equal(DecisionOutcome.Decided, await AgreeAsync(host, campaign, second, entered));

        var decided = await FreshAsync(host, campaign, row);
        Assert.Equal((DeterminationState.Confirmed, first.UserId, second.UserId), (decided.Record.State, decided.Record.Entered!.By, decided.Record.DecidedBy));
        Assert.Equal([ConsequenceKind.Rectification], decided.Consequences.Select(c => c.Kind));
        Assert.Equal(DecisionOutcome.DecidedBefore, await AgreeAsync(host, campaign, second, decided));
        Assert.Equal(DecisionOutcome.DecidedBefore, await SendBackAsync(host, campaign, second, decided, "迟了"));
    }

    [Fact]
    public async Task SendBack_NeedsAReasonOfAnotherAndNoneOfWhoEnteredIt()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, first, second) = await CountedAsync(host);
        var row = (await ListAsync(host, campaign, first))[2];
        Assert.Equal(DecisionOutcome.Entered, await campaign.DecideAsync(first, row, Verdict.Heavier, "问题突出"));

        Assert.Equal(DecisionOutcome.ReasonMissing, await SendBackAsync(host, campaign, second, await FreshAsync(host, campaign, row), ""));
        Assert.Equal(DecisionOutcome.SentBack, await SendBackAsync(host, campaign, second, await FreshAsync(host, campaign, row), "依据不足"));
        var back = await FreshAsync(host, campaign, row);
        Assert.Equal((false, "依据不足", DeterminationState.Proposed), (back.Record.AwaitsSecond, back.Record.SentBack, back.Record.State));
        Assert.Equal([first.UserId], await host.QueryAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.DecisionSentBack).Select(n => n.UserId).ToListAsync()));

        Assert.Equal(DecisionOutcome.Entered, await campaign.DecideAsync(first, back, Verdict.Lighter, "从轻"));
        Assert.Equal("", (await FreshAsync(host, campaign, row)).Record.SentBack);
        Assert.Equal(DecisionOutcome.SentBack, await SendBackAsync(host, campaign, first, await FreshAsync(host, campaign, row), ""));
        Assert.Equal(DecisionOutcome.Entered, await campaign.DecideAsync(second, await FreshAsync(host, campaign, row), Verdict.Lighter, "从轻"));
        Assert.Equal(DecisionOutcome.Decided, await AgreeAsync(host, campaign, first, await FreshAsync(host, campaign, row)));
        Assert.Equal(ConsequenceKind.RatedBasicallyCompetent, Assert.Single((await FreshAsync(host, campaign, row)).Consequences).Kind);
    }

    [Fact]
    public async Task Agree_WithAnotherAccountOfTheSameMember_IsTheSamePerson()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, first, second) = await CountedAsync(host);
        var row = (await ListAsync(host, campaign, first)).Last(r => r is { IsOwnCase: false, Record.Found.Outcome: RuleOutcome.Applies });
        await host.QueryAsync(async db =>
        {
            var member = await db.Members.Where(m => m.Name == "示例乙").Select(m => m.Id).SingleAsync();
            return await db.Users.Where(u => u.Id == first.UserId || u.Id == second.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, member));
        });
        Assert.Equal("示例丙", row.Subject.Name);
        Assert.Equal(DecisionOutcome.Entered, await campaign.DecideAsync(first, row, Verdict.Confirm));

        Assert.Equal(DecisionOutcome.SamePerson, await AgreeAsync(host, campaign, second, await FreshAsync(host, campaign, row)));
        Assert.Empty((await FreshAsync(host, campaign, row)).Consequences);
    }

    [Fact]
    public async Task Agree_InOnesOwnCase_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, first, second) = await CountedAsync(host);
        await host.QueryAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == second.UserId)).MemberId = await db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync();
            return await db.SaveChangesAsync();
        });
        var row = (await ListAsync(host, campaign, first))[0];
        await campaign.DecideAsync(first, row, Verdict.Confirm);

        Assert.Equal(DecisionOutcome.OwnCase, await AgreeAsync(host, campaign, second, await FreshAsync(host, campaign, row)));
        Assert.Equal(DecisionOutcome.OwnCase, await SendBackAsync(host, campaign, second, await FreshAsync(host, campaign, row), "不妥"));
        Assert.Empty((await FreshAsync(host, campaign, row)).Consequences);
    }

    [Fact]
    public async Task Agree_AfterTheDeadlineThatWasEntered_IsRefusedUntilItIsEnteredAgain()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, first, second) = await CountedAsync(host);
        var row = (await ListAsync(host, campaign, first))[0];
        await campaign.DecideAsync(first, row, Verdict.Confirm);
        host.Clock.Advance(TimeSpan.FromDays(DeterminationService.DefaultDays + 1));

        Assert.Equal(DecisionOutcome.DeadlineWrong, await AgreeAsync(host, campaign, second, await FreshAsync(host, campaign, row)));
        Assert.Equal(DecisionOutcome.SentBack, await SendBackAsync(host, campaign, second, await FreshAsync(host, campaign, row), "期限已过"));
    }

    private static async Task<(CampaignDriver Campaign, Scope First, Scope Second)> CountedAsync(TestHost host)
    {
        var campaign = await CampaignDriver.OpenAsync(host, c => c.DecidesInPairs = true);
        var (first, second) = (await host.CreateScopeAsync(campaign.Unit, Role.Organizer), await host.CreateScopeAsync(campaign.Unit, Role.Organizer));
        await campaign.FinishWithFindingsAsync();
        return (campaign, first, second);
    }

    private static Task<IReadOnlyList<DeterminationRow>> ListAsync(TestHost host, CampaignDriver campaign, Scope scope) =>
        host.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default));

    private static async Task<DeterminationRow> FreshAsync(TestHost host, CampaignDriver campaign, DeterminationRow row) =>
        (await ListAsync(host, campaign, await host.CreateScopeAsync(campaign.Unit, Role.Superior))).Single(r => r.Record.Id == row.Record.Id);

    private static Task<DecisionOutcome> AgreeAsync(TestHost host, CampaignDriver campaign, Scope scope, DeterminationRow row) =>
        host.RunAsync((DeterminationService s) => s.AgreeAsync(scope, campaign.Campaign.Id, (row.Record.Id, row.Record.Version), default));

    private static Task<DecisionOutcome> SendBackAsync(TestHost host, CampaignDriver campaign, Scope scope, DeterminationRow row, string reason) =>
        host.RunAsync((DeterminationService s) => s.SendBackAsync(scope, campaign.Campaign.Id, (row.Record.Id, row.Record.Version), reason, default));
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Directives;
using Evaluation.Core.Supervision;
using Evaluation.Core.Tests.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Directives;

/// <summary>How far the branches are, on the directive's page and on the board, and withdrawing.</summary>
public sealed class DirectiveTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Branches_ByViewAndSearch_TellWhoHasNotOpenedAndWhoHasNotBegun(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);
        var (id, drafts) = await township.HandDownToAllAsync();
        await OpenAsync(township, "clerk2", drafts[1]);
        await township.Host.QueryAsync(db => db.Campaigns.Where(c => c.Id == drafts[2].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Open)));

        Assert.Equal(["第一村党支部", "第二村党支部", "第三村党支部"], await NamesAsync(township, id, DirectiveView.All));
        Assert.Equal(["第一村党支部", "第二村党支部"], await NamesAsync(township, id, DirectiveView.NotStarted));
        Assert.Equal(["第一村党支部"], await NamesAsync(township, id, DirectiveView.NotOpened));
        Assert.Empty(await NamesAsync(township, id, DirectiveView.Withdrawn));
        Assert.Equal(["第二村党支部"], await NamesAsync(township, id, DirectiveView.All, "第二"));
        var listed = Assert.Single((await township.Host.RunAsync((DirectiveService s) => s.ListAsync(township.Superior, "群众", 1, default))).Rows);
        Assert.Equal((3, 1, 0, "示例镇党委"), (listed.Branches, listed.NotOpened, listed.Withdrawn, listed.Organization));
    }

    [Fact]
    public async Task Opened_ByTheSuperiorOrSomebodyElse_DoesNotCount()
    {
        await using var township = await Township.OpenAsync();
        var (id, drafts) = await township.HandDownToAllAsync();
        var both = await township.Host.CreateScopeAsync(township.Committee, Role.Superior, Role.Organizer);

        await township.Host.RunAsync(async (DirectiveService s) =>
        {
            await s.OpenedAsync(both, drafts[0], default);
            await s.OpenedAsync(await township.ScopeAsync("clerk2"), drafts[0], default);
            return 0;
        });

        Assert.Equal(3, (await NamesAsync(township, id, DirectiveView.NotOpened)).Count);
    }

    [Fact]
    public async Task Directive_OfSomebodyElsesScope_IsNotThere()
    {
        await using var township = await Township.OpenAsync();
        var (id, _) = await township.HandDownToAllAsync();
        foreach (var stranger in new[] { await township.Host.CreateScopeAsync(township.Elsewhere, Role.Superior), await township.Host.CreateScopeAsync(township.Branches[0], Role.Superior), await township.ScopeAsync("clerk1") })
        {
            Assert.Null(await township.Host.RunAsync((DirectiveService s) => s.FindAsync(stranger, id, default)));
            Assert.Empty((await township.Host.RunAsync((DirectiveService s) => s.ListAsync(stranger, "", 1, default))).Rows);
            Assert.Equal(HandDownOutcome.NotFound, await township.Host.RunAsync((DirectiveService s) => s.WithdrawAsync(stranger, id, null, default)));
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Withdraw_ForOneBranch_UnlocksItsDraftTellsItAndLeavesTheOthers(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);
        var (id, drafts) = await township.HandDownToAllAsync();

        Assert.Equal(HandDownOutcome.Done, await WithdrawAsync(township, id, township.Branches[0].Id));

        var after = await township.DraftsAsync();
        Assert.Equal([(null, CampaignLocks.None), ((Guid?)id, drafts[1].Locks), (id, drafts[2].Locks)], after.Select(c => (c.DirectiveId, c.Locks)));
        Assert.Equal(["clerk1"], await township.Host.QueryAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.HandDownWithdrawn).Join(db.Users, n => n.UserId, u => u.Id, (n, u) => u.UserName!).ToListAsync()));
        Assert.Equal(["第一村党支部"], await NamesAsync(township, id, DirectiveView.Withdrawn));
        // Withdrawn once, and its own from then on: it can be deleted, and the record stays.
        Assert.Equal(HandDownOutcome.TooLate, await WithdrawAsync(township, id, township.Branches[0].Id));
        Assert.Equal(EditOutcome.Saved, await township.Host.RunAsync(async (CampaignService s) => await s.DeleteAsync(await township.ScopeAsync("clerk1"), SetupTests.RefOf(after[0]), default)));
        Assert.Equal(["第一村党支部"], await NamesAsync(township, id, DirectiveView.Withdrawn));
    }

    [Fact]
    public async Task Withdraw_ForAll_LeavesThoseThatHaveFinalized()
    {
        await using var township = await Township.OpenAsync();
        var (id, drafts) = await township.HandDownToAllAsync();
        await township.Host.QueryAsync(db => db.Campaigns.Where(c => c.Id == drafts[0].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Finalized)));

        Assert.Equal(HandDownOutcome.TooLate, await WithdrawAsync(township, id, township.Branches[0].Id));
        Assert.Equal(HandDownOutcome.NotFound, await WithdrawAsync(township, id, township.Elsewhere.Id));
        Assert.Equal(HandDownOutcome.Done, await WithdrawAsync(township, id, null));

        Assert.Equal([false, true, true], (await township.DraftsAsync()).Select(c => c.DirectiveId is null));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Board_BeginsWithWhatWasHandedDownAndHasNotBegun(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);
        // One that is overdue on its own stands behind what was handed down.
        await township.Host.AddAsync(new Campaign { OrganizationId = township.Branches[0].Id, Title = "逾期", Year = 2026, TallySheetTitle = "表", PlannedBegin = township.Host.Clock.GetUtcNow().UtcDateTime.AddDays(-9) });
        Assert.Equal(HandDownOutcome.Done, (await township.HandDownAsync(township.Act(township.Branches[1], township.Branches[2]))).Outcome);
        var opened = (await township.DraftsAsync()).Single(c => c.OrganizationId == township.Branches[2].Id);
        await OpenAsync(township, "clerk3", opened);

        var board = await township.Host.RunAsync((BoardService s) => s.ReadAsync(township.Superior, new BoardFilter(2026), default));

        Assert.Equal(
            [("第二村党支部", BoardState.NotStarted, true), ("第三村党支部", BoardState.Preparing, true), ("第一村党支部", BoardState.Preparing, false)],
            board.Rows.Rows.Select(r => (r.Organization, r.State, r.IsHandedDown)));
        Assert.Equal((3, 2), (board.Due, board.Started));
    }

    private static Task<int> OpenAsync(Township township, string clerk, Campaign draft) => township.Host.RunAsync(async (DirectiveService s) =>
    {
        await s.OpenedAsync(await township.ScopeAsync(clerk), draft, default);
        return 0;
    });

    private static Task<HandDownOutcome> WithdrawAsync(Township township, Guid id, Guid? branch) =>
        township.Host.RunAsync((DirectiveService s) => s.WithdrawAsync(township.Superior, id, branch, default));

    private static async Task<IReadOnlyList<string>> NamesAsync(Township township, Guid id, DirectiveView view, string search = "") =>
        [.. (await township.Host.RunAsync((DirectiveService s) => s.BranchesAsync(id, (view, search, 1), default))).Rows.Select(r => r.Organization)];
}

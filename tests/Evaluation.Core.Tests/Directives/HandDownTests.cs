using Evaluation.Core.Accounts;
using Evaluation.Core.Directives;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Directives;

/// <summary>Handing down: what each branch gets, to whom it may be done, and that it is done once and wholly or not at all.</summary>
public sealed class HandDownTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task HandDown_FromATemplate_GivesEachBranchALockedDraftAndTellsItsOrganizers(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);

        var (directive, drafts) = await township.HandDownToAllAsync();

        Assert.Equal(["2026年第一村党支部群众评议", "2026年第二村党支部群众评议", "2026年第三村党支部群众评议"], drafts.Select(d => d.Title));
        Assert.All(drafts, d => Assert.Equal((directive, CampaignLocks.Form | CampaignLocks.Rules | CampaignLocks.Begin | CampaignLocks.End, CampaignStage.Preparing), (d.DirectiveId!.Value, d.Locks, d.Stage)));
        Assert.All(drafts, d => Assert.Equal(new DateTime(2026, 5, 20, 1, 0, 0, DateTimeKind.Utc), d.PlannedEnd));
        Assert.All(drafts, d => Assert.NotEmpty(d.Forms));
        Assert.Equal(
            ["clerk1 2026年第一村党支部群众评议", "clerk2 2026年第二村党支部群众评议", "clerk3 2026年第三村党支部群众评议"],
            await township.Host.QueryAsync(db => db.Notifications.Where(n => n.Kind == NotificationKind.HandedDown && n.Name == "示例镇党委")
                .Join(db.Users, n => n.UserId, u => u.Id, (n, u) => u.UserName + " " + n.Title).OrderBy(x => x).ToListAsync()));
    }

    [Fact]
    public async Task HandDown_FromACampaign_CopiesFormsRulesAndPoolsWithoutSubjectsInviteesAndDates()
    {
        await using var township = await Township.OpenAsync();
        var source = TestData.CreateCampaign(township.Committee, township.Branches[0]);
        source.Title = "2025年示例镇党委评议";
        source.Year = 2025;
        source.Locks = CampaignLocks.Form;
        source.Place = "礼堂";
        source.PlannedBegin = new DateTime(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        await township.Host.AddAsync([source, .. TestData.CreateInvitees(source, 4, "示例代表")]);

        var act = township.Act(township.Branches[1]) with { Source = new HandDownSource(null, source.Id), Title = "", PlannedBegin = null, Locks = CampaignLocks.Rules | CampaignLocks.Begin | CampaignLocks.End };
        Assert.Equal(HandDownOutcome.Done, (await township.HandDownAsync(act)).Outcome);

        var draft = (await township.DraftsAsync()).Single(c => c.Id != source.Id);
        Assert.Equal(("2026年第二村党支部评议", 2026, "", (DateTime?)null), (draft.Title, draft.Year, draft.Place, draft.PlannedBegin));
        Assert.Equal(source.Forms.Select(f => f.Definition.Overall), draft.Forms.Select(f => f.Definition.Overall));
        Assert.Equal(source.Rules.Rules.Select(r => r.Number), draft.Rules.Rules.Select(r => r.Number));
        Assert.Equal([20, 3, 4, 6, 0], draft.Categories.Select(c => c.Target));
        Assert.Equal(source.Pools.Select(p => p.Name), draft.Pools.Select(p => p.Name));
        Assert.Empty(draft.Subjects);
        Assert.Equal(1, await township.Host.QueryAsync(db => db.Invitees.CountAsync()));
        // A date that the superior left open is the branch's to choose; the form is locked whatever was ticked.
        Assert.Equal(CampaignLocks.Form | CampaignLocks.Rules | CampaignLocks.End, draft.Locks);
    }

    [Fact]
    public async Task HandDown_ToABranchWithACampaignOfTheYear_IsRefusedAsAWholeUnlessMeantExpressly()
    {
        await using var township = await Township.OpenAsync();
        await township.Host.AddAsync(new Campaign { OrganizationId = township.Branches[0].Id, Title = "自办评议", Year = 2026, TallySheetTitle = "表" });
        var act = township.Act(township.Branches);

        var refused = await township.HandDownAsync(act);

        Assert.Equal((HandDownOutcome.Taken, "第一村党支部"), (refused.Outcome, Assert.Single(refused.Taken)));
        Assert.Equal((1, 0), await CountAsync(township));
        Assert.Equal(HandDownOutcome.Done, (await township.HandDownAsync(act with { Again = [township.Branches[0].Id] })).Outcome);
        Assert.Equal((4, 1), await CountAsync(township));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task HandDown_ByTwoAtOnce_GivesABranchOneDraft(TestServer server)
    {
        await using var township = await Township.OpenAsync(server);
        var other = await township.Host.CreateScopeAsync(township.Committee, Role.Superior);

        var results = await Task.WhenAll(
            Task.Run(() => township.HandDownAsync(township.Act(township.Branches))), Task.Run(() => township.HandDownAsync(township.Act(township.Branches[0]), other)));

        Assert.Equal([HandDownOutcome.Done, HandDownOutcome.Taken], results.Select(r => r.Outcome).Order());
        Assert.Single(await township.DraftsAsync(), d => d.OrganizationId == township.Branches[0].Id);
    }

    [Fact]
    public async Task HandDown_InTheNameOfAnOrganizationBelow_IsNotForThoseAboveIt()
    {
        await using var township = await Township.OpenAsync();
        var county = Scope.OfRole(Role.Superior, "");

        Assert.Equal(HandDownOutcome.NotFound, (await township.HandDownAsync(township.Act(township.Branches), county)).Outcome);
        Assert.Empty(await township.DraftsAsync());
    }

    [Fact]
    public async Task HandDown_ToABranchEvaluatedInACampaignAbove_IsTakenInThatYearAlone()
    {
        await using var township = await Township.OpenAsync();
        await township.Host.AddAsync(TestData.CreateCampaign(township.Committee, township.Branches[2]));

        var choices = await township.Host.RunAsync((HandDownService s) => s.ChoicesAsync(township.Superior, township.Committee.Id, 2026, default));

        Assert.Equal(["第一村党支部 ", "第二村党支部 ", "第三村党支部 2026年示例局群众评议"], choices.Select(c => c.Name + " " + string.Join(' ', c.Present)));
        Assert.Equal(HandDownOutcome.Taken, (await township.HandDownAsync(township.Act(township.Branches))).Outcome);
        Assert.Equal(HandDownOutcome.Done, (await township.HandDownAsync(township.Act(township.Branches) with { Year = 2027 })).Outcome);
    }

    [Fact]
    public async Task Choices_OfACampaignHeldOutsideTheScope_DoNotTellItsTitle()
    {
        await using var township = await Township.OpenAsync();
        await township.Host.AddAsync(TestData.CreateCampaign(township.Elsewhere, township.Branches[2]));

        var choices = await township.Host.RunAsync((HandDownService s) => s.ChoicesAsync(township.Superior, township.Committee.Id, 2026, default));

        Assert.Equal("", Assert.Single(choices[2].Present));
    }

    [Fact]
    public async Task HandDown_OutsideTheScope_IsNotFoundAndMakesNothing()
    {
        await using var township = await Township.OpenAsync();
        var foreign = TestData.CreateCampaign(township.Elsewhere, township.Elsewhere);
        await township.Host.AddAsync(foreign);
        var organizer = await township.Host.CreateScopeAsync(township.Committee, Role.Organizer, Role.Administrator, Role.Witness, Role.Member);
        var act = township.Act(township.Branches);

        Assert.Equal(HandDownOutcome.NotFound, (await township.HandDownAsync(act, organizer)).Outcome);
        foreach (var wrong in (NewDirective[])
        [
            township.Act(township.Branches[0], township.Elsewhere),
            township.Act(township.Branches[0], township.Committee),
            act with { OrganizationId = township.Elsewhere.Id },
            act with { Source = new HandDownSource(null, foreign.Id) },
            act with { Source = new HandDownSource("no-such", null) },
            act with { Source = new HandDownSource(null, null) },
        ])
        {
            Assert.Equal(HandDownOutcome.NotFound, (await township.HandDownAsync(wrong)).Outcome);
        }

        Assert.Equal(HandDownOutcome.NoBranch, (await township.HandDownAsync(township.Act())).Outcome);
        Assert.Equal((1, 0), await CountAsync(township));
    }

    [Fact]
    public async Task HandDown_TheSameFormTwice_IsDoneOnceAndNotFoundForAnybodyElse()
    {
        await using var township = await Township.OpenAsync();
        var act = township.Act(township.Branches);
        var other = await township.Host.CreateScopeAsync(township.Committee, Role.Superior);

        var results = await Task.WhenAll(township.HandDownAsync(act), township.HandDownAsync(act));

        Assert.All(results, r => Assert.Equal(HandDownOutcome.Done, r.Outcome));
        Assert.Equal(HandDownOutcome.NotFound, (await township.HandDownAsync(act, other)).Outcome);
        Assert.Equal((3, 1), await CountAsync(township));
    }

    private static Task<(int Campaigns, int Directives)> CountAsync(Township township) =>
        township.Host.QueryAsync(async db => (await db.Campaigns.CountAsync(), await db.Directives.CountAsync()));
}

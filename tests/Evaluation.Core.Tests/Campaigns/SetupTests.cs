using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Campaigns;

public sealed class SetupTests
{
    public static TheoryData<string> Edits => [.. SetupEdits.All.Keys];

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_InPreparation_SavesAndRaisesTheVersion(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);

        Assert.Equal(EditOutcome.Saved, await SetupEdits.All[edit](host, scope, RefOf(campaign), campaign));

        if (edit != "delete")
        {
            Assert.Equal(campaign.Version + 1, (await LoadAsync(host, campaign.Id)).Version);
        }
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_WithStaleVersion_IsRefusedAndChangesNothing(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        await SetupEdits.All["basics"](host, scope, RefOf(campaign), campaign);
        var before = await DescribeAsync(host, campaign.Id);

        Assert.Equal(EditOutcome.Stale, await SetupEdits.All[edit](host, scope, RefOf(campaign), campaign));

        Assert.Equal(before, await DescribeAsync(host, campaign.Id));
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_AfterFinalizing_IsRefusedAndChangesNothing(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var driver = await CampaignDriver.CreateAsync(host);
        await driver.FinalizeAsync();
        var scope = await host.CreateScopeAsync(driver.Unit, Role.Organizer);
        var campaign = await LoadAsync(host, driver.Campaign.Id);
        var before = await DescribeAsync(host, campaign.Id);

        Assert.Equal(EditOutcome.Frozen, await SetupEdits.All[edit](host, scope, RefOf(campaign), campaign));

        Assert.Equal(before, await DescribeAsync(host, campaign.Id));
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_ByAnybodyButItsOrganizer_FindsNoCampaign(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var (_, campaign) = await PrepareAsync(host);
        var elsewhere = TestData.CreateOrganization("另一局", OrganizationKind.PartyGroup);
        await host.AddAsync(elsewhere);
        var hostRow = await host.QueryAsync(db => db.Organizations.SingleAsync(o => o.Id == campaign.OrganizationId));
        Scope[] others =
        [
            Scope.Nobody,
            await host.CreateScopeAsync(elsewhere, Role.Organizer),
            await host.CreateScopeAsync(hostRow, Role.Superior, Role.Witness, Role.Administrator, Role.Member),
        ];

        foreach (var scope in others)
        {
            Assert.Equal(EditOutcome.NotFound, await SetupEdits.All[edit](host, scope, RefOf(campaign), campaign));
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Edit_ByTwoAtOnce_SavesOneAndRefusesTheOther(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (scope, campaign) = await PrepareAsync(host);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SetupEdits.All["pool add"](host, scope, RefOf(campaign), campaign))));

        Assert.Equal(1, outcomes.Count(o => o == EditOutcome.Saved));
        Assert.Equal(3, outcomes.Count(o => o == EditOutcome.Stale));
        Assert.Equal(campaign.Pools.Count + 1, (await LoadAsync(host, campaign.Id)).Pools.Count);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Delete_RemovesAllThatWasSetUp(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (scope, campaign) = await PrepareAsync(host);
        await SetupEdits.All["invitees"](host, scope, RefOf(campaign), campaign);
        await host.RunAsync<AccessCodeService, IReadOnlyDictionary<Guid, string>?>(s => s.MakeRehearsalAsync(campaign.Id, default));

        var outcome = await host.RunAsync<CampaignService, EditOutcome>(s => s.DeleteAsync(scope, RefOf(campaign) with { Version = campaign.Version + 1 }, default));

        Assert.Equal(EditOutcome.Saved, outcome);
        Assert.Equal(0, await host.QueryAsync(async db => await db.Campaigns.CountAsync() + await db.Subjects.CountAsync() + await db.EvaluatorCategories.CountAsync()
            + await db.EvaluatorPools.CountAsync() + await db.BallotForms.CountAsync() + await db.Invitees.CountAsync() + await db.RehearsalCodes.CountAsync()));
    }

    [Fact]
    public async Task Rehearsal_MadeWhileAFormIsOpen_DoesNotMakeTheFormStale()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);

        await host.RunAsync<AccessCodeService, IReadOnlyDictionary<Guid, string>?>(s => s.MakeRehearsalAsync(campaign.Id, default));

        Assert.Equal(EditOutcome.Saved, await SetupEdits.All["basics"](host, scope, RefOf(campaign), campaign));
    }

    [Fact]
    public async Task Remove_ACategoryAndAddAnother_NumbersThemThroughout()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        await host.RunAsync<CategoryService, EditOutcome>(s => s.RemoveAsync(scope, RefOf(campaign), campaign.Categories[1].Id, default));
        campaign = await LoadAsync(host, campaign.Id);

        await host.RunAsync<CategoryService, (EditOutcome, Guid)>(s => s.AddAsync(
            scope, RefOf(campaign), new CategoryDetails("新类别", 5, 1, CodeIssue.Drawn, null, new Dictionary<Guid, int> { [campaign.Pools[0].Id] = 0 }), default));

        Assert.Equal(Enumerable.Range(0, 5), (await LoadAsync(host, campaign.Id)).Categories.Select(c => c.Order));
    }

    [Fact]
    public async Task Remove_FormOrPoolThatSubjectsUse_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);

        Assert.Equal(EditOutcome.InUse, await host.RunAsync<FormService, EditOutcome>(s => s.RemoveAsync(scope, RefOf(campaign), campaign.Forms[0].Id, default)));
        Assert.Equal(EditOutcome.InUse, await host.RunAsync<PoolService, EditOutcome>(s => s.RemoveAsync(scope, RefOf(campaign), campaign.Pools[0].Id, default)));
    }

    [Fact]
    public async Task Save_FormThatCannotBeUsed_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        var broken = campaign.Forms[0].Definition with { Scale = [new Grade("满意")] };

        var outcome = await host.RunAsync<FormService, EditOutcome>(s => s.SaveAsync(scope, RefOf(campaign), campaign.Forms[0].Id, new FormDetails("表", broken), default));

        Assert.Equal(EditOutcome.Invalid, outcome);
    }

    [Fact]
    public async Task Save_Category_SetsThePoolsItBelongsToWithTheirMinimums()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        var category = campaign.Categories[0];
        var details = new CategoryDetails("机关干部", 21, 3, CodeIssue.Drawn, null, new Dictionary<Guid, int> { [campaign.Pools[0].Id] = 9 });

        await host.RunAsync<CategoryService, EditOutcome>(s => s.SaveAsync(scope, RefOf(campaign), category.Id, details, default));

        var saved = await LoadAsync(host, campaign.Id);
        Assert.Equal(("机关干部", 21, 3), (saved.Categories[0].Name, saved.Categories[0].Target, saved.Categories[0].Spares));
        var parts = saved.Pools.SelectMany(p => p.Categories.Where(pc => pc.CategoryId == category.Id)).ToList();
        Assert.Equal((campaign.Pools[0].Id, 9), (parts.Single().PoolId, parts.Single().Minimum));
    }

    [Fact]
    public async Task Save_Invitees_PlansAsManyAsTheListHolds()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        var category = campaign.Categories[4];
        InviteeLine[] lines = [new("示例代表一", "某单位"), new("示例代表二", ""), new("示例代表三", "")];

        await host.RunAsync<CategoryService, EditOutcome>(s => s.SaveInviteesAsync(scope, RefOf(campaign), category.Id, lines, default));
        await host.RunAsync<CategoryService, EditOutcome>(s => s.SaveInviteesAsync(scope, RefOf(campaign) with { Version = campaign.Version + 1 }, category.Id, lines[..2], default));

        var saved = (await LoadAsync(host, campaign.Id)).Categories[4];
        Assert.Equal((CodeIssue.Invited, 2), (saved.Issue, saved.Target));
        Assert.Equal(["示例代表一", "示例代表二"], await host.QueryAsync(db => db.Invitees.OrderBy(i => i.Order).Select(i => i.Name).ToListAsync()));
    }

    [Fact]
    public async Task Move_SwapsWithTheNeighbourAndStopsAtTheEnds()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host);
        var first = campaign.Categories[0].Id;

        await host.RunAsync<CategoryService, EditOutcome>(s => s.MoveAsync(scope, RefOf(campaign), first, true, default));
        Assert.Equal(first, (await LoadAsync(host, campaign.Id)).Categories[0].Id);
        await host.RunAsync<CategoryService, EditOutcome>(s => s.MoveAsync(scope, RefOf(campaign) with { Version = campaign.Version + 1 }, first, false, default));

        var saved = await LoadAsync(host, campaign.Id);
        Assert.Equal([campaign.Categories[1].Id, first, campaign.Categories[2].Id], saved.Categories.Take(3).Select(c => c.Id));
        Assert.Equal([0, 1, 2, 3, 4], saved.Categories.Select(c => c.Order));
    }

    internal static CampaignRef RefOf(Campaign campaign) => new(campaign.Id, campaign.Version);

    internal static Task<Campaign> LoadAsync(TestHost host, Guid id) => host.QueryAsync(db => db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == id));

    // A campaign with one form and one pool that nothing uses, and its organizer.
    private static async Task<(Scope Scope, Campaign Campaign)> PrepareAsync(TestHost host)
    {
        var driver = await CampaignDriver.CreateAsync(host, campaign =>
        {
            campaign.Forms.Add(new BallotForm { CampaignId = campaign.Id, Name = "备用表", Order = 2, Definition = campaign.Forms[0].Definition });
            campaign.Pools.Add(new EvaluatorPool { CampaignId = campaign.Id, Name = "备用组", Order = campaign.Pools.Count });
        });
        return (await host.CreateScopeAsync(driver.Unit, Role.Organizer), await LoadAsync(host, driver.Campaign.Id));
    }

    private static async Task<string> DescribeAsync(TestHost host, Guid id)
    {
        var c = await LoadAsync(host, id);
        return string.Join('|', [
            c.Version, c.Title, c.Place, c.Rules.Rules.Count,
            .. c.Forms.Select(f => f.Name), .. c.Pools.Select(p => $"{p.Name} {p.PlannedSize} {p.Order} {p.Categories.Count}"),
            .. c.Categories.Select(x => $"{x.Name} {x.Target} {x.Order} {x.Issue}"), .. c.Subjects.Select(s => $"{s.Name} {s.FormId} {s.Order}"),
        ]);
    }
}

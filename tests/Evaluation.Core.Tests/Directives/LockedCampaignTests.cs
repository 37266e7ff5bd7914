using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Tests.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Pools;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Directives;

/// <summary>What was laid down is not changed by anything that changes a set-up; everything else is the branch's own.</summary>
public sealed class LockedCampaignTests
{
    private const CampaignLocks Everything = CampaignLocks.Form | CampaignLocks.Rules | CampaignLocks.Begin | CampaignLocks.End;

    private static readonly string[] Refused = ["form add", "form save", "form remove", "rules", "delete"];

    public static TheoryData<string> Edits => [.. SetupEdits.All.Keys];

    public static TheoryData<string> LaidDown => [.. Basics.Keys];

    private static readonly Dictionary<string, (CampaignLocks By, Func<CampaignBasics, CampaignBasics> Change)> Basics = new()
    {
        ["title"] = (CampaignLocks.Form, b => b with { Title = "改名" }),
        ["year"] = (CampaignLocks.Form, b => b with { Year = 2030 }),
        ["tally sheet"] = (CampaignLocks.Form, b => b with { TallySheetTitle = "改名" }),
        ["group minimum"] = (CampaignLocks.Form, b => b with { GroupMinimum = 9 }),
        ["rank"] = (CampaignLocks.Form, b => b with { ShowsRank = !b.ShowsRank }),
        ["strokes"] = (CampaignLocks.Form, b => b with { SortsByStrokes = !b.SortsByStrokes }),
        ["begin"] = (CampaignLocks.Begin, b => b with { PlannedBegin = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc) }),
        ["end"] = (CampaignLocks.End, b => b with { PlannedEnd = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) }),
    };

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_OfAHandedDownCampaign_IsRefusedWhereItTouchesWhatWasLaidDown(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, Everything);
        var isRefused = Refused.Contains(edit);

        Assert.Equal(isRefused ? EditOutcome.Locked : EditOutcome.Saved, await SetupEdits.All[edit](host, scope, SetupTests.RefOf(campaign), campaign));

        Assert.Equal(campaign.Version + (isRefused ? 0 : 1), (await SetupTests.LoadAsync(host, campaign.Id)).Version);
    }

    [Theory, MemberData(nameof(Edits))]
    public async Task Edit_OfACampaignWithNothingLocked_IsSaved(string edit)
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, CampaignLocks.None);

        Assert.Equal(edit == "delete" ? EditOutcome.Locked : EditOutcome.Saved, await SetupEdits.All[edit](host, scope, SetupTests.RefOf(campaign), campaign));
    }

    [Theory, MemberData(nameof(LaidDown))]
    public async Task Basics_LaidDown_AreRefusedByTheirOwnLockAndNoOther(string field)
    {
        await using var host = await TestHost.CreateAsync();
        var (by, change) = Basics[field];
        var (scope, campaign) = await PrepareAsync(host, by);
        var basics = change(SetupEdits.BasicsOf(campaign));

        Assert.Equal(EditOutcome.Locked, await SaveAsync(host, scope, campaign, basics));
        Assert.Equal(campaign.Version, (await SetupTests.LoadAsync(host, campaign.Id)).Version);

        await host.QueryAsync(db => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Locks, Everything & ~by)));
        Assert.Equal(EditOutcome.Saved, await SaveAsync(host, scope, campaign, basics));
    }

    [Fact]
    public async Task Basics_OfTheBranchItself_AreSaved()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, Everything);

        Assert.Equal(EditOutcome.Saved, await SaveAsync(host, scope, campaign, SetupEdits.BasicsOf(campaign) with { Place = "礼堂", Requirements = "按时到会", BeginsByItself = false, HasTwoLocks = true }));
    }

    [Theory, InlineData(CampaignLocks.Rules, EditOutcome.Locked), InlineData(CampaignLocks.Form, EditOutcome.Saved)]
    public async Task Weights_AreLockedWithTheRules(CampaignLocks locks, EditOutcome expected)
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, locks, c => c.Categories[0].Weight = Fraction.Of(1, 2));
        CategoryDetails Details(Fraction? weight) => new("类别", 7, 1, CodeIssue.Drawn, weight, new Dictionary<Guid, int>());

        Assert.Equal(expected, await host.RunAsync((CategoryService s) => s.SaveAsync(scope, SetupTests.RefOf(campaign), campaign.Categories[0].Id, Details(Fraction.Of(2, 3)), default)));
        campaign = await SetupTests.LoadAsync(host, campaign.Id);
        Assert.Equal(expected, (await host.RunAsync((CategoryService s) => s.AddAsync(scope, SetupTests.RefOf(campaign), Details(Fraction.Of(1, 9)), default))).Outcome);
        campaign = await SetupTests.LoadAsync(host, campaign.Id);
        Assert.Equal(expected, await host.RunAsync((CategoryService s) => s.RemoveAsync(scope, SetupTests.RefOf(campaign), campaign.Categories[0].Id, default)));
    }

    [Fact]
    public async Task Copy_OfAHandedDownCampaign_IsFree()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, Everything);

        var copy = (await host.RunAsync((CopyService s) => s.CopyAsync(scope, campaign.Id, default)))!;

        var made = await SetupTests.LoadAsync(host, copy.Id);
        Assert.Equal(((Guid?)null, CampaignLocks.None), (made.DirectiveId, made.Locks));
        Assert.Equal(EditOutcome.Saved, await host.RunAsync((CampaignService s) => s.DeleteAsync(scope, SetupTests.RefOf(made), default)));
    }

    [Fact]
    public async Task CopyAgain_OfAHandedDownCampaign_KeepsFormAndRulesLockedAndNotTheDates()
    {
        await using var host = await TestHost.CreateAsync();
        var (scope, campaign) = await PrepareAsync(host, Everything);

        var copy = (await host.RunAsync((CopyService s) => s.CopyAgainAsync(scope, campaign.Id, null, "重新评议", default)))!;

        var made = await SetupTests.LoadAsync(host, copy.Id);
        Assert.Equal((campaign.DirectiveId, CampaignLocks.Form | CampaignLocks.Rules), (made.DirectiveId, made.Locks));
        Assert.Equal(EditOutcome.Locked, await SetupEdits.All["form save"](host, scope, SetupTests.RefOf(made), made));
        Assert.Equal(EditOutcome.Saved, await host.RunAsync((CampaignService s) => s.DeleteAsync(scope, SetupTests.RefOf(made), default)));
    }

    private static Task<EditOutcome> SaveAsync(TestHost host, Scope scope, Campaign campaign, CampaignBasics basics) =>
        host.RunAsync((CampaignService s) => s.SaveBasicsAsync(scope, SetupTests.RefOf(campaign), basics, default));

    // A campaign with one form and one pool that nothing uses, as if it had been handed down, and its organizer.
    private static async Task<(Scope Scope, Campaign Campaign)> PrepareAsync(TestHost host, CampaignLocks locks, Action<Campaign>? configure = null)
    {
        var driver = await CampaignDriver.CreateAsync(host, campaign =>
        {
            campaign.Forms.Add(new BallotForm { CampaignId = campaign.Id, Name = "备用表", Order = 2, Definition = campaign.Forms[0].Definition });
            campaign.Pools.Add(new EvaluatorPool { CampaignId = campaign.Id, Name = "备用组", Order = campaign.Pools.Count });
            configure?.Invoke(campaign);
        });
        var superior = await host.CreateScopeAsync(driver.Unit, Role.Superior);
        var directive = new Directive { Id = Guid.NewGuid(), OrganizationId = driver.Unit.Id, IssuedBy = superior.UserId, IssuedByName = "上级", Title = "评议", Year = 2026, Locks = locks };
        directive.Branches.Add(new DirectiveBranch { DirectiveId = directive.Id, OrganizationId = driver.Unit.Id, CampaignId = driver.Campaign.Id });
        await host.AddAsync(directive);
        await host.QueryAsync(db => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.DirectiveId, directive.Id).SetProperty(c => c.Locks, locks)));
        return (await host.CreateScopeAsync(driver.Unit, Role.Organizer), await SetupTests.LoadAsync(host, driver.Campaign.Id));
    }
}

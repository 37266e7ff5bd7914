using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Directives;
using Evaluation.Core.Supervision;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Directives;

/// <summary>A township with three branches and their organizers, an office that holds no campaigns, and a branch elsewhere.</summary>
internal sealed class Township : IAsyncDisposable
{
    private Township(TestHost host) => Host = host;

    public TestHost Host { get; }

    public Organization Committee { get; } = TestData.CreateOrganization("示例镇党委", OrganizationKind.PartyCommittee);

    public Organization[] Branches { get; private set; } = [];

    public Organization Elsewhere { get; } = TestData.CreateOrganization("别处党支部", OrganizationKind.Branch);

    /// <summary>The superior's scope.</summary>
    public Scope Superior { get; private set; } = Scope.Nobody;

    public static async Task<Township> OpenAsync(TestServer server = TestServer.Sqlite)
    {
        var township = new Township(await TestHost.CreateAsync(server, services => services.AddSupervision()));
        township.Branches = [.. new[] { "第一村党支部", "第二村党支部", "第三村党支部" }.Select(name => TestData.CreateOrganization(name, OrganizationKind.Branch, township.Committee))];
        for (var i = 0; i < township.Branches.Length; i++)
        {
            township.Branches[i].Order = i;
        }

        await township.Host.AddAsync([township.Committee, .. township.Branches, township.Elsewhere, TestData.CreateOrganization("镇机关", OrganizationKind.Unit, township.Committee)]);
        await township.Host.AddAsync([.. township.Branches.Select((b, i) => TestData.CreateUser("clerk" + (i + 1), (Role.Organizer, b)))]);
        township.Superior = await township.Host.CreateScopeAsync(township.Committee, Role.Superior);
        return township;
    }

    /// <summary>The bureau's template for 2026 to the given branches, with everything locked.</summary>
    public NewDirective Act(params Organization[] branches) =>
        new(Guid.NewGuid(), Committee.Id, new HandDownSource("bureau", null), 2026, "{year}年{organization}群众评议", "请按期完成", CampaignLocks.Form | CampaignLocks.Rules | CampaignLocks.Begin | CampaignLocks.End, [.. branches.Select(b => b.Id)], [])
        {
            PlannedBegin = new DateTime(2026, 5, 10, 1, 0, 0, DateTimeKind.Utc),
            PlannedEnd = new DateTime(2026, 5, 20, 1, 0, 0, DateTimeKind.Utc),
            PlanDue = new DateOnly(2026, 5, 1),
        };

    public Task<HandDownResult> HandDownAsync(NewDirective act, Scope? scope = null) => Host.RunAsync((HandDownService s) => s.HandDownAsync(scope ?? Superior, act, default));

    /// <summary>Hands down to all three, which must succeed; the drafts in the order of the branches.</summary>
    public async Task<(Guid Directive, IReadOnlyList<Campaign> Drafts)> HandDownToAllAsync()
    {
        var act = Act(Branches);
        Assert.Equal(HandDownOutcome.Done, (await HandDownAsync(act)).Outcome);
        return (act.Id, await DraftsAsync());
    }

    /// <summary>All campaigns with their set-up, in the order of the branches.</summary>
    public async Task<IReadOnlyList<Campaign>> DraftsAsync() =>
        [.. (await Host.QueryAsync(db => db.Campaigns.AsNoTracking().WithSetup().ToListAsync())).OrderBy(c => Array.FindIndex(Branches, b => b.Id == c.OrganizationId))];

    public Task<Scope> ScopeAsync(string userName) => Host.QueryAsync(async db => await Scope.ForUserAsync(db, await db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync(), default));

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Notifications;

/// <summary>A campaign below a county, with people of every role around it, and who of them was told what.</summary>
internal sealed class Told : IAsyncDisposable
{
    private Told(TestHost host, CampaignDriver campaign)
    {
        Host = host;
        Campaign = campaign;
    }

    public TestHost Host { get; }

    public CampaignDriver Campaign { get; }

    /// <summary>Opens it. At the bureau: two organizers and a superior; above it an organizer and a superior of the county; everybody else has no part in it.</summary>
    public static async Task<Told> OpenAsync(TestServer server, Action<Domain.Campaigns.Campaign>? configure = null, bool isOpen = true)
    {
        var host = await TestHost.CreateAsync(server);
        var campaign = isOpen ? await CampaignDriver.OpenAsync(host, configure) : await CampaignDriver.CreateAsync(host, configure);
        var (county, township) = (TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee), TestData.CreateOrganization("示例乡党委", OrganizationKind.PartyCommittee));
        await host.AddAsync(county, township);
        await host.QueryAsync(async db =>
        {
            var unit = await db.Organizations.SingleAsync(o => o.Id == campaign.Unit.Id);
            unit.PlaceUnder(await db.Organizations.SingleAsync(o => o.Id == county.Id));
            (await db.Organizations.SingleAsync(o => o.Id == campaign.Branch.Id)).PlaceUnder(unit);
            return await db.SaveChangesAsync();
        });
        var locked = TestData.CreateUser("locked", (Role.Organizer, campaign.Unit), (Role.Superior, campaign.Unit));
        locked.IsLocked = true;
        await host.AddAsync(
            TestData.CreateUser("clerk", (Role.Organizer, campaign.Unit)),
            TestData.CreateUser("secretary", (Role.Organizer, campaign.Unit)),
            TestData.CreateUser("superior", (Role.Superior, campaign.Unit)),
            TestData.CreateUser("county-clerk", (Role.Organizer, county)),
            TestData.CreateUser("county-superior", (Role.Superior, county)),
            TestData.CreateUser("witness", (Role.Witness, campaign.Unit), (Role.Administrator, county), (Role.Member, campaign.Unit)),
            TestData.CreateUser("below", (Role.Organizer, campaign.Branch), (Role.Superior, campaign.Branch)),
            TestData.CreateUser("elsewhere", (Role.Organizer, township), (Role.Superior, township)),
            locked);
        return new Told(host, campaign);
    }

    /// <summary>Does something and says who was told what by it, in order of the names.</summary>
    public async Task<IReadOnlyList<string>> ByAsync(Func<Task> act)
    {
        var before = await Host.QueryAsync(db => db.Notifications.Select(n => n.Id).ToListAsync());
        await act();
        var all = await Host.QueryAsync(db => db.Notifications.Join(db.Users, n => n.UserId, u => u.Id, (n, u) => new { n.Id, Text = u.UserName + " " + n.Kind }).ToListAsync());
        return [.. all.Where(n => !before.Contains(n.Id)).Select(n => n.Text).Order(StringComparer.Ordinal)];
    }

    public Task<Scope> ScopeAsync(string userName) => Host.QueryAsync(async db =>
        await Scope.ForUserAsync(db, await db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync(), default));

    /// <summary>Counts, and confirms what rectification follows from, with another consequence that needs nobody.</summary>
    public async Task ConfirmAsync(string userName)
    {
        var scope = await ScopeAsync(userName);
        foreach (var row in (await Host.RunAsync((DeterminationService s) => s.ListAsync(scope, Campaign.Campaign.Id, default))).Take(2))
        {
            Assert.Equal(DecisionOutcome.Decided, await Campaign.DecideAsync(scope, row, Verdict.Confirm));
        }
    }

    /// <summary>Acts on the rectification.</summary>
    public async Task ActAsync(string userName, Func<ConsequenceService, Scope, (Guid, int), Task<ConsequenceOutcome>> act)
    {
        var scope = await ScopeAsync(userName);
        var at = await Host.QueryAsync(db => db.Consequences.Where(c => c.Kind == ConsequenceKind.Rectification).Select(c => new { c.Id, c.Version }).SingleAsync());
        Assert.Equal(ConsequenceOutcome.Done, await Host.RunAsync((ConsequenceService s) => act(s, scope, (at.Id, at.Version))));
    }

    /// <summary>Fills the rectification in and hands it in.</summary>
    public async Task SubmitAsync(string userName)
    {
        await ActAsync(userName, (s, scope, at) => s.SaveAsync(scope, Campaign.Campaign.Id, at, new ConsequenceText([new Domain.Outcomes.ProblemTitle(0, "", "问题")], new Dictionary<Guid, int?>(), "原因", "措施", "示例甲", null, "", ""), default));
        await ActAsync(userName, (s, scope, at) => s.SubmitAsync(scope, Campaign.Campaign.Id, at, default));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Supervision;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Testing;

namespace Evaluation.Core.Tests.Supervision;

public sealed class BoardTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Read_WhileOpen_ShowsTurnoutAndNoResult(TestServer server)
    {
        await using var host = await HostAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.CastAllAsync(0, "4444");
        await campaign.CastAllAsync(3, "44");
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var board = await ReadAsync(host, scope, new BoardFilter(2026));

        var row = Assert.Single(board.Rows.Rows);
        Assert.Equal((BoardState.Open, 6, 38), (row.State, row.Returned, row.Target));
        Assert.Equal([("服务对象代表（局党组）", 2, 6), ("服务对象代表（支部）", 0, 5)], row.UnderMinimum.Select(t => (t.Name, t.Returned, t.Minimum)));
        Assert.Null(row.Result);
        Assert.Equal((new BoardOutcomes(0, 0, 0, 0), 0), (board.Outcomes, board.Counted));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Read_AfterTheCount_ShowsTheLowestRateOfTheOrganizationsAndTheRules(TestServer server)
    {
        await using var host = await HostAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.CountPublishedAsync();
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var board = await ReadAsync(host, scope, new BoardFilter(2026));

        var row = Assert.Single(board.Rows.Rows);
        Assert.Equal((BoardState.Counted, 38, 38), (row.State, row.Returned, row.Target));
        Assert.Equal(("机关党支部", Fraction.Of(11, 25), 2), (row.Result!.Lowest!.Subject, row.Result.Lowest.Rate, row.Result.Subjects));
        // Three rules on the branch, two on the one person below 60 %.
        Assert.Equal((new BoardOutcomes(5, 0, 0, 0), false), (row.Outcomes, row.Result.IsFull));
        Assert.Equal((1, 1, 1, 5), (board.Due, board.Started, board.Counted, board.Outcomes.Proposed));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Read_AfterDecisions_ShowsWhatIsLeftAndWhatIsOverdue(TestServer server)
    {
        await using var host = await HostAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var (scope, office) = (await host.CreateScopeAsync(campaign.Unit, Role.Superior), await host.CreateScopeAsync(campaign.Unit, Role.Organizer));
        Assert.Equal(new BoardOutcomes(8, 1, 0, 0), (await ReadAsync(host, scope, new BoardFilter(2026))).Rows.Rows[0].Outcomes);

        var rows = await host.RunAsync((DeterminationService s) => s.ListAsync(office, campaign.Campaign.Id, default));
        await campaign.DecideAsync(office, rows[0], Verdict.Confirm);
        await campaign.DecideAsync(office, rows[2], Verdict.Overrule, "据实研究");

        Assert.Equal(new BoardOutcomes(7, 0, 1, 0), (await ReadAsync(host, scope, new BoardFilter(2026))).Rows.Rows[0].Outcomes);
        host.Clock.Advance(TimeSpan.FromDays(DeterminationService.DefaultDays));
        Assert.Equal(0, (await ReadAsync(host, scope, new BoardFilter(2026))).Outcomes.Overdue);
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new BoardOutcomes(7, 0, 1, 1), (await ReadAsync(host, scope, new BoardFilter(2026))).Outcomes);
        Assert.Single((await host.RunAsync((ConsequenceService s) => s.ListAsync(office, new ConsequenceFilter(ConsequenceView.Overdue, null, "机关", 1), default))).Rows);
        Assert.Empty((await host.RunAsync((ConsequenceService s) => s.ListAsync(office, new ConsequenceFilter(ConsequenceView.Overdue, null, "查无", 1), default))).Rows);
        Assert.Empty((await host.RunAsync((ConsequenceService s) => s.ListAsync(office, new ConsequenceFilter(ConsequenceView.Accepted, null, "", 1), default))).Rows);
    }

    [Fact]
    public async Task Read_EverybodyFullySatisfied_IsMarkedForALook()
    {
        await using var host = await HostAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.CastAllAsync(0, "11111");
        await campaign.CastAllAsync(4, "11111");
        await campaign.FinishAsync();
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var row = (await ReadAsync(host, scope, new BoardFilter(2026))).Rows.Rows[0];

        Assert.True(row.Result!.IsFull);
    }

    [Fact]
    public async Task Read_PoolUnderTheGroupMinimum_IsLeftOutOfRateAndRules()
    {
        await using var host = await HostAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        // The branch and the people get four sheets in all: fewer than five. The Party group gets ten.
        await campaign.CastAllAsync(4, "4444");
        await campaign.CastAllAsync(1, "111");
        await campaign.CastAllAsync(2, "1111");
        await campaign.CastAllAsync(3, "111");
        await campaign.FinishAsync();
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var row = (await ReadAsync(host, scope, new BoardFilter(2026))).Rows.Rows[0];

        Assert.Equal(("局党组", 1, new BoardOutcomes(0, 0, 0, 0)), (row.Result!.Lowest!.Subject, row.Result.Subjects, row.Outcomes));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Read_OrganizationsWithoutACampaign_AreListedUnlessTheyAreEvaluatedByAnother(TestServer server)
    {
        await using var host = await HostAsync(server);
        var campaign = await CampaignDriver.CreateAsync(host);
        var late = TestData.CreateOrganization("第七党支部", OrganizationKind.Branch, campaign.Unit);
        var office = TestData.CreateOrganization("办公室", OrganizationKind.Office, campaign.Unit);
        await host.AddAsync(late, office);
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var board = await ReadAsync(host, scope, new BoardFilter(2026));

        Assert.Equal([("第七党支部", BoardState.NotStarted), ("示例局党组", BoardState.Preparing)], board.Rows.Rows.Select(r => (r.Organization, r.State)));
        Assert.Equal((2, 1), (board.Due, board.Started));
        var other = await ReadAsync(host, scope, new BoardFilter(2025));
        Assert.Equal([("机关党支部", BoardState.NotStarted), ("第七党支部", BoardState.NotStarted)], other.Rows.Rows.Select(r => (r.Organization, r.State)).OrderBy(r => r.Organization, StringComparer.Ordinal));
        Assert.Equal([2026, 2025], other.Years);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Read_OutsideTheSubtreeOrByAnotherRole_SeesNothing(TestServer server)
    {
        await using var host = await HostAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await host.AddAsync(elsewhere);

        foreach (var scope in new[]
        {
            await host.CreateScopeAsync(elsewhere, Role.Superior),
            await host.CreateScopeAsync(campaign.Branch, Role.Superior),
            await host.CreateScopeAsync(campaign.Unit, Role.Administrator, Role.Organizer, Role.Witness, Role.Member),
            Scope.Nobody,
        })
        {
            Assert.Empty((await ReadAsync(host, scope, new BoardFilter(2026))).Rows.Rows);
        }
    }

    [Fact]
    public async Task Read_PlannedDays_AreCountedInTheHostsZone()
    {
        await using var host = await HostAsync();
        // The clock stands at 9:00 on 15 April in Shanghai; 17:00 UTC on the 16th is 1:00 on the 17th there.
        var campaign = await CampaignDriver.OpenAsync(host, c => c.PlannedEnd = new DateTime(2026, 4, 16, 17, 0, 0, DateTimeKind.Utc));
        var scope = await host.CreateScopeAsync(campaign.Unit, Role.Superior);

        var before = (await ReadAsync(host, scope, new BoardFilter())).Rows.Rows[0];
        host.Clock.Advance(TimeSpan.FromDays(4));
        var after = await ReadAsync(host, scope, new BoardFilter());

        Assert.Equal((new DateOnly(2026, 4, 17), 2, false), (before.Planned, before.DaysLeft, before.IsOverdue));
        Assert.Equal((-2, true, 1), (after.Rows.Rows[0].DaysLeft, after.Rows.Rows[0].IsOverdue, after.Overdue));
    }

    [Fact]
    public async Task Read_ManyRows_PutsProblemsFirstPageByPageAndFindsByNameAndState()
    {
        await using var host = await HostAsync();
        var root = TestData.CreateOrganization("县委", OrganizationKind.PartyCommittee);
        var branches = Enumerable.Range(0, 60).Select(i => TestData.CreateOrganization($"第{i:00}党支部", OrganizationKind.Branch, root)).ToList();
        await host.AddAsync(root);
        await host.AddAsync([.. branches]);
        await host.AddAsync([.. branches.Take(55).Select((b, i) => new Campaign
        {
            OrganizationId = b.Id, Title = "评议Ａ" + i, Year = 2026, PlannedBegin = i == 40 ? host.Clock.Now.AddDays(-3) : host.Clock.Now.AddDays(5),
        })]);
        var scope = await host.CreateScopeAsync(root, Role.Superior);

        var first = await ReadAsync(host, scope, new BoardFilter(2026));
        var second = await ReadAsync(host, scope, new BoardFilter(2026, Page: 99));

        Assert.Equal("第40党支部", first.Rows.Rows[0].Organization);
        Assert.Equal(Enumerable.Repeat(BoardState.NotStarted, 5), first.Rows.Rows.Skip(1).Take(5).Select(r => r.State));
        Assert.Equal((50, 2, 10, 60), (first.Rows.Rows.Count, second.Rows.Number, second.Rows.Rows.Count, first.Rows.Total));
        Assert.Equal("第07党支部", Assert.Single((await ReadAsync(host, scope, new BoardFilter(2026, Search: "07"))).Rows.Rows).Organization);
        Assert.Equal("第33党支部", Assert.Single((await ReadAsync(host, scope, new BoardFilter(2026, Search: "评议 a33"))).Rows.Rows).Organization);
        var notStarted = await ReadAsync(host, scope, new BoardFilter(2026, State: BoardState.NotStarted));
        Assert.Equal((5, 60, 55), (notStarted.Rows.Total, notStarted.Due, notStarted.Started));
    }

    private static Task<TestHost> HostAsync(TestServer server = TestServer.Sqlite) => TestHost.CreateAsync(server, services => services.AddSupervision());

    private static Task<Board> ReadAsync(TestHost host, Scope scope, BoardFilter filter) =>
        host.RunAsync<BoardService, Board>(s => s.ReadAsync(scope, filter, default));
}

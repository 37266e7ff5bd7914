using Evaluation.Core.Accounts;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Organizations;

public sealed class OrganizationServiceTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Fact]
    public async Task Create_BelowACoveredOrganization_IsLastAmongItsSiblings()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await CreateAsync(host, scope, rosters.Township, "甲支部");

        var made = await CreateAsync(host, scope, rosters.Township, "乙支部");

        Assert.Equal(OrganizationOutcome.Done, made.Outcome);
        var orders = await host.QueryAsync(db => db.Organizations.Where(o => o.ParentId == rosters.Township.Id).OrderBy(o => o.Order).Select(o => o.Name).ToListAsync());
        Assert.Equal("乙支部", orders[^1]);
    }

    [Theory]
    [InlineData("", OrganizationOutcome.BadName)]
    [InlineData("<b>支部</b>", OrganizationOutcome.BadName)]
    [InlineData("=支部", OrganizationOutcome.BadName)]
    [InlineData("第一党支部", OrganizationOutcome.NameTaken)]
    [InlineData("第一 党支部", OrganizationOutcome.NameTaken)]
    public async Task Create_WithBadName_IsRefused(string name, OrganizationOutcome expected)
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        Assert.Equal(expected, (await CreateAsync(host, await rosters.ScopeAsync(), rosters.Township, name)).Outcome);
    }

    [Fact]
    public async Task AnyAct_OutsideTheSubtree_FindsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();

        Assert.Equal(OrganizationOutcome.ParentNotFound, (await CreateAsync(host, scope, rosters.Neighbour, "甲支部")).Outcome);
        Assert.Equal(OrganizationOutcome.NotFound, await RunAsync(host, s => s.EditAsync(scope, new EditOrganization(rosters.Neighbour.Id, 0, "甲", OrganizationKind.Unit, null), default)));
        Assert.Equal(OrganizationOutcome.NotFound, await RunAsync(host, s => s.DeleteAsync(scope, rosters.Neighbour.Id, default)));
        Assert.Equal(OrganizationOutcome.NotFound, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.Neighbour.Id, rosters.Township.Id), default)));
        Assert.Equal(OrganizationOutcome.ParentNotFound, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.First.Id, rosters.Neighbour.Id), default)));
        Assert.Equal(OrganizationOutcome.NotFound, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.Township.Id, rosters.First.Id), default)));
        Assert.Equal(OrganizationOutcome.NotFound, await RunAsync(host, s => s.ShiftAsync(scope, rosters.Township.Id, true, default)));
    }

    [Theory]
    [InlineData(Role.Organizer, OrganizationOutcome.Done)]
    [InlineData(Role.Administrator, OrganizationOutcome.Done)]
    [InlineData(Role.Superior, OrganizationOutcome.ParentNotFound)]
    [InlineData(Role.Witness, OrganizationOutcome.ParentNotFound)]
    [InlineData(Role.Member, OrganizationOutcome.ParentNotFound)]
    public async Task Create_ByRole_IsForOrganizersAndAdministrators(Role role, OrganizationOutcome expected)
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var user = TestData.CreateUser("某人", (role, rosters.Township));
        await host.AddAsync(user);

        Assert.Equal(expected, (await CreateAsync(host, await rosters.ScopeAsync(user), rosters.Township, "甲支部")).Outcome);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Move_WithASubtree_PlacesEveryDescendantBelowTheNewSuperior(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var child = await CreateAsync(host, scope, rosters.First, "党小组");
        var grandchild = await host.QueryAsync(_ => CreateAsync(host, scope, child.Id, "小组甲"));

        Assert.Equal(OrganizationOutcome.Done, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.First.Id, rosters.Second.Id), default)));

        var second = await FindAsync(host, rosters.Second.Id);
        var moved = await FindAsync(host, rosters.First.Id);
        var deepest = await FindAsync(host, grandchild.Id);
        Assert.StartsWith(second.Path, moved.Path, StringComparison.Ordinal);
        Assert.StartsWith(moved.Path, deepest.Path, StringComparison.Ordinal);
        Assert.Equal(second.Level + 3, deepest.Level);
    }

    [Fact]
    public async Task Move_ThatWouldBringSomebodyPowersOverAccounts_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        // Organizer of the township, administrator of one branch: the other branch's accounts must not come under that role.
        var both = TestData.CreateUser("both", (Role.Organizer, rosters.Township), (Role.Administrator, rosters.First));
        var administrator = TestData.CreateUser("keeper", (Role.Administrator, rosters.Township));
        await host.AddAsync(both, administrator);
        var move = new MoveOrganization(rosters.Second.Id, rosters.First.Id);

        Assert.Equal(OrganizationOutcome.ParentNotFound, await RunAsync(host, async s => await s.MoveAsync(await rosters.ScopeAsync(both), move, default)));
        await host.AddAsync(TestData.CreateUser("below", (Role.Organizer, rosters.Second)));
        Assert.Equal(OrganizationOutcome.NeedsAdministrator, await RunAsync(host, async s => await s.MoveAsync(await rosters.ScopeAsync(both), move, default)));
        Assert.Equal(OrganizationOutcome.NeedsAdministrator, await RunAsync(host, async s => await s.MoveAsync(await rosters.ScopeAsync(), move, default)));
        Assert.Equal(OrganizationOutcome.Done, await RunAsync(host, async s => await s.MoveAsync(await rosters.ScopeAsync(administrator), move, default)));
    }

    [Fact]
    public async Task Move_BelowItself_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var child = await CreateAsync(host, scope, rosters.First, "党小组");

        Assert.Equal(OrganizationOutcome.BelowItself, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.First.Id, child.Id), default)));
        Assert.Equal(OrganizationOutcome.BelowItself, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.First.Id, rosters.First.Id), default)));
    }

    [Fact]
    public async Task Move_BelowTheDeepestLevel_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await CreateAsync(host, scope, rosters.First, "党小组");
        var at = rosters.Second.Id;
        // The second branch stands on level 3; level 19 can take one more level, and the moved branch brings two.
        for (var level = 4; level <= 19; level++)
        {
            at = (await CreateAsync(host, scope, at, "第" + level + "级")).Id;
        }

        Assert.Equal(OrganizationOutcome.TooDeep, await RunAsync(host, s => s.MoveAsync(scope, new MoveOrganization(rosters.First.Id, at), default)));
    }

    [Fact]
    public async Task Delete_OnlyWhenEmpty()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await host.AddAsync(TestData.CreateMember(rosters.First));
        var post = TestData.CreateMember(rosters.First, "示例乙");
        await host.AddAsync(post);
        var headed = await CreateAsync(host, scope, rosters.Township, "有负责人的支部");
        await host.AddAsync(TestData.CreateHead(await FindAsync(host, headed.Id), post));

        Assert.Equal(OrganizationOutcome.HasChildren, await RunAsync(host, s => s.DeleteAsync(scope, rosters.Township.Id, default)));
        Assert.Equal(OrganizationOutcome.HasMembers, await RunAsync(host, s => s.DeleteAsync(scope, rosters.First.Id, default)));
        Assert.Equal(OrganizationOutcome.InUse, await RunAsync(host, s => s.DeleteAsync(scope, headed.Id, default)));
        Assert.Equal(OrganizationOutcome.Done, await RunAsync(host, s => s.DeleteAsync(scope, rosters.Second.Id, default)));
    }

    [Fact]
    public async Task Edit_OfAVersionThatIsNoLongerTheLast_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await RunAsync(host, s => s.EditAsync(scope, new EditOrganization(rosters.First.Id, 0, "新名", OrganizationKind.Branch, "Asia/Urumqi"), default));

        Assert.Equal(OrganizationOutcome.Changed, await RunAsync(host, s => s.EditAsync(scope, new EditOrganization(rosters.First.Id, 0, "又一名", OrganizationKind.Branch, null), default)));
        Assert.Equal(OrganizationOutcome.BadTimeZone, await RunAsync(host, s => s.EditAsync(scope, new EditOrganization(rosters.First.Id, 1, "又一名", OrganizationKind.Branch, "Asia/Nowhere"), default)));
        Assert.Equal(("新名", "Asia/Urumqi"), ((await FindAsync(host, rosters.First.Id)).Name, (await FindAsync(host, rosters.First.Id)).TimeZoneId));
    }

    [Fact]
    public async Task Shift_UpAndDown_SwapsNeighboursAndStopsAtTheEnds()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var third = await CreateAsync(host, scope, rosters.Township, "丙支部");

        await RunAsync(host, s => s.ShiftAsync(scope, third.Id, true, default));
        await RunAsync(host, s => s.ShiftAsync(scope, third.Id, true, default));
        await RunAsync(host, s => s.ShiftAsync(scope, third.Id, true, default));

        var tree = await host.QueryAsync(db => OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, default));
        Assert.Equal(["示例镇党委", "丙支部"], tree.Take(2).Select(n => n.Name));
        Assert.Equal([0, 1, 1, 1], tree.Select(n => n.Depth));
        Assert.Equal([false, true, true, true], tree.Select(n => n.HasSuperior));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Appoint_NewHead_EndsTheOldOneTheDayBefore(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var (old, next) = (TestData.CreateMember(rosters.First, "示例甲"), TestData.CreateMember(rosters.Second, "示例乙"));
        await host.AddAsync(old, next);
        await host.AddAsync(TestData.CreateHead(rosters.First, old, "支部书记"));

        Assert.Equal(HeadOutcome.Done, await AppointAsync(host, scope, rosters.First.Id, next.Id, new DateOnly(2026, 3, 1)));
        Assert.Equal(HeadOutcome.TooEarly, await AppointAsync(host, scope, rosters.First.Id, old.Id, new DateOnly(2026, 3, 1)));

        var posts = await host.QueryAsync(db => db.Posts.OrderBy(p => p.From).ToListAsync());
        Assert.Equal([(old.Id, new DateOnly(2026, 2, 28)), (next.Id, null)], posts.Select(p => (p.MemberId, p.Until)));
        var tree = await host.QueryAsync(db => OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, default));
        var figures = await host.QueryAsync(db => OrganizationTree.FiguresAsync(db, scope, RosterKeepers.Roles, tree, new DateOnly(2026, 2, 28), default));
        Assert.Equal(("示例甲", 1), (figures[rosters.First.Id].HeadName, figures[rosters.First.Id].Members));
        Assert.Equal((null, 2), (figures[rosters.Township.Id].HeadName, figures[rosters.Township.Id].Members));
    }

    [Fact]
    public async Task Appoint_SomebodyOutsideTheSubtree_FindsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var stranger = TestData.CreateMember(rosters.Neighbour);
        var own = TestData.CreateMember(rosters.First);
        await host.AddAsync(stranger, own);

        Assert.Equal(HeadOutcome.NotFound, await AppointAsync(host, scope, rosters.First.Id, stranger.Id, new DateOnly(2026, 3, 1)));
        Assert.Equal(HeadOutcome.NotFound, await AppointAsync(host, scope, rosters.Neighbour.Id, own.Id, new DateOnly(2026, 3, 1)));
    }

    private static Task<HeadOutcome> AppointAsync(TestHost host, Scope scope, Guid organization, Guid member, DateOnly from) =>
        host.RunAsync<HeadService, HeadOutcome>(s => s.AppointAsync(scope, new AppointHead(organization, member, "支部书记", from), default));

    private static Task<OrganizationResult> CreateAsync(TestHost host, Scope scope, Organization parent, string name) => CreateAsync(host, scope, parent.Id, name);

    private static Task<OrganizationResult> CreateAsync(TestHost host, Scope scope, Guid parent, string name) =>
        host.RunAsync<OrganizationService, OrganizationResult>(s => s.CreateAsync(scope, new CreateOrganization(parent, name, OrganizationKind.Branch), default));

    private static Task<OrganizationOutcome> RunAsync(TestHost host, Func<OrganizationService, Task<OrganizationOutcome>> act) => host.RunAsync(act);

    private static Task<Organization> FindAsync(TestHost host, Guid id) => host.QueryAsync(db => db.Organizations.AsNoTracking().SingleAsync(o => o.Id == id));
}

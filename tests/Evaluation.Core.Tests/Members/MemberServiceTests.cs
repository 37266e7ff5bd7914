using Evaluation.Core.Accounts;
using Evaluation.Core.Members;
using Evaluation.Domain.Members;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Members;

public sealed class MemberServiceTests
{
    private static readonly MemberDetails Details = new() { Name = "李示例", Standing = PartyStanding.Full, BirthDate = new DateOnly(1985, 3, 12), StaffNumber = "0001", Ethnicity = "汉" };

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Fact]
    public async Task Create_RightDetails_IsStoredTidied()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var made = await CreateAsync(host, await rosters.ScopeAsync(), rosters.First.Id, Details with { Name = " 李　示例 " });

        Assert.Equal(MemberOutcome.Done, made.Outcome);
        var member = Assert.Single(await rosters.MembersAsync());
        Assert.Equal(("李示例", "汉族", made.Id), (member.Name, member.Ethnicity, member.Id));
    }

    public static TheoryData<MemberDetails, MemberOutcome> BadDetails => new()
    {
        { Details with { Name = "" }, MemberOutcome.BadName },
        { Details with { Name = "<script>" }, MemberOutcome.BadName },
        { Details with { Name = new string('甲', 51) }, MemberOutcome.BadName },
        { Details with { StaffNumber = "110101199003071234" }, MemberOutcome.BadStaffNumber },
        { Details with { Ethnicity = "汗族" }, MemberOutcome.BadEthnicity },
        { Details with { BirthDate = new DateOnly(2026, 4, 16) }, MemberOutcome.BadBirthDate },
        { Details with { BirthDate = new DateOnly(1899, 12, 31) }, MemberOutcome.BadBirthDate },
        { Details with { JoinDate = new DateOnly(1985, 3, 11) }, MemberOutcome.BadJoinDate },
        { Details with { JoinDate = new DateOnly(2026, 4, 16) }, MemberOutcome.BadJoinDate },
    };

    [Theory, MemberData(nameof(BadDetails))]
    public async Task Create_BadDetails_AreRefused(MemberDetails details, MemberOutcome expected)
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        Assert.Equal(expected, (await CreateAsync(host, await rosters.ScopeAsync(), rosters.First.Id, details)).Outcome);
        Assert.Empty(await rosters.MembersAsync());
    }

    [Fact]
    public async Task Create_StaffNumberOfTheSameRoster_IsRefusedAndOfAnotherIsNot()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await CreateAsync(host, scope, rosters.First.Id, Details);

        Assert.Equal(MemberOutcome.StaffNumberTaken, (await CreateAsync(host, scope, rosters.First.Id, Details with { Name = "王示例" })).Outcome);
        Assert.Equal(MemberOutcome.Done, (await CreateAsync(host, scope, rosters.Second.Id, Details with { Name = "王示例" })).Outcome);
    }

    [Fact]
    public async Task AnyAct_OutsideTheSubtree_FindsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var (stranger, own) = (TestData.CreateMember(rosters.Neighbour), TestData.CreateMember(rosters.First));
        await host.AddAsync(stranger, own);
        var post = TestData.CreateHead(rosters.Neighbour, own);
        await host.AddAsync(post);

        Assert.Equal(MemberOutcome.OrganizationNotFound, (await CreateAsync(host, scope, rosters.Neighbour.Id, Details)).Outcome);
        Assert.Equal(MemberOutcome.NotFound, await RunAsync(host, s => s.EditAsync(scope, new EditMember(stranger.Id, 0, Details), default)));
        Assert.Equal(MemberOutcome.NotFound, await RunAsync(host, s => s.DeleteAsync(scope, stranger.Id, default)));
        Assert.Equal(MemberOutcome.NotFound, await RunAsync(host, s => s.TransferAsync(scope, new TransferMember(stranger.Id, rosters.First.Id), default)));
        Assert.Equal(MemberOutcome.OrganizationNotFound, await RunAsync(host, s => s.TransferAsync(scope, new TransferMember(own.Id, rosters.Neighbour.Id), default)));
        Assert.Equal(MemberOutcome.OrganizationNotFound, await PostAsync(host, s => s.AddAsync(scope, new AddPost(own.Id, rosters.Neighbour.Id, PostKind.Cadre, "干事", null, null), default)));
        Assert.Equal(MemberOutcome.NotFound, await PostAsync(host, s => s.EndAsync(scope, new EndPost(post.Id, new DateOnly(2026, 1, 1)), default)));
        Assert.Equal(MemberOutcome.NotFound, await PostAsync(host, s => s.RemoveAsync(scope, post.Id, default)));
    }

    [Theory]
    [InlineData(Role.Administrator, MemberOutcome.Done)]
    [InlineData(Role.Superior, MemberOutcome.OrganizationNotFound)]
    [InlineData(Role.Witness, MemberOutcome.OrganizationNotFound)]
    [InlineData(Role.Member, MemberOutcome.OrganizationNotFound)]
    public async Task Create_ByRole_IsForOrganizersAndAdministrators(Role role, MemberOutcome expected)
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var user = TestData.CreateUser("某人", (role, rosters.Township));
        await host.AddAsync(user);

        Assert.Equal(expected, (await CreateAsync(host, await rosters.ScopeAsync(user), rosters.First.Id, Details)).Outcome);
    }

    [Fact]
    public async Task Edit_OfAVersionThatIsNoLongerTheLast_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var id = (await CreateAsync(host, scope, rosters.First.Id, Details)).Id;
        await RunAsync(host, s => s.EditAsync(scope, new EditMember(id, 0, Details with { Name = "李改名" }), default));

        Assert.Equal(MemberOutcome.Changed, await RunAsync(host, s => s.EditAsync(scope, new EditMember(id, 0, Details), default)));
        Assert.Equal("李改名", Assert.Single(await rosters.MembersAsync()).Name);
    }

    [Fact]
    public async Task Transfer_ToAnotherRoster_KeepsThePosts()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        await rosters.ImportAsync(RosterDriver.Sheet("党员", ["姓名", "党员类别", "所在支部", "职务"], ["李示例", "正式", "第一党支部", "组织委员"]));
        var id = (await rosters.MembersAsync()).Single().Id;

        Assert.Equal(MemberOutcome.Done, await RunAsync(host, s => s.TransferAsync(scope, new TransferMember(id, rosters.Second.Id), default)));

        var member = (await rosters.MembersAsync()).Single();
        Assert.Equal((rosters.Second.Id, rosters.First.Id), (member.OrganizationId, member.Posts.Single().OrganizationId));
    }

    [Fact]
    public async Task Delete_PersonWithAnAccount_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var member = TestData.CreateMember(rosters.First);
        await host.AddAsync(member);
        var account = TestData.CreateUser("本人");
        account.MemberId = member.Id;
        await host.AddAsync(account);
        var scope = await rosters.ScopeAsync();

        Assert.Equal(MemberOutcome.InUse, await RunAsync(host, s => s.DeleteAsync(scope, member.Id, default)));
    }

    [Fact]
    public async Task AddPost_SecondHeadAtTheSameTime_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var (head, other) = (TestData.CreateMember(rosters.First), TestData.CreateMember(rosters.First, "示例乙"));
        await host.AddAsync(head, other);
        await host.AddAsync(TestData.CreateHead(rosters.First, head));

        var undated = await PostAsync(host, s => s.AddAsync(scope, new AddPost(other.Id, rosters.First.Id, PostKind.Head, "支部书记", null, null), default));
        var dated = await PostAsync(host, s => s.AddAsync(scope, new AddPost(other.Id, rosters.First.Id, PostKind.Head, "支部书记", new DateOnly(2026, 4, 1), null), default));

        Assert.Equal((MemberOutcome.HeadTaken, MemberOutcome.Done), (undated, dated));
        Assert.Equal(new DateOnly(2026, 3, 31), (await rosters.MembersAsync()).Single(m => m.Id == head.Id).Posts.Single().Until);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task WhereMatches_AnyWidthAndCase_FindsTheName(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);
        await host.AddAsync(TestData.CreateMember(rosters.First, "Anna Li"), TestData.CreateMember(rosters.First, "李示例"), TestData.CreateMember(rosters.First, "王_示%例"));

        Assert.Equal(["Anna Li"], await FindAsync("ａｎｎａｌ"));
        Assert.Equal(["李示例"], await FindAsync(" 李 示"));
        Assert.Equal(["王_示%例"], await FindAsync("%"));
        Assert.Empty(await FindAsync("[李]"));
        Assert.Equal(3, (await FindAsync("  ")).Count);

        Task<List<string>> FindAsync(string text) => host.QueryAsync(db => db.Members.WhereMatches(text).Select(m => m.Name).ToListAsync());
    }

    [Fact]
    public void ByStrokes_Surnames_AreOrderedByTheirStrokes() =>
        Assert.Equal(["丁示例", "万示例", "王示例", "李示例", "欧阳示例", "赵示例"], new[] { "赵示例", "欧阳示例", "李示例", "王示例", "万示例", "丁示例" }.Order(NameOrder.ByStrokes));

    private static Task<MemberResult> CreateAsync(TestHost host, Scope scope, Guid organization, MemberDetails details) =>
        host.RunAsync<MemberService, MemberResult>(s => s.CreateAsync(scope, new CreateMember(organization, details), default));

    private static Task<MemberOutcome> RunAsync(TestHost host, Func<MemberService, Task<MemberOutcome>> act) => host.RunAsync(act);

    private static Task<MemberOutcome> PostAsync(TestHost host, Func<PostService, Task<MemberOutcome>> act) => host.RunAsync(act);
}

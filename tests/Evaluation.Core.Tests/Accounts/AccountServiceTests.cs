using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Tests.Accounts;

/// <summary>The administrator of a bureau beside a township, below a county.</summary>
public sealed class AccountServiceTests
{
    private readonly Organization county = TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee);
    private readonly Organization bureau;
    private readonly Organization township;

    public AccountServiceTests()
    {
        bureau = TestData.CreateOrganization("示例局党组", OrganizationKind.PartyGroup, county);
        township = TestData.CreateOrganization("示例乡党委", OrganizationKind.PartyCommittee, county);
    }

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Queries_OfABureau_SeeItsAccountsAndKeepThoseWithoutARoleElsewhere(TestServer server)
    {
        await using var host = await CreateAsync(server);
        var scope = await AdministratorAsync(host, "keeper", bureau);
        await host.AddAsync(
            TestData.CreateUser("inside", (Role.Organizer, bureau)),
            TestData.CreateUser("both", (Role.Organizer, bureau), (Role.Organizer, township)),
            TestData.CreateUser("outside", (Role.Organizer, township)));

        var seen = await host.QueryAsync(db => db.Users.WhereSeenBy(db, scope).OrderBy(u => u.UserName).Select(u => u.UserName).ToListAsync());
        var kept = await host.QueryAsync(db => db.Users.WhereKeptBy(db, scope).OrderBy(u => u.UserName).Select(u => u.UserName).ToListAsync());

        Assert.Equal(["both", "inside", "keeper"], seen);
        Assert.Equal(["inside", "keeper"], kept);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Search_TypedInAnyWidthAndCase_FindsTheName(TestServer server)
    {
        await using var host = await CreateAsync(server);
        var user = TestData.CreateUser("wang.min", (Role.Organizer, bureau));
        user.DisplayName = "示例 Wang";
        await host.AddAsync(user);

        foreach (var typed in new[] { "WANG", "ｗａｎｇ", "例wa", "Wang.Min" })
        {
            Assert.Single(await host.QueryAsync(db => db.Users.WhereNamed(typed).ToListAsync()));
        }

        Assert.Empty(await host.QueryAsync(db => db.Users.WhereNamed("100%").ToListAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Create_SameNameAtOnce_IsDoneOnce(TestServer server)
    {
        await using var host = await CreateAsync(server);
        var scope = await AdministratorAsync(host, "keeper", bureau);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => host.RunAsync<AccountService, PasswordResult>(
            s => s.CreateAsync(scope, new CreateAccount("same", "示例甲", bureau.Id, Role.Organizer), default)))));

        Assert.Single(results, r => r.Outcome == AccountOutcome.Done);
        Assert.Equal(4, results.Count(r => r.Outcome == AccountOutcome.NameTaken));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Lock_AdministratorsOfTheRootLockEachOtherAtOnce_OneCanStillSignIn(TestServer server)
    {
        await using var host = await CreateAsync(server);
        var scopes = new List<Scope>();
        foreach (var i in Enumerable.Range(0, 4))
        {
            scopes.Add(await AdministratorAsync(host, "keeper" + i, county));
        }

        await Task.WhenAll(scopes.Select((scope, i) => Task.Run(() => host.RunAsync<AccountService, AccountOutcome>(
            s => s.LockAsync(scope, scopes[(i + 1) % scopes.Count].UserId, default)))));

        Assert.True(await host.QueryAsync(db => db.Users.AnyAsync(u => !u.IsLocked)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Lock_SomebodyElseChangedTheRootMeanwhile_IsRefused(TestServer server)
    {
        await using var host = await CreateAsync(server);
        var scope = await AdministratorAsync(host, "keeper", county);
        var other = await AdministratorAsync(host, "other", county);

        // The service has read the root before the other change is saved.
        var outcome = await host.RunAsync<IServiceProvider, AccountOutcome>(async services =>
        {
            await services.GetRequiredService<EvaluationDbContext>().Organizations.SingleAsync(o => o.Id == county.Id);
            await host.QueryAsync(db => db.Organizations.Where(o => o.Id == county.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Version, o => o.Version + 1)));
            return await services.GetRequiredService<AccountService>().LockAsync(scope, other.UserId, default);
        });

        Assert.Equal(AccountOutcome.Changed, outcome);
        Assert.False(await host.QueryAsync(db => db.Users.AnyAsync(u => u.IsLocked)));
    }

    private async Task<TestHost> CreateAsync(TestServer server)
    {
        var host = await TestHost.CreateAsync(server, services =>
        {
            services.AddIdentityCore<User>().AddUserStore<UserOnlyStore<User, EvaluationDbContext, Guid>>().AddDefaultTokenProviders();
            services.AddDataProtection();
            services.AddAccountServices(Path.GetTempPath());
        });
        await host.AddAsync(county, bureau, township);
        return host;
    }

    private static async Task<Scope> AdministratorAsync(TestHost host, string name, Organization place)
    {
        var user = TestData.CreateUser(name, (Role.Administrator, place));
        await host.AddAsync(user);
        return await host.QueryAsync(db => Scope.ForUserAsync(db, user.Id, default));
    }
}

using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Accounts;

/// <summary>The root keeps an administrator. Each test has a host of its own, because it counts them.</summary>
public sealed class LastAdministratorTests : IAsyncLifetime
{
    private readonly Bureau host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Revoke_LastAdministratorOfTheRoot_IsRefused()
    {
        var outcome = await RevokeOwnAsync();

        Assert.Equal(AccountOutcome.LastRootAdministrator, outcome);
    }

    [Fact]
    public async Task Revoke_OtherAdministratorRemains_IsDone()
    {
        await host.AddAsync(TestData.CreateUser("second", (Role.Administrator, host.County)));

        Assert.Equal(AccountOutcome.Done, await RevokeOwnAsync());
    }

    [Fact]
    public async Task Revoke_OtherAdministratorIsLocked_IsRefused()
    {
        var second = TestData.CreateUser("second", (Role.Administrator, host.County));
        second.IsLocked = true;
        await host.AddAsync(second);

        Assert.Equal(AccountOutcome.LastRootAdministrator, await RevokeOwnAsync());
    }

    [Fact]
    public async Task Lock_OneOfTwoAdministrators_IsDoneAndTheOtherIsThenTheLast()
    {
        var second = TestData.CreateUser("second", (Role.Administrator, host.County), (Role.Organizer, host.County));
        await host.AddAsync(second);
        var root = await IdOfAsync("root");

        Assert.Equal(AccountOutcome.Done, await ActAsync(second.Id, (service, by) => service.LockAsync(by, root, default)));
        Assert.Equal(AccountOutcome.LastRootAdministrator,
            await ActAsync(second.Id, (service, by) => service.RevokeAsync(by, second.Id, second.Roles.Single(r => r.Role == Role.Administrator).Id, default)));
    }

    [Fact]
    public async Task Settings_AdministratorBelowTheRoot_MayNotOpenThem()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.BrowseAsAsync("administrator")).GetAsync("/admin/settings")).Status);
    }

    private async Task<AccountOutcome> RevokeOwnAsync()
    {
        var root = await IdOfAsync("root");
        await host.AddAsync(new RoleAssignment { UserId = root, OrganizationId = host.County.Id, Role = Role.Organizer });
        var assignment = await host.QueryAsync(db => db.RoleAssignments.Where(r => r.UserId == root && r.Role == Role.Administrator).Select(r => r.Id).SingleAsync());
        return await ActAsync(root, (service, by) => service.RevokeAsync(by, root, assignment, default));
    }

    private async Task<AccountOutcome> ActAsync(Guid actor, Func<AccountService, Scope, Task<AccountOutcome>> act)
    {
        var scope = await host.QueryAsync(db => Scope.ForUserAsync(db, actor, default));
        return await host.RunAsync<AccountService, AccountOutcome>(service => act(service, scope));
    }

    private Task<Guid> IdOfAsync(string name) => host.QueryAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync());
}

using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Accounts;

/// <summary>The administrator of the bureau keeps the accounts of the bureau and below, and no others.</summary>
public sealed class AccountAdministrationTests(Bureau host) : IClassFixture<Bureau>
{
    private static readonly string[] Acts = ["name", "roles", "lock", "unlock", "password", "two-step"];

    [Fact]
    public async Task Index_ShowsTheAccountsOfTheSubtreeAlone()
    {
        await AddAsync("inlist", host.Branch);
        await AddAsync("outoflist", host.Township);
        var browser = await host.BrowseAsAsync("administrator");

        var names = await NamesAsync(browser, "/admin/accounts?text=list");

        Assert.Equal(["inlist"], names);
    }

    [Fact]
    public async Task Index_SearchesByDisplayNameInAnyWidthAndCase()
    {
        var user = await AddAsync("searched", host.Branch);
        await host.QueryAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == user.Id)).DisplayName = "Ａnna 示例";
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["searched"], await NamesAsync(await host.BrowseAsAsync("administrator"), "/admin/accounts?text=aNNa示"));
    }

    [Fact]
    public async Task Index_ByRole_ShowsThoseWhoHoldIt()
    {
        await AddAsync("onlywitness", host.Branch, Role.Witness);

        var names = await NamesAsync(await host.BrowseAsAsync("administrator"), "/admin/accounts?role=Witness");

        Assert.Contains("onlywitness", names);
        Assert.DoesNotContain("organizer", names);
    }

    [Fact]
    public async Task Index_ManyAccounts_AreShownPageByPage()
    {
        foreach (var i in Enumerable.Range(0, 25))
        {
            await AddAsync($"paged{i:00}", host.Branch);
        }

        var browser = await host.BrowseAsAsync("administrator");
        var first = await NamesAsync(browser, "/admin/accounts?text=paged");
        var page = await browser.OpenAsync("/admin/accounts?text=paged");
        var next = page.Document.QuerySelector(".pager li:last-child a")!.GetAttribute("href")!;
        var second = await NamesAsync(browser, next);

        Assert.Equal(20, first.Count);
        Assert.Equal(5, second.Count);
        Assert.Equal(25, first.Union(second).Count());
    }

    [Fact]
    public async Task Create_InsideTheScope_ShowsATemporaryPasswordOnce()
    {
        var browser = await host.BrowseAsAsync("administrator");

        var answer = await CreateAsync(browser, "created", host.Branch);
        var page = await browser.FollowAsync(answer);

        var password = page.Document.QuerySelector("#temporary-password")!.TextContent;
        Assert.Null((await browser.OpenAsync(answer.RedirectsTo!)).Document.QuerySelector("#temporary-password"));
        var created = host.Browse();
        await created.SignInAsync("created", password);
        Assert.Equal("/account/password", (await created.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task Create_OutsideTheScope_IsNotFound()
    {
        var answer = await CreateAsync(await host.BrowseAsAsync("administrator"), "smuggled", host.Township);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.False(await host.QueryAsync(db => db.Users.AnyAsync(u => u.UserName == "smuggled")));
    }

    [Fact]
    public async Task Create_NameTakenOutOfSight_IsRefusedAndKeepsWhatWasTyped()
    {
        var answer = await CreateAsync(await host.BrowseAsAsync("administrator"), "ROOT", host.Branch);

        Assert.True(answer.Shows("Account.Errors.NameTaken", "ROOT"));
        Assert.Equal("示例新人", answer.Document.QuerySelector("#Form_DisplayName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Acts_OnAccountsOutside_AreNotFound()
    {
        var user = await AddAsync("outside", host.Township);

        await AssertNoActAsync("administrator", user.Id, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Acts_OnAccountsWithARoleOutside_AreNotFoundThoughThePageIs()
    {
        var user = TestData.CreateUser("both", (Role.Organizer, host.Branch), (Role.Organizer, host.Township));
        await host.AddAsync(user);

        await AssertNoActAsync("administrator", user.Id, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Grant_OutsideTheScope_IsNotFound()
    {
        var user = await AddAsync("ambitious", host.Branch);

        var answer = await GrantAsync("administrator", user.Id, host.County, Role.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(1, await RolesOfAsync(user.Id));
    }

    [Fact]
    public async Task Grant_InsideTheScope_AddsTheRoleOnce()
    {
        var user = await AddAsync("promoted", host.Branch);

        await GrantAsync("administrator", user.Id, host.Office, Role.Superior);
        await GrantAsync("administrator", user.Id, host.Office, Role.Superior);

        Assert.Equal(2, await RolesOfAsync(user.Id));
    }

    [Fact]
    public async Task Revoke_OneOfTwo_TakesItAway()
    {
        var user = TestData.CreateUser("reduced", (Role.Organizer, host.Branch), (Role.Witness, host.Branch));
        await host.AddAsync(user);

        await PostAsync("administrator", user.Id, $"roles/{user.Roles[0].Id}/revoke");

        Assert.Equal(1, await RolesOfAsync(user.Id));
    }

    [Fact]
    public async Task Revoke_TheOnlyRole_IsRefused()
    {
        var user = await AddAsync("lastrole", host.Branch);

        var browser = await host.BrowseAsAsync("administrator");
        var answer = await PostAsync(browser, user.Id, $"roles/{user.Roles[0].Id}/revoke");

        Assert.True((await browser.FollowAsync(answer)).Shows("Accounts.Refused.LastRole"));
        Assert.Equal(1, await RolesOfAsync(user.Id));
    }

    [Fact]
    public async Task Rename_ChangesTheNameShown()
    {
        var user = await AddAsync("renamed", host.Branch);

        await PostAsync("administrator", user.Id, "name", ("Rename.DisplayName", "示例改名"));

        Assert.Equal("示例改名", await host.QueryAsync(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.DisplayName).SingleAsync()));
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("password")]
    [InlineData("two-step")]
    public async Task Act_OnOneself_IsRefused(string act)
    {
        var id = await IdOfAsync("administrator");
        var browser = await host.BrowseAsAsync("administrator");

        var answer = await PostAsync(browser, id, act);

        Assert.True((await browser.FollowAsync(answer)).Shows("Accounts.Refused.Yourself"));
    }

    [Fact]
    public async Task Unlock_LockedOutAfterWrongPasswords_SignsInAgain()
    {
        var user = await AddAsync("mistyped", host.Branch);
        await host.QueryAsync(db => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, DateTimeOffset.UtcNow.AddHours(1)).SetProperty(u => u.IsLocked, true)));

        await PostAsync("administrator", user.Id, "unlock");

        await host.BrowseAsAsync("mistyped");
    }

    [Fact]
    public async Task ResetPassword_EndsTheOldOne()
    {
        var user = await AddAsync("reset", host.Branch);
        var browser = await host.BrowseAsAsync("administrator");

        var page = await browser.FollowAsync(await PostAsync(browser, user.Id, "password"));

        var password = page.Document.QuerySelector("#temporary-password")!.TextContent;
        Assert.True((await host.Browse().TrySignInAsync("reset", TestData.Password)).Shows("Account.SignIn.Wrong"));
        await host.Browse().SignInAsync("reset", password);
    }

    [Fact]
    public async Task ResetSecondFactor_SignsInWithThePasswordAlone()
    {
        var user = await AddAsync("lostphone", host.Branch);
        await host.QueryAsync(db => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.TwoFactorEnabled, true)));

        await PostAsync("administrator", user.Id, "two-step");

        Assert.Equal("/", (await host.Browse().TrySignInAsync("lostphone", TestData.Password)).RedirectsTo);
    }

    private async Task AssertNoActAsync(string by, Guid userId, HttpStatusCode page)
    {
        var browser = await host.BrowseAsAsync(by);
        Assert.Equal(page, (await browser.GetAsync($"/admin/accounts/{userId}")).Status);
        foreach (var act in Acts)
        {
            var answer = await PostAsync(browser, userId, act, ("Rename.DisplayName", "x"), ("Grant.OrganizationId", host.Office.Id.ToString()), ("Grant.Role", "Witness"));
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }
    }

    private async Task<User> AddAsync(string name, Organization place, Role role = Role.Organizer)
    {
        var user = TestData.CreateUser(name, (role, place));
        await host.AddAsync(user);
        return user;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Browser browser, string url) =>
        [.. (await browser.OpenAsync(url)).Document.QuerySelectorAll("tbody tr td:nth-child(2)").Select(c => c.TextContent)];

    private static async Task<WebPage> CreateAsync(Browser browser, string name, Organization place) =>
        await browser.FillInAsync("/admin/accounts/new", "/admin/accounts/new",
            ("Form.UserName", name), ("Form.DisplayName", "示例新人"), ("Form.OrganizationId", place.Id.ToString()), ("Form.Role", "Organizer"));

    private Task<WebPage> GrantAsync(string by, Guid userId, Organization place, Role role) =>
        PostAsync(by, userId, "roles", ("Grant.OrganizationId", place.Id.ToString()), ("Grant.Role", role.ToString()));

    private async Task<WebPage> PostAsync(string by, Guid userId, string act, params (string, string)[] fields) =>
        await PostAsync(await host.BrowseAsAsync(by), userId, act, fields);

    // Posts as a page would, but to an account whose page may not show the form: the token is taken from another page.
    private static async Task<WebPage> PostAsync(Browser browser, Guid userId, string act, params (string Name, string Value)[] fields)
    {
        var token = (await browser.OpenAsync("/admin/accounts/new")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostBareAsync($"/admin/accounts/{userId}/{act}", [.. fields, ("__RequestVerificationToken", token)]);
    }

    private Task<int> RolesOfAsync(Guid userId) => host.QueryAsync(db => db.RoleAssignments.CountAsync(r => r.UserId == userId));

    private Task<Guid> IdOfAsync(string name) => host.QueryAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync());
}

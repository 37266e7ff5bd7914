using System.Net;
using System.Text.RegularExpressions;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Accounts;

/// <summary>The host before anybody has an account; each test has a host of its own.</summary>
public sealed partial class SetupTests : IAsyncLifetime
{
    private EvaluationFactory host = null!;

    public async ValueTask InitializeAsync() => host = await EvaluationFactory.CreateAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task SignInPage_NobodyHasAnAccount_LeadsToSettingUp()
    {
        Assert.Equal("/account/setup", (await Browse().GetAsync("/account/sign-in")).RedirectsTo);
    }

    [Fact]
    public async Task SetUp_CodeFromTheLog_CreatesRootAndAdministratorAndSignsIn()
    {
        var browser = Browse();

        var answer = await SetUpAsync(browser, CodeInLog());

        Assert.Equal("/", answer.RedirectsTo);
        await browser.OpenAsync("/admin/settings");
        var held = await QueryAsync(db => db.RoleAssignments.SingleAsync());
        var root = await QueryAsync(db => db.Organizations.SingleAsync());
        Assert.Equal((Role.Administrator, root.Id, null), (held.Role, held.OrganizationId, root.ParentId));
    }

    [Fact]
    public async Task SetUp_OnceMore_IsNotThere()
    {
        var browser = Browse();
        await browser.OpenAsync("/account/setup");
        var code = CodeInLog();
        await SetUpAsync(Browse(), code);

        var answer = await browser.SubmitAsync("form[action='/account/setup']", Fields(code, "second"));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Browse().GetAsync("/account/setup")).Status);
        Assert.Equal(1, await QueryAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task SetUp_WrongCode_IsRefused()
    {
        var answer = await SetUpAsync(Browse(), "AAAA-BBBB-CCCC-DDDD");

        Assert.True(answer.Shows("Account.Setup.WrongCode"));
        Assert.False(await QueryAsync(db => db.Users.AnyAsync()));
    }

    [Fact]
    public async Task SetUp_TooManyWrongCodes_DestroysTheCode()
    {
        var browser = Browse();
        await browser.OpenAsync("/account/setup");
        for (var i = 0; i < SetupCode.MostTries; i++)
        {
            await browser.SubmitAsync("form[action='/account/setup']", Fields("AAAA-BBBB-CCCC-DDDD"));
        }

        var page = await browser.SubmitAsync("form[action='/account/setup']", Fields(CodeInLog()));

        Assert.True(page.Shows("Account.Setup.NoCode"));
    }

    [Fact]
    public async Task SetUp_PasswordRefused_LeavesTheCodeUsable()
    {
        var browser = Browse();
        await browser.OpenAsync("/account/setup");
        var refused = await browser.SubmitAsync("form[action='/account/setup']", Fields(CodeInLog(), password: "short"));
        Assert.Equal(HttpStatusCode.OK, refused.Status);

        Assert.Equal("/", (await SetUpAsync(browser, CodeInLog())).RedirectsTo);
    }

    [Fact]
    public async Task SetUp_TenAtOnce_CreateOneAdministrator()
    {
        var browsers = Enumerable.Range(0, 10).Select(_ => Browse()).ToList();
        await Task.WhenAll(browsers.Select(b => b.OpenAsync("/account/setup")));
        var code = CodeInLog();

        var answers = await Task.WhenAll(browsers.Select((b, i) => b.SubmitAsync("main form", Fields(code, "first" + i))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.Equal(1, await QueryAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Start_SomebodyHasAnAccount_LogsNoCode()
    {
        var root = TestData.CreateOrganization();
        await host.Database.AddAsync(root, TestData.CreateUser("somebody", (Role.Administrator, root)));

        await Browse().OpenAsync("/account/sign-in");

        Assert.DoesNotContain(host.Logs, line => Code().IsMatch(line));
        Assert.False(File.Exists(Path.Combine(host.KeyFolder, "setup-code")));
    }

    [Fact]
    public async Task Code_IsKeptAsAHashAlone()
    {
        await Browse().OpenAsync("/account/setup");

        var kept = await File.ReadAllTextAsync(Path.Combine(host.KeyFolder, "setup-code"));

        Assert.DoesNotContain(CodeInLog().Replace("-", "", StringComparison.Ordinal), kept, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<WebPage> SetUpAsync(Browser browser, string code) =>
        await browser.FillInAsync("/account/setup", "/account/setup", Fields(code));

    private Browser Browse() => host.OpenBrowser(followRedirects: false);

    private Task<TResult> QueryAsync<TResult>(Func<EvaluationDbContext, Task<TResult>> act) => host.RunAsync(act);

    private static (string, string?)[] Fields(string code, string userName = "first", string password = TestData.Password) =>
    [
        ("Code", code.ToLowerInvariant()), ("OrganizationName", "示例县委"), ("OrganizationKind", "PartyCommittee"), ("UserName", userName),
        ("DisplayName", "示例管理员"), ("Password", password), ("Repeat", password),
    ];

    private string CodeInLog()
    {
        _ = host.Services;
        return Code().Match(host.Logs.Single(line => Code().IsMatch(line))).Value;
    }

    [GeneratedRegex("[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}

using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Accounts;

public sealed class TwoStepTests(Bureau host) : IClassFixture<Bureau>
{
    private static int count;

    [Fact]
    public async Task Enable_RightCode_AsksForACodeAtTheNextSignIn()
    {
        var (user, key, _) = await EnabledAsync();
        var browser = host.Browse();

        var first = await browser.TrySignInAsync(user, TestData.Password, "/account?x=1");
        Assert.StartsWith("/account/sign-in/code", first.RedirectsTo, StringComparison.Ordinal);
        Assert.True((await browser.GetAsync("/account")).AsksToSignIn);
        await browser.FollowAsync(first);
        var second = await browser.SubmitAsync("main form", ("Code", OneTimeCodes.Now(key).Insert(3, " ")));

        Assert.Equal("/account?x=1", second.RedirectsTo);
        await browser.OpenAsync("/account");
    }

    [Fact]
    public async Task SignIn_WrongCode_IsRefusedAndLocksOutAfterFive()
    {
        var (user, key, _) = await EnabledAsync();
        var wrong = OneTimeCodes.Now(key) == "000000" ? "111111" : "000000";
        var browser = host.Browse();
        var page = await browser.FollowAsync(await browser.TrySignInAsync(user, TestData.Password));
        for (var i = 0; i < 4; i++)
        {
            page = await browser.SubmitAsync("main form", ("Code", wrong));
            Assert.True(page.Shows("Account.TwoStep.WrongCode"));
        }

        await browser.SubmitAsync("main form", ("Code", wrong));

        Assert.True((await host.Browse().TrySignInAsync(user, TestData.Password)).Shows("Account.SignIn.Wrong"));
    }

    [Fact]
    public async Task SignIn_RecoveryCode_WorksOnce()
    {
        var (user, _, codes) = await EnabledAsync();

        Assert.Equal("/", (await RecoverAsync(user, codes[0].ToLowerInvariant())).RedirectsTo);
        Assert.True((await RecoverAsync(user, codes[0])).Shows("Account.TwoStep.WrongCode"));
    }

    [Fact]
    public async Task Code_WithoutThePasswordBefore_LeadsToTheFirstStep()
    {
        Assert.True((await host.Browse().GetAsync("/account/sign-in/code")).AsksToSignIn);
    }

    [Fact]
    public async Task Enable_WrongCode_StaysOff()
    {
        var (browser, user, page) = await StartedAsync();

        var answer = await browser.SubmitAsync("form[action='/account/two-step/enable']", ("Form.Code", "12345"));

        Assert.True(answer.Shows("Account.TwoStep.WrongCode"));
        Assert.Equal("/", (await host.Browse().TrySignInAsync(user, TestData.Password)).RedirectsTo);
    }

    [Fact]
    public async Task Disable_WrongPassword_StaysOn()
    {
        var (user, _, _) = await EnabledAsync();
        var browser = Signed;

        await browser.FillInAsync("/account/two-step", "/account/two-step/disable", ("Password", "wrong"));

        Assert.StartsWith("/account/sign-in/code", (await host.Browse().TrySignInAsync(user, TestData.Password)).RedirectsTo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disable_RightPassword_AsksForNoCodeAnyMore()
    {
        var (user, _, _) = await EnabledAsync();

        await Signed.FillInAsync("/account/two-step", "/account/two-step/disable", ("Password", TestData.Password));

        Assert.Equal("/", (await host.Browse().TrySignInAsync(user, TestData.Password)).RedirectsTo);
    }

    [Fact]
    public async Task EnablePage_WhenOn_DoesNotShowTheSecretAgain()
    {
        await EnabledAsync();

        Assert.Equal("/account/two-step", (await Signed.GetAsync("/account/two-step/enable")).RedirectsTo);
    }

    private Browser Signed { get; set; } = null!;

    private async Task<WebPage> RecoverAsync(string user, string code)
    {
        var browser = host.Browse();
        await browser.TrySignInAsync(user, TestData.Password);
        await browser.OpenAsync("/account/sign-in/code?recovery=true");
        return await browser.SubmitAsync("main form", ("Code", code));
    }

    private async Task<(Browser Browser, string User, WebPage Page)> StartedAsync()
    {
        var user = "phone" + Interlocked.Increment(ref count);
        await host.AddAsync(TestData.CreateUser(user, (Role.Organizer, host.Office)));
        var browser = await host.BrowseAsAsync(user);
        var started = await browser.FillInAsync("/account/two-step", "/account/two-step/start");
        return (browser, user, await browser.FollowAsync(started));
    }

    private async Task<(string User, string Key, string[] Codes)> EnabledAsync()
    {
        var (browser, user, page) = await StartedAsync();
        var key = page.Document.QuerySelector(".secret")!.TextContent;
        Assert.NotNull(page.Document.QuerySelector("svg[role=img] path"));
        var codes = await browser.SubmitAsync("form[action='/account/two-step/enable']", ("Form.Code", OneTimeCodes.Now(key)));
        Assert.Equal(HttpStatusCode.OK, codes.Status);
        Signed = browser;
        return (user, key, [.. codes.Document.QuerySelectorAll("#codes li").Select(c => c.TextContent)]);
    }
}

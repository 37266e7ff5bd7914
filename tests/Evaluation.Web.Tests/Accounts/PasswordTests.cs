using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Accounts;

public sealed class PasswordTests(Bureau host) : IClassFixture<Bureau>
{
    private const string New = "another invented one";

    [Theory]
    [InlineData("/admin/accounts")]
    [InlineData("/account")]
    [InlineData("/account/two-step")]
    [InlineData("/")]
    public async Task Pages_PasswordChosenBySomebodyElse_LeadToChangingIt(string url)
    {
        var browser = await BeginnerAsync("beginner" + url.Length);

        Assert.Equal("/account/password", (await browser.GetAsync(url)).RedirectsTo);
    }

    [Fact]
    public async Task Change_Due_OpensTheOtherPagesAgain()
    {
        var browser = await BeginnerAsync("newcomer");

        var answer = await ChangeAsync(browser, TestData.Password, New, New);

        Assert.Equal("/", answer.RedirectsTo);
        await browser.OpenAsync("/admin/accounts");
        Assert.Equal("/", (await host.Browse().TrySignInAsync("newcomer", New)).RedirectsTo);
    }

    [Theory]
    [InlineData("wrong", New, New, "Account.Errors.WrongPassword")]
    [InlineData(TestData.Password, "ninechars", "ninechars", "Account.Errors.PasswordTooShort")]
    [InlineData(TestData.Password, "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "Account.Errors.PasswordRepeats")]
    [InlineData(TestData.Password, New, "another", "Account.Errors.RepeatDiffers")]
    [InlineData(TestData.Password, TestData.Password, TestData.Password, "Account.Errors.SamePassword")]
    [InlineData(TestData.Password, "my name is ORGANIZER", "my name is ORGANIZER", "Account.Errors.PasswordHoldsName")]
    public async Task Change_NotAcceptable_SaysWhyAndKeepsTheOldOne(string current, string changed, string repeat, string key)
    {
        var browser = await host.BrowseAsAsync("organizer");

        var answer = await ChangeAsync(browser, current, changed, repeat);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var arguments = key.EndsWith("TooShort", StringComparison.Ordinal) ? 10 : 4;
        Assert.True(answer.Shows(key, arguments), answer.Words);
        await host.BrowseAsAsync("organizer");
    }

    [Fact]
    public async Task Change_Refused_StaysDue()
    {
        var browser = await BeginnerAsync("careless");

        await ChangeAsync(browser, "wrong", New, New);

        Assert.Equal("/account/password", (await browser.GetAsync("/account")).RedirectsTo);
    }

    private static async Task<WebPage> ChangeAsync(Browser browser, string current, string changed, string repeat) =>
        await browser.FillInAsync("/account/password", "/account/password", ("Current", current), ("New", changed), ("Repeat", repeat));

    private async Task<Browser> BeginnerAsync(string name)
    {
        var user = TestData.CreateUser(name, (Role.Administrator, host.Office));
        user.MustChangePassword = true;
        await host.AddAsync(user);
        return await host.BrowseAsAsync(name);
    }
}

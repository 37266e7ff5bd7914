using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Accounts;

public sealed class SignInTests(Bureau host) : IClassFixture<Bureau>
{
    [Theory]
    [InlineData("organizer", "/desk")]
    [InlineData("superior", "/board")]
    [InlineData("administrator", "/admin/accounts")]
    [InlineData("member", "/me")]
    public async Task SignIn_RightPassword_LeadsToTheFirstPageOfTheRole(string user, string start)
    {
        var browser = host.Browse();

        var answer = await browser.TrySignInAsync(user, TestData.Password);

        Assert.Equal("/", answer.RedirectsTo);
        Assert.Equal(start, (await browser.FollowAsync(answer)).RedirectsTo);
    }

    [Theory]
    [InlineData("organizer", "wrong password")]
    [InlineData("nobody at all", TestData.Password)]
    public async Task SignIn_WrongNameOrPassword_GivesTheSameAnswer(string user, string password)
    {
        var answer = await host.Browse().TrySignInAsync(user, password);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Shows("Account.SignIn.Wrong"));
    }

    [Fact]
    public async Task SignIn_NameInOtherCase_IsTheSameAccount()
    {
        var answer = await host.Browse().TrySignInAsync(" ORGANIZER ", TestData.Password);

        Assert.Equal("/", answer.RedirectsTo);
    }

    [Fact]
    public async Task SignIn_PasswordIsNotSentBack()
    {
        var answer = await host.Browse().TrySignInAsync("organizer", "wrong password");

        Assert.DoesNotContain("wrong password", answer.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountOut()
    {
        await host.AddAsync(TestData.CreateUser("forgetful", (Role.Organizer, host.Office)));
        var browser = host.Browse();
        for (var i = 0; i < 4; i++)
        {
            Assert.True((await browser.TrySignInAsync("forgetful", "wrong password")).Shows("Account.SignIn.Wrong"));
        }

        await browser.TrySignInAsync("forgetful", "wrong password");
        var answer = await browser.TrySignInAsync("forgetful", TestData.Password);

        // The right password no longer signs in; the sentence does not tell that the name exists.
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Shows("Account.SignIn.Wrong"));
    }

    [Fact]
    public async Task SignIn_LockoutIsOver_SignsIn()
    {
        var user = TestData.CreateUser("patient", (Role.Organizer, host.Office));
        user.LockoutEnd = DateTimeOffset.UtcNow.AddMinutes(-1);
        await host.AddAsync(user);

        await (await host.BrowseAsAsync("patient")).OpenAsync("/account");
    }

    [Fact]
    public async Task SignIn_LockedByAnAdministrator_IsRefused()
    {
        var user = TestData.CreateUser("locked", (Role.Organizer, host.Office));
        user.IsLocked = true;
        await host.AddAsync(user);

        var answer = await host.Browse().TrySignInAsync("locked", TestData.Password);

        Assert.True(answer.Shows("Account.SignIn.Wrong"));
    }

    [Fact]
    public async Task Lock_WhileSignedIn_EndsWhatTheRoleOpened()
    {
        await host.AddAsync(TestData.CreateUser("caught", (Role.Administrator, host.Office)));
        var browser = await host.BrowseAsAsync("caught");
        await browser.OpenAsync("/admin/accounts");

        await host.QueryAsync(db => db.Users.Where(u => u.UserName == "caught").ExecuteUpdateAsync(s => s.SetProperty(u => u.IsLocked, true)));

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/admin/accounts")).Status);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var browser = await host.BrowseAsAsync("superior");
        var page = await browser.OpenAsync("/account");

        var answer = await browser.SubmitAsync("form[action='/account/sign-out']");

        Assert.True((await browser.FollowAsync(answer)).Shows("Account.SignedOut"));
        Assert.True((await browser.GetAsync("/account")).AsksToSignIn);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ReturnAddressElsewhere_IsNotFollowed(string returnUrl)
    {
        var answer = await host.Browse().TrySignInAsync("organizer", TestData.Password, returnUrl);

        Assert.Equal("/", answer.RedirectsTo);
    }

    [Fact]
    public async Task SignIn_ReturnAddressOfThisSite_IsFollowed()
    {
        var answer = await host.Browse().TrySignInAsync("organizer", TestData.Password, "/account?x=1");

        Assert.Equal("/account?x=1", answer.RedirectsTo);
    }

    [Fact]
    public async Task SignInPage_OutsideDevelopment_ListsNoDemoAccountsThoughThereAreSome()
    {
        await using var program = await EvaluationFactory.CreateAsync(configure: services =>
            services.Configure<DemoAccounts>(demo => demo.Accounts.Add(new DemoAccount("demo", "demo password", "Enums.Role.Organizer"))));
        await program.Database.AddAsync(TestData.CreateUser("demo"));

        var page = await program.OpenBrowser(followRedirects: false).OpenAsync("/account/sign-in");

        Assert.DoesNotContain("demo password", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInForm_LeftEmpty_SaysWhatIsMissingAtEachField()
    {
        var page = await host.Browse().FillInAsync("/account/sign-in", "/account/sign-in", ("UserName", ""), ("Password", ""));

        foreach (var (id, name) in new[] { ("UserName", "Account.UserName"), ("Password", "Account.Password") })
        {
            var input = page.Document.GetElementById(id)!;
            var error = page.Document.GetElementById(input.GetAttribute("aria-describedby")!)!;
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            Assert.Equal(page.Text("Common.Required", page.Text(name)), error.TextContent);
            Assert.NotNull(page.Document.QuerySelector($"label[for={id}]"));
        }
    }

    [Fact]
    public async Task Cookies_OfASession_AreSecureHttpOnlyAndSameSite()
    {
        var answer = await host.Browse().TrySignInAsync("organizer", TestData.Password);

        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("evaluation=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}

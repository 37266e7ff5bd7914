namespace Evaluation.Web.Tests.Shell;

public sealed class LanguageTests(Bureau host) : IClassFixture<Bureau>
{
    [Fact]
    public async Task FirstVisit_IsInSimplifiedChinese()
    {
        Assert.Equal("zh-Hans", (await host.Browse().OpenAsync("/account/sign-in")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Choose_Known_IsKept(string language)
    {
        var browser = host.Browse();

        var answer = await browser.GetAsync($"/language?to={language}&returnUrl=%2Faccount%2Fsign-in");

        Assert.Equal("/account/sign-in", answer.RedirectsTo);
        var page = await browser.OpenAsync("/account/sign-in");
        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.True(page.Shows("Account.SignIn.Title"));
    }

    [Fact]
    public async Task Choose_Unknown_ChangesNothing()
    {
        var browser = host.Browse();

        await browser.GetAsync("/language?to=xx");

        Assert.Equal("zh-Hans", (await browser.OpenAsync("/account/sign-in")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Choose_ReturnAddressElsewhere_IsNotFollowed(string returnUrl)
    {
        Assert.Equal("/", (await host.Browse().GetAsync("/language?to=en&returnUrl=" + Uri.EscapeDataString(returnUrl))).RedirectsTo);
    }
}

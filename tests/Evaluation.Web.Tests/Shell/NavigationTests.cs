namespace Evaluation.Web.Tests.Shell;

public sealed class NavigationTests(Bureau host) : IClassFixture<Bureau>
{
    [Theory]
    [InlineData("root", "/organizations", "/admin/accounts", "/admin/journal", "/admin/settings")]
    [InlineData("administrator", "/organizations", "/admin/accounts")]
    [InlineData("organizer", "/desk", "/campaigns", "/organizations", "/consequences", "/register", "/filings")]
    [InlineData("superior", "/board", "/consequences", "/register", "/filings", "/sealed-boxes")]
    [InlineData("witness", "/sealed-boxes")]
    [InlineData("member")]
    public async Task Navigation_ShowsWhatTheRoleOpens(string user, params string[] urls)
    {
        var page = await (await host.BrowseAsAsync(user)).OpenAsync("/account");

        Assert.Equal(urls, page.Document.QuerySelectorAll(".site-nav a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Navigation_MarksWhereOneIs()
    {
        var page = await (await host.BrowseAsAsync("root")).OpenAsync("/admin/accounts/new");

        Assert.Equal("/admin/accounts", page.Document.QuerySelector(".site-nav [aria-current=page]")!.GetAttribute("href"));
    }
}

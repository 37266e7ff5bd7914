using System.Net;
using Evaluation.Testing.Web;
using Evaluation.Web.Hosting;

namespace Evaluation.Web.Tests.Shell;

public sealed class SecurityHeaderTests(Bureau host) : IClassFixture<Bureau>
{
    [Fact]
    public async Task EveryAnswer_CarriesTheHeaders()
    {
        var browser = await host.BrowseAsAsync("root");
        string[] others = ["/css/site.css", "/nothing/here", "/error/500", "/account/sign-in"];
        foreach (var url in Route.All(host.Services).Where(r => r.Method == "GET").Select(r => r.Url).Concat(others))
        {
            // Which headers, and that no page breaks them, is in what the browser takes.
            Guarded.Check((await browser.GetAsync(url)).Response);
        }
    }

    [Theory]
    [InlineData("default-src 'self'")]
    [InlineData("object-src 'none'")]
    [InlineData("base-uri 'self'")]
    [InlineData("form-action 'self'")]
    [InlineData("frame-ancestors 'none'")]
    public void Policy_Holds(string part)
    {
        Assert.Contains(part, SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedInPages_AreNotKeptByTheBrowser()
    {
        var page = await (await host.BrowseAsAsync("root")).OpenAsync("/account");

        Assert.True(page.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task StaticFiles_OfTheShell_AreThere()
    {
        var page = await host.Browse().OpenAsync("/account/sign-in");
        foreach (var url in page.Document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(l => l.GetAttribute("href"))
            .Concat(page.Document.Scripts.Select(s => s.Source)))
        {
            Assert.Equal(HttpStatusCode.OK, (await host.Browse().GetAsync(url!)).Status);
        }
    }
}

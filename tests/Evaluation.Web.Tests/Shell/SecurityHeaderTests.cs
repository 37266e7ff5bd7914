using System.Net;
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
            var headers = (await browser.GetAsync(url)).Response.Headers;

            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Assert.Single(headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
            Assert.False(headers.Contains("Server"));
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
    public async Task Pages_HoldNothingThatThePolicyForbids()
    {
        var browser = await host.BrowseAsAsync("root");
        foreach (var route in Route.All(host.Services).Where(r => r.Method == "GET"))
        {
            var page = await browser.GetAsync(route.Url);
            if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.Empty(page.Document.QuerySelectorAll("style, [style], script:not([src])").Select(e => $"{route.Url}: {e.OuterHtml}"));
                Assert.DoesNotContain(page.Document.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
            }
        }
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

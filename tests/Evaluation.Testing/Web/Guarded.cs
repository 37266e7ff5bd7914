using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Evaluation.Web.Hosting;

namespace Evaluation.Testing.Web;

/// <summary>What holds of every answer of the program, whatever was asked and however it came out.</summary>
public static class Guarded
{
    /// <summary>The answer carries every header that protects whoever sees it.</summary>
    public static void Check(HttpResponseMessage response)
    {
        var headers = response.Headers;
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Only("Content-Security-Policy"));
        Assert.Equal("nosniff", Only("X-Content-Type-Options"));
        Assert.Equal("DENY", Only("X-Frame-Options"));
        Assert.Equal("same-origin", Only("Referrer-Policy"));
        Assert.Equal("same-origin", Only("Cross-Origin-Opener-Policy"));
        Assert.True(headers.Contains("Permissions-Policy"));
        Assert.False(headers.Contains("Server"));

        string Only(string name)
        {
            Assert.True(headers.Contains(name), $"{response.RequestMessage?.RequestUri?.AbsolutePath} answered {response.StatusCode} without {name}");
            return Assert.Single(headers.GetValues(name));
        }
    }

    /// <summary>The answer carries the headers, and the page holds nothing that the policy in them forbids.</summary>
    public static void Check(HttpResponseMessage response, IHtmlDocument page)
    {
        Check(response);
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])").Select(e => $"{page.Url}: {e.OuterHtml}"));
            Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
        }
    }
}

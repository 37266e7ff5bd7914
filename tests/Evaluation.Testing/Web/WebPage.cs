using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Evaluation.Web;

namespace Evaluation.Testing.Web;

/// <summary>An answer of the web host, parsed when it is a page.</summary>
public sealed class WebPage(HttpResponseMessage response, IHtmlDocument document)
{
    /// <summary>The answer.</summary>
    public HttpResponseMessage Response { get; } = response;

    /// <summary>Its status.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Path and query of the request.</summary>
    public string Url => Response.RequestMessage!.RequestUri!.PathAndQuery;

    /// <summary>Path and query to which it redirects, whole when it leads to another host; null when it does not redirect.</summary>
    public string? RedirectsTo => Response.Headers.Location is { } to
        ? to.IsAbsoluteUri && to.Host == "localhost" ? to.PathAndQuery : to.OriginalString
        : null;

    /// <summary>The page; empty when the answer was none.</summary>
    public IHtmlDocument Document { get; } = document;

    /// <summary>Whether it leads to the sign-in page.</summary>
    public bool AsksToSignIn => RedirectsTo?.StartsWith("/account/sign-in", StringComparison.Ordinal) == true;

    /// <summary>The words of the main part, or of all when there is no main part.</summary>
    public string Words => (Document.QuerySelector(".page-wrapper") ?? Document.Body!).TextContent;

    /// <summary>The text of a key in the language of the page.</summary>
    public string Text(string key, params object[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Document.DocumentElement.GetAttribute("lang")!);
        try
        {
            var text = new Texts()[key, arguments];
            return text.ResourceNotFound ? throw new InvalidOperationException("There is no text " + key) : text.Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Whether the page shows the text of a key.</summary>
    public bool Shows(string key, params object[] arguments) => Words.Contains(Text(key, arguments), StringComparison.Ordinal);
}

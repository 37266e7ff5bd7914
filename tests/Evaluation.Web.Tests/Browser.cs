using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Evaluation.Testing;

namespace Evaluation.Web.Tests;

/// <summary>What a browser does without JavaScript: it keeps cookies, reads pages, fills in and posts their forms. Redirects are followed only when asked.</summary>
public sealed class Browser(HttpClient client)
{
    /// <summary>The client underneath.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>Opens a page.</summary>
    public async Task<WebPage> GetAsync(string url) => await ReadAsync(await Client.GetAsync(url));

    /// <summary>Opens a page that must be there.</summary>
    public async Task<WebPage> OpenAsync(string url)
    {
        var page = await GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>Posts fields without having opened a form: no token against forgery is among them.</summary>
    public async Task<WebPage> PostBareAsync(string url, params (string Name, string Value)[] fields) =>
        await ReadAsync(await Client.PostAsync(url, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))));

    /// <summary>Posts the form of a page whose action is <paramref name="action"/> (the page's first when null) as it stands, with the given fields filled in.</summary>
    public async Task<WebPage> SubmitAsync(WebPage page, string? action = null, params (string Name, string Value)[] fields)
    {
        var form = page.Form(action);
        var values = FieldsOf(form).Where(f => fields.All(g => g.Name != f.Key)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var target = form.GetAttribute("action") is { Length: > 0 } url ? url : page.Url;
        return await ReadAsync(await Client.PostAsync(target, new FormUrlEncodedContent(values)));
    }

    /// <summary>Follows a redirect.</summary>
    public Task<WebPage> FollowAsync(WebPage page) => GetAsync(page.RedirectsTo ?? throw new InvalidOperationException($"{page.Url} answered {page.Status}, which leads nowhere."));

    /// <summary>Signs in with the password of test accounts, and must succeed.</summary>
    public async Task SignInAsync(string userName, string password = TestData.Password)
    {
        var answer = await TrySignInAsync(userName, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    /// <summary>Tries to sign in.</summary>
    public async Task<WebPage> TrySignInAsync(string userName, string password, string returnUrl = "") =>
        await SubmitAsync(await OpenAsync("/account/sign-in"), "/account/sign-in", ("UserName", userName), ("Password", password), ("ReturnUrl", returnUrl));

    private static async Task<WebPage> ReadAsync(HttpResponseMessage response)
    {
        var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html";
        var document = isHtml ? await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync()) : null;
        return new WebPage(response, document);
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            var (name, value) = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, ""),
                IHtmlInputElement { Type: "submit" or "button" } => (null, ""),
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlSelectElement select => (select.Name, select.Value ?? ""),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                _ => (null, ""),
            };
            if (!string.IsNullOrEmpty(name))
            {
                yield return KeyValuePair.Create(name, value);
            }
        }
    }
}

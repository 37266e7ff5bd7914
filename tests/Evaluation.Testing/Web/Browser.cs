using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Evaluation.Testing.Web;

/// <summary>A browser without script: it keeps the page it is on, submits that page's forms with all their hidden fields, and fails on an answer that is not <see cref="Guarded"/>.</summary>
public sealed class Browser(HttpClient client)
{
    /// <summary>The client underneath, for requests that no page would make.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>The page it is on.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>The last answer.</summary>
    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>The last answer's text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The last answer's status.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Opens an address.</summary>
    public async Task<WebPage> GetAsync(string url) => await TakeAsync(await Client.GetAsync(url));

    /// <summary>Opens a page that must be there.</summary>
    public async Task<WebPage> OpenAsync(string url)
    {
        var page = await GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>Follows a redirect.</summary>
    public Task<WebPage> FollowAsync(WebPage page) =>
        GetAsync(page.RedirectsTo ?? throw new InvalidOperationException($"{page.Url} answered {page.Status}, which leads nowhere."));

    /// <summary>Opens a page and submits its form that posts to <paramref name="action"/>, as <see cref="SubmitAsync"/> does.</summary>
    public async Task<WebPage> FillInAsync(string url, string action, params (string Name, string? Value)[] changes)
    {
        await OpenAsync(url);
        return await SubmitAsync($"form[action='{action}']", changes);
    }

    /// <summary>Posts fields without having opened a form: no token against forgery is among them.</summary>
    public async Task<WebPage> PostBareAsync(string url, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await TakeAsync(await Client.PostAsync(url, content));
    }

    /// <summary>Tries to sign in; redirects must not be followed.</summary>
    public Task<WebPage> TrySignInAsync(string userName, string password, string returnUrl = "") =>
        FillInAsync("/account/sign-in", "/account/sign-in", ("UserName", userName), ("Password", password), ("ReturnUrl", returnUrl));

    /// <summary>Signs in with the password of test accounts, and must succeed.</summary>
    public async Task SignInAsync(string userName, string password = TestData.Password) =>
        Assert.Equal(HttpStatusCode.Redirect, (await TrySignInAsync(userName, password)).Status);

    /// <summary>Submits a form of the page with its fields as they stand, changed as given; fields that the form lacks are added, and a null removes one.</summary>
    /// <param name="selector">CSS selector of the form, or of a button inside it.</param>
    /// <param name="changes">Fields to change.</param>
    public async Task<WebPage> SubmitAsync(string selector, params (string Name, string? Value)[] changes)
    {
        var element = Page.QuerySelector(selector) ?? throw new InvalidOperationException($"No {selector} on {Response.RequestMessage?.RequestUri}: {Page.Body?.TextContent.Trim()}");
        var button = element as IHtmlButtonElement;
        var form = (IHtmlFormElement)(element as IHtmlFormElement ?? element.Closest("form")!);
        var fields = FieldsOf(form).ToList();
        if (button?.Name is { Length: > 0 } name)
        {
            fields.RemoveAll(f => f.Key == name);
            fields.Add(new(name, button.Value));
        }

        foreach (var (changed, value) in changes)
        {
            fields.RemoveAll(f => f.Key == changed);
            if (value is not null)
            {
                fields.Add(new(changed, value));
            }
        }

        var address = button?.GetAttribute("formaction") ?? form.GetAttribute("action") ?? Response.RequestMessage!.RequestUri!.PathAndQuery;
        using var content = new FormUrlEncodedContent(fields);
        return await TakeAsync(await Client.PostAsync(address, content));
    }

    /// <summary>Submits a form of the page with a file, and with its fields as they stand, changed as given.</summary>
    /// <param name="selector">CSS selector of the form.</param>
    /// <param name="field">Name of the file's field.</param>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="file">What is in it.</param>
    /// <param name="changes">Fields to change.</param>
    public async Task<WebPage> UploadAsync(string selector, string field, string fileName, byte[] file, params (string Name, string Value)[] changes)
    {
        var form = (IHtmlFormElement)Page.QuerySelector(selector)!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in FieldsOf(form).Where(f => !changes.Any(c => c.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(changes))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(file), field, fileName);
        return await TakeAsync(await Client.PostAsync(form.GetAttribute("action"), content));
    }

    /// <summary>The text of the first element that fits, white space folded; null when none does.</summary>
    public string? Find(string selector) => Page.QuerySelector(selector)?.TextContent is { } text
        ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;

    /// <summary>The token against forgery of the page.</summary>
    public string Token => ((IHtmlInputElement)Page.QuerySelector("input[name=__RequestVerificationToken]")!).Value;

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            var isOff = element.HasAttribute("disabled");
            switch (element)
            {
                case IHtmlInputElement { Name: { Length: > 0 } name } input when !isOff
                    && input.Type is not ("submit" or "button" or "file" or "image")
                    && (input.Type is not ("radio" or "checkbox") || input.IsChecked):
                    yield return new(name, input.Value);
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select when !isOff && select.Value is not null:
                    yield return new(name, select.Value);
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area when !isOff:
                    yield return new(name, area.Value);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<WebPage> TakeAsync(HttpResponseMessage response)
    {
        Response = response;
        Text = await response.Content.ReadAsStringAsync();
        var context = BrowsingContext.New(Configuration.Default);
        Page = (IHtmlDocument)await context.OpenAsync(request => request.Content(Text).Address(response.RequestMessage!.RequestUri!));
        Guarded.Check(response, Page);
        return new WebPage(response, Page);
    }
}

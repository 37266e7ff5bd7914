using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Testing.Web;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Web.Tests.Shell;

/// <summary>Walks all addresses with every role and with none.</summary>
public sealed class RoleMatrixTests(Bureau host) : IClassFixture<Bureau>
{
    private IReadOnlyList<Route> Routes => Route.All(host.Services);

    [Fact]
    public void EveryController_IsInTheTable()
    {
        var missing = Routes.Select(r => r.Controller).Distinct().Where(c => !Audiences.Public.Contains(c) && !Audiences.Roles.ContainsKey(c));

        Assert.Empty(missing);
    }

    [Fact]
    public void EveryAction_NamesAPolicyOrIsOpenByTheTable()
    {
        var wrong = Routes.Where(r => Audiences.Public.Contains(r.Controller)
            ? r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            : r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || !r.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is not null));

        Assert.Empty(wrong.Select(r => r.Endpoint.DisplayName));
    }

    [Fact]
    public async Task Stranger_IsAskedToSignInOrSeesAPublicPage()
    {
        var problems = new List<string>();
        foreach (var route in Routes)
        {
            var answer = await SendAsync(host.Browse(), route);
            if (answer.AsksToSignIn == Audiences.Public.Contains(route.Controller) && !IsSignInItself(route))
            {
                problems.Add($"{route.Method} {route.Url}: {(int)answer.Status} {answer.RedirectsTo}");
            }
        }

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("administrator")]
    [InlineData("organizer")]
    [InlineData("superior")]
    [InlineData("witness")]
    [InlineData("member")]
    public async Task Role_OpensItsOwnPagesAndNoOthers(string user)
    {
        var browser = await host.BrowseAsAsync(user);
        var problems = new List<string>();
        foreach (var route in Routes.Where(r => !Audiences.Public.Contains(r.Controller)))
        {
            var answer = await SendAsync(browser, route);
            if (answer.AsksToSignIn || answer.Status == HttpStatusCode.InternalServerError || (answer.Status == HttpStatusCode.Forbidden) == May(user, route.Controller))
            {
                problems.Add($"{route.Method} {route.Url}: {(int)answer.Status} {answer.RedirectsTo}");
            }
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task EveryPost_WithoutATokenAgainstForgery_IsRefused()
    {
        var browsers = new Dictionary<string, Browser>();
        var problems = new List<string>();
        foreach (var route in Routes.Where(r => r.Method == "POST" && !Audiences.OwnForgeryCheck.Contains(r.Controller)))
        {
            var user = Bureau.Accounts.Keys.First(name => Audiences.Public.Contains(route.Controller) || May(name, route.Controller));
            if (!browsers.TryGetValue(user, out var browser))
            {
                browsers[user] = browser = await host.BrowseAsAsync(user);
            }

            var answer = await browser.PostBareAsync(route.Url);
            if (answer.Status != HttpStatusCode.BadRequest)
            {
                problems.Add($"{route.Url}: {(int)answer.Status}");
            }
        }

        Assert.Empty(problems);
    }

    private static bool May(string user, string controller) =>
        Audiences.Roles.TryGetValue(controller, out var roles) && roles.Contains(Bureau.Accounts[user]) && (user == "root" || !Audiences.RootOnly.Contains(controller));

    // The sign-in page's own second step leads back to the first when that was left out.
    private static bool IsSignInItself(Route route) => route.Url.StartsWith("/account/sign-in", StringComparison.Ordinal);

    private static Task<WebPage> SendAsync(Browser browser, Route route) =>
        route.Method == "POST" ? browser.PostBareAsync(route.Url) : browser.GetAsync(route.Url);
}

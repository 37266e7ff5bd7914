using System.Net;
using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Organizer;

public sealed class SetupScopeTests
{
    private static readonly string[] Controllers = ["Preparation", "Basics", "Subjects", "Forms", "Pools", "Categories", "Rules", "Rehearsal", "CampaignRun", "Codes"];

    [Fact]
    public async Task EveryAddress_ForTheOrganizerOfAnotherSubtree_IsNotFoundAndChangesNothing()
    {
        await using var pages = await SetupPages.OpenAsync();
        await pages.CreateAsync();
        var campaign = await pages.LoadAsync();
        var stranger = await pages.Program.SignInAsync("stranger");
        await stranger.GetAsync("/campaigns/new");
        var token = stranger.Token;

        var found = new List<string>();
        var routes = Routes(pages.Program.Services, campaign);
        foreach (var (method, url) in routes)
        {
            var page = method == "GET"
                ? await stranger.GetAsync(url)
                : await stranger.PostBareAsync(url, ("__RequestVerificationToken", token), ("version", "0"), ("Form.Version", "0"), ("Form.Name", "闯入"));
            if (page.Status != HttpStatusCode.NotFound)
            {
                found.Add($"{method} {url}: {page.Status}");
            }
        }

        Assert.Empty(found);
        // Guards the test itself: a walk over nothing would pass.
        Assert.True(routes.Count > 30, string.Join(' ', routes));
        Assert.Equal(campaign.Version, (await pages.LoadAsync()).Version);
    }

    [Fact]
    public async Task Copy_OfACampaignOfAnotherSubtree_IsNotFound()
    {
        await using var pages = await SetupPages.OpenAsync();
        await pages.CreateAsync();
        var campaign = await pages.LoadAsync();
        var stranger = await pages.Program.SignInAsync("stranger");
        await stranger.GetAsync("/campaigns/new");

        var page = await stranger.PostBareAsync("/campaigns/copy", ("__RequestVerificationToken", stranger.Token), ("source", campaign.Id.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain(campaign.Title, (await stranger.GetAsync("/campaigns")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(campaign.Title, (await stranger.GetAsync("/desk")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ForAHostOfAnotherSubtree_IsNotFound()
    {
        await using var pages = await SetupPages.OpenAsync();
        var stranger = await pages.Program.SignInAsync("stranger");
        await stranger.GetAsync("/campaigns/new");

        await stranger.SubmitAsync("form[action='/campaigns/new']", ("Form.Template", "bureau"), ("Form.Organization", pages.Unit.Id.ToString()), ("Form.Year", "2026"));

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    private static List<(string Method, string Url)> Routes(IServiceProvider services, Campaign campaign)
    {
        var values = new Dictionary<string, Guid>
        {
            ["id"] = campaign.Id, ["formId"] = campaign.Forms[0].Id, ["poolId"] = campaign.Pools[0].Id, ["categoryId"] = campaign.Categories[0].Id,
        };
        return
        [
            .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
               where action is not null && Controllers.Contains(action.ControllerName)
               from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
               let segments = endpoint.RoutePattern.PathSegments.Select(s => s.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart p
                   ? values[p.Name].ToString()
                   : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)s.Parts[0]).Content)
               select (method, "/" + string.Join('/', segments)),
        ];
    }
}

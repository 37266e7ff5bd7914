using Evaluation.Core.Accounts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Web.Tests.Shell;

/// <summary>One address and method that the host answers.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">An address of it, with made-up ids.</param>
/// <param name="Controller">Area and controller, such as <c>Admin/Accounts</c>.</param>
/// <param name="Endpoint">The endpoint.</param>
internal sealed record Route(string Method, string Url, string Controller, RouteEndpoint Endpoint)
{
    /// <summary>All addresses of controllers.</summary>
    public static IReadOnlyList<Route> All(IServiceProvider services) =>
    [
        .. from endpoint in ((EndpointDataSource)services.GetService(typeof(EndpointDataSource))!).Endpoints.OfType<RouteEndpoint>()
           let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
           where action is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
           select new Route(method, UrlOf(endpoint.RoutePattern), $"{action.RouteValues["area"]}/{action.ControllerName}", endpoint),
    ];

    private static string UrlOf(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Invent(parameter),
        _ => throw new NotSupportedException(part.ToString()),
    }))));

    private static string Invent(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter)
    {
        var policies = parameter.ParameterPolicies.Select(p => p.Content).ToList();
        return policies.Contains("guid") ? Guid.NewGuid().ToString() : policies.Exists(p => p?.StartsWith("range(400", StringComparison.Ordinal) == true) ? "404" : "1";
    }
}

/// <summary>Who may open what. A controller that is not in the table fails the tests: whoever adds one says here for whom it is.</summary>
internal static class Audiences
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();
    private static readonly Role[] Organizers = [Role.Organizer];
    private static readonly Role[] Deciding = [Role.Organizer, Role.Superior];
    private static readonly Role[] Keepers = [Role.Organizer, Role.Administrator];

    /// <summary>Controllers open to strangers.</summary>
    public static readonly string[] Public = ["Public/SignIn", "Public/Setup", "Public/Language", "Public/Error", "Public/Receipt", "Public/Notices", "Evaluator/Ballot"];

    /// <summary>Controllers that check the token against forgery themselves or change nothing; every other POST is refused without one.</summary>
    public static readonly string[] OwnForgeryCheck = ["Public/Error", "Evaluator/Ballot"];

    /// <summary>Roles by controller.</summary>
    public static readonly IReadOnlyDictionary<string, Role[]> Roles = new Dictionary<string, Role[]>
    {
        ["Public/Home"] = Everybody,
        ["Public/Account"] = Everybody,
        ["Public/Password"] = Everybody,
        ["Public/TwoStep"] = Everybody,
        ["Public/Notifications"] = Everybody,
        ["Public/Mail"] = Everybody,
        ["Admin/Accounts"] = [Role.Administrator],
        ["Admin/Settings"] = [Role.Administrator],
        ["Admin/Holidays"] = [Role.Administrator],
        ["Admin/Journal"] = [Role.Administrator],
        ["Organizer/Desk"] = Organizers,
        ["Organizer/Campaigns"] = Organizers,
        ["Organizer/Setup"] = Organizers,
        ["Organizer/Basics"] = Organizers,
        ["Organizer/Subjects"] = Organizers,
        ["Organizer/Forms"] = Organizers,
        ["Organizer/Pools"] = Organizers,
        ["Organizer/Categories"] = Organizers,
        ["Organizer/Rules"] = Organizers,
        ["Organizer/Preparation"] = Organizers,
        ["Organizer/Rehearsal"] = Organizers,
        ["Organizer/Codes"] = Organizers,
        ["Organizer/Invitees"] = Organizers,
        ["Organizer/CampaignRun"] = Organizers,
        ["Organizer/Opening"] = Organizers,
        ["Organizer/Minutes"] = Deciding,
        ["Organizer/Results"] = Organizers,
        ["Organizer/Publication"] = Organizers,
        ["Organizer/NoticePaper"] = Organizers,
        ["Organizer/Determinations"] = Deciding,
        ["Organizer/Consequences"] = Deciding,
        ["Organizer/Attachments"] = Deciding,
        ["Organizer/Archive"] = Deciding,
        ["Organizer/Irregularities"] = Deciding,
        ["Organizer/Feedback"] = Organizers,
        ["Own/Own"] = Everybody,
        ["Own/OwnAttachments"] = Everybody,
        ["Admin/AccountPerson"] = [Role.Administrator],
        ["Organizer/Register"] = Deciding,
        ["Organizer/Organizations"] = Keepers,
        ["Organizer/Heads"] = Keepers,
        ["Organizer/Posts"] = Keepers,
        ["Organizer/Members"] = Keepers,
        ["Organizer/RosterFiles"] = Keepers,
        ["Organizer/RosterImport"] = Keepers,
        ["Organizer/RosterStatistics"] = Keepers,
        ["Superior/SealedBoxes"] = [Role.Organizer, Role.Superior, Role.Witness],
        ["Superior/PrintedBox"] = [Role.Organizer, Role.Superior, Role.Witness],
        ["Superior/Board"] = [Role.Superior],
        ["Superior/Directives"] = [Role.Superior],
        ["Superior/Comparison"] = Deciding,
        ["Superior/Filings"] = Deciding,
        ["Superior/Inspections"] = Deciding,
        ["Superior/Talks"] = Deciding,
    };

    /// <summary>Controllers of the whole installation: only administrators at a root.</summary>
    public static readonly string[] RootOnly = ["Admin/Settings", "Admin/Holidays", "Admin/Journal"];
}

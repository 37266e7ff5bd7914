using System.Security.Claims;
using Evaluation.Core.Journals;
using Evaluation.Web.Areas.Public.Controllers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Hosting;

/// <summary>
/// Writes what somebody who is signed in does to the journal: every form that was carried out, signing in itself, and every file that was taken out. Evaluators are not
/// signed in, and the pages of the ballot are left out even where an organizer opens them.
/// </summary>
public sealed class JournalRecorder(CurrentUser current, JournalService journal) : IAsyncActionFilter
{
    // An error page stands in the place of an act that was not carried out, and must not fail itself. Whoever raises an objection need not give a name, signed in or not.
    private static readonly Type[] Unrecorded = [typeof(ErrorController), typeof(NoticesController)];

    /// <inheritdoc />
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var action = (ControllerActionDescriptor)context.ActionDescriptor;
        if (action.RouteValues["area"] == "Evaluator" || Unrecorded.Contains(action.ControllerTypeInfo.AsType()))
        {
            await next();
            return;
        }

        // Read before the act: signing out or losing a role must not blank the name.
        var actor = await FindActorAsync(context.HttpContext);
        var scope = JournalScope.Begin();
        var executed = await next();
        var isDone = executed.Exception is null && (HttpMethods.IsGet(request.Method)
            ? executed.Result is FileResult || (executed.Result is ViewResult && action.MethodInfo.IsDefined(typeof(TakesOutAttribute), inherit: false))
            : scope.Changes.Count > 0 || (!context.HttpContext.IsRefused() && executed.Result is FileResult or RedirectResult or RedirectToActionResult or LocalRedirectResult or RedirectToRouteResult));
        // Whoever has just signed in has a name from now on; a visitor who stays one is nobody's business.
        if (isDone && (actor ?? await FindActorAsync(context.HttpContext)) is { } name)
        {
            await journal.RecordAsync(new JournalAct(name, $"{action.ControllerName}/{action.ActionName}", request.Path, scope));
        }
    }

    private async Task<string?> FindActorAsync(HttpContext context) => context.User.Identity?.IsAuthenticated == true
        ? $"{(await current.ScopeAsync()).DisplayName} ({context.User.FindFirstValue(ClaimTypes.Name)})"
        : null;
}

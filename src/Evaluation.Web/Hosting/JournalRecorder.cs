using System.Security.Claims;
using Evaluation.Core.Journals;
using Evaluation.Web.Areas.Public.Controllers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Hosting;

/// <summary>
/// Writes what somebody who is signed in does to the journal: every form that was carried out, and every file that was taken out. Evaluators are not signed in, and the pages
/// of the ballot are left out even where an organizer opens them.
/// </summary>
public sealed class JournalRecorder(CurrentUser current, ILogger<JournalRecorder> log) : IAsyncActionFilter
{
    // An error page stands in the place of an act that was not carried out, and must not fail itself. Whoever raises an objection need not give a name, signed in or not.
    private static readonly Type[] Unrecorded = [typeof(ErrorController), typeof(NoticesController)];

    /// <inheritdoc />
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var action = (ControllerActionDescriptor)context.ActionDescriptor;
        if (context.HttpContext.User.Identity?.IsAuthenticated != true || action.RouteValues["area"] == "Evaluator" || Unrecorded.Contains(action.ControllerTypeInfo.AsType()))
        {
            await next();
            return;
        }

        // Read before the act: signing out or losing a role must not blank the name.
        var actor = $"{(await current.ScopeAsync()).DisplayName} ({context.HttpContext.User.FindFirstValue(ClaimTypes.Name)})";
        var scope = JournalScope.Begin();
        var executed = await next();
        var isDone = executed.Exception is null && (HttpMethods.IsGet(request.Method)
            ? executed.Result is FileResult
            : scope.Changes.Count > 0 || executed.Result is FileResult or RedirectResult or RedirectToActionResult or LocalRedirectResult or RedirectToRouteResult);
        if (isDone)
        {
            await AppendAsync(context.HttpContext.RequestServices.GetRequiredService<JournalService>(), new JournalAct(actor, $"{action.ControllerName}/{action.ActionName}", request.Path, scope));
        }
    }

    // The act is done and cannot be taken back; that it is missing from the journal is said where somebody looks.
    private async Task AppendAsync(JournalService journal, JournalAct act)
    {
        try
        {
            await journal.AppendAsync(act, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.LogCritical(exception, "{Actor} did {Act} on {On}, which could not be written to the journal.", act.Actor, act.Act, act.On);
        }
    }
}

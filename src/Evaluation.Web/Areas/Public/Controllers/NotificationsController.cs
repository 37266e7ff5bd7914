using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>One's own notifications; nobody sees another's.</summary>
[Area("Public"), Route("notifications"), Authorize(Policies.SignedIn)]
public sealed class NotificationsController(NotificationService notifications, EvaluationDbContext db, CurrentUser user, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(bool unread, string? search, int page = 1)
    {
        var own = (await user.ScopeAsync()).UserId;
        var filter = new NotificationFilter(unread, search?.Trim(), page);
        return View(new NotificationsPage(
            await notifications.ListAsync(own, filter, Aborted),
            filter,
            await notifications.CountUnreadAsync(own, Aborted),
            clock.GetUtcNow().UtcTicks,
            await TimeZones.ByPathAsync(db, Aborted)));
    }

    /// <summary>Marks one as read and leads to what it concerns.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Open(Guid id) =>
        await notifications.ReadAsync((await user.ScopeAsync()).UserId, id, Aborted) is { } found ? LocalRedirect(NotificationTexts.PageOf(found)) : NotFound();

    /// <summary>Marks as read what the page showed when it was opened, and not what came since.</summary>
    /// <param name="until">The moment the page was made, in ticks UTC; without it, now.</param>
    [HttpPost("read")]
    public async Task<IActionResult> ReadAll(long until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var moment = until > 0 && until < now.Ticks ? new DateTime(until, DateTimeKind.Utc) : now;
        await notifications.ReadAllAsync((await user.ScopeAsync()).UserId, moment, Aborted);
        this.Flash("Notifications.AllRead");
        return RedirectToAction(nameof(Index));
    }
}

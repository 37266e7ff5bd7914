using Evaluation.Core.Campaigns;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>What to do next over all campaigns (工作台).</summary>
[Area("Organizer"), Route("desk"), Authorize(Policies.Organizer)]
public sealed class DeskController(DeskService desk, CurrentUser user) : Controller
{
    /// <summary>The desk.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index() => View(await desk.ListAsync(await user.ScopeAsync(), HttpContext.RequestAborted));
}

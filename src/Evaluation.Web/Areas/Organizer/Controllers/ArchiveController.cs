using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Archives a campaign (归档): when all is closed, or by the superior with a reason. Before the count it answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/archive"), Authorize(Policies.Outcomes), CampaignScope(Role.Organizer, Role.Superior)]
public sealed class ArchiveController(EvaluationDbContext db, ArchiveService archives, CurrentUser user, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What is still open, and the button.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id) is { } page ? View(page) : NotFound();

    /// <summary>Archives.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Archive(Guid id, [Bind(Prefix = nameof(ArchivePage.Form))] ArchiveForm form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        var reason = page.IsSuperior ? TypedText.Of(form.Reason) : "";
        if (page.IsSuperior && page.Obstacles.Any && reason.Length == 0)
        {
            ModelState.AddModelError(nameof(ArchivePage.Form) + "." + nameof(form.Reason), texts["Outcomes.ArchiveNeedsReason"]);
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Show), page with { Form = form });
        }

        var outcome = await archives.ArchiveAsync(id, page.Obstacles.Any ? reason : null, Aborted);
        if (outcome == ArchiveOutcome.Archived)
        {
            this.Flash("Outcomes.Archived");
        }
        else
        {
            this.FlashRefused("Outcomes.Archive." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<ArchivePage?> PageAsync(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        if (!campaign.Stage.HasResult())
        {
            return null;
        }

        var path = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted);
        var scope = await user.ScopeAsync();
        return new ArchivePage(campaign, await archives.ObstaclesOfAsync(id, Aborted), scope.Covers(path, Role.Superior), new ArchiveForm(), CampaignHome.Of(scope, path, id));
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Directives;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The page of a campaign: what is set up, what still stands in the way, and deleting it.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class PreparationController(EvaluationDbContext db, CampaignService campaigns, DirectiveService directives, CurrentUser user, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The set-up; after finalizing for reading only.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == id, Aborted);
        var host = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(Aborted);
        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted);
        var findings = campaign.Stage.CanBeEdited() ? Checklist.Of(campaign, clock.GetUtcNow().UtcDateTime) : [];
        await directives.OpenedAsync(await user.ScopeAsync(), campaign, Aborted);
        var isHandedDown = campaign.DirectiveId is not null && await db.DirectiveBranches.AnyAsync(b => b.CampaignId == id && b.WithdrawnAt == null, Aborted);
        return View(new PreparationPage(campaign, host, zone, findings) { IsHandedDown = isHandedDown });
    }

    /// <summary>Deletes a campaign in preparation.</summary>
    [HttpPost("delete")]
    public async Task<IActionResult> Delete(Guid id, int version)
    {
        var outcome = await campaigns.DeleteAsync(await user.ScopeAsync(), new CampaignRef(id, version), Aborted);
        if (outcome == EditOutcome.Saved)
        {
            this.Flash("Campaigns.Deleted");
            return Redirect("/campaigns");
        }

        this.FlashRefused(outcome switch
        {
            EditOutcome.Stale => "Campaigns.Refused.StaleAct",
            EditOutcome.Locked => "Directives.Refused.Delete",
            _ => "Campaigns.Refused.Frozen",
        });
        return RedirectToAction(nameof(Show), new { id });
    }
}

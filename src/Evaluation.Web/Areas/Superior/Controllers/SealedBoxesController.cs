using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>What takes two people with a box: an organizer or superior asks, a superior or witness who is another person releases. Counted boxes are taken out for a recount; of those that wait for the count damaged envelopes are left out.</summary>
[Area("Superior"), Route("sealed-boxes"), Authorize(Policies.SealedBoxes)]
public sealed class SealedBoxesController(EvaluationDbContext db, SealedExportService exports, DamageService damage, CurrentUser user) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Counted campaigns within reach and those whose count was stopped by damaged envelopes, those with a waiting request first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, int page = 1)
    {
        var campaigns = db.Campaigns.AsNoTracking().WhereCovered(db, await user.ScopeAsync(), Role.Organizer, Role.Superior, Role.Witness)
            .Where(c => CampaignStages.WithResult.Contains(c.Stage) || (c.Stage == CampaignStage.Ended && db.BallotBoxes.Any(b => b.CampaignId == c.Id && b.Damaged != null))).WhereMatches(search);
        var rows = await campaigns
            .Select(c => new
            {
                c.Id,
                c.Title,
                Host = db.Organizations.Where(o => o.Id == c.OrganizationId).Select(o => o.Name).Single(),
                IsDamaged = c.Stage == CampaignStage.Ended,
                Waiting = db.ExportRequests.Count(r => r.CampaignId == c.Id && r.ReleasedBy == null)
                    + (c.Stage == CampaignStage.Ended ? db.LeaveOutRequests.Count(r => r.CampaignId == c.Id && r.ReleasedBy == null) : 0),
            })
            .OrderByDescending(r => r.Waiting).ThenByDescending(r => r.IsDamaged).ThenBy(r => r.Title).ThenBy(r => r.Id)
            .Select(r => new SealedBoxRow(r.Id, r.Title, r.Host, r.IsDamaged, r.Waiting))
            .ToPageAsync(page, cancellation: Aborted);
        return View(new SealedBoxList(rows, search));
    }

    /// <summary>One sealed box with its requests; before the count what was found damaged, and 404 where nothing was.</summary>
    [HttpGet("{id:guid}"), CampaignScope(Role.Organizer, Role.Superior, Role.Witness)]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id) is { } page ? View(page) : await DamagePageAsync(id) is { } damaged ? View("Damaged", damaged) : NotFound();

    /// <summary>Asks to count without the damaged envelopes.</summary>
    [HttpPost("{id:guid}/leave-out"), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> AskLeaveOut(Guid id, [Bind(Prefix = nameof(DamagePage.Form))] ExportRequestModel form)
    {
        if (await DamagePageAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View("Damaged", page with { Form = form });
        }

        if (await damage.RequestAsync(id, (await user.ScopeAsync()).UserId, form.Reason!.Trim(), Aborted))
        {
            this.Flash("SealedBoxes.Damage.Asked");
        }
        else
        {
            this.FlashRefused("SealedBoxes.Damage.AskedBefore");
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    /// <summary>Releases somebody else's request to count without the damaged envelopes.</summary>
    [HttpPost("{id:guid}/leave-out/{request:guid}/release"), CampaignScope(Role.Superior, Role.Witness)]
    public async Task<IActionResult> ReleaseLeaveOut(Guid id, Guid request) =>
        Answer(id, await damage.ReleaseAsync(id, request, (await user.ScopeAsync()).UserId, Aborted), "SealedBoxes.Damage.Released");

    /// <summary>Asks for the file.</summary>
    [HttpPost("{id:guid}/requests"), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> Ask(Guid id, [Bind(Prefix = nameof(SealedBoxPage.Form))] ExportRequestModel form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View("Show", page with { Form = form });
        }

        if (await exports.RequestAsync(id, (await user.ScopeAsync()).UserId, form.Reason!.Trim(), Aborted))
        {
            this.Flash("SealedBoxes.Asked");
        }
        else
        {
            this.FlashRefused("SealedBoxes.AskedBefore");
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    /// <summary>Releases a request of somebody else.</summary>
    [HttpPost("{id:guid}/requests/{request:guid}/release"), CampaignScope(Role.Superior, Role.Witness)]
    public async Task<IActionResult> Release(Guid id, Guid request) =>
        Answer(id, await exports.ReleaseAsync(id, request, (await user.ScopeAsync()).UserId, Aborted), "SealedBoxes.Outcome.Released");

    /// <summary>The file, for the two people of a released request.</summary>
    [HttpGet("{id:guid}/requests/{request:guid}/file"), CampaignScope(Role.Organizer, Role.Superior, Role.Witness), GivesMemoryBack]
    public async Task<IActionResult> Download(Guid id, Guid request) =>
        await exports.WriteAsync(id, request, (await user.ScopeAsync()).UserId, Aborted) is { } file ? File(file, "application/octet-stream", $"sealed-box-{id:N}.ebx") : NotFound();

    private IActionResult Answer(Guid id, ReleaseOutcome outcome, string released)
    {
        if (outcome == ReleaseOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == ReleaseOutcome.Released)
        {
            this.Flash(released);
        }
        else
        {
            this.FlashRefused("SealedBoxes.Outcome." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<SealedBoxPage?> PageAsync(Guid id) => await exports.FindAsync(id, Aborted) is { } box
        ? new SealedBoxPage(box, await ViewerAsync(id), new ExportRequestModel())
        : null;

    private async Task<DamagePage?> DamagePageAsync(Guid id) => await damage.FindAsync(id, Aborted) is { } found
        ? new DamagePage(found, await ViewerAsync(id), new ExportRequestModel())
        : null;

    private async Task<RequestViewer> ViewerAsync(Guid id)
    {
        var scope = await user.ScopeAsync();
        var path = await db.Campaigns.Where(c => c.Id == id).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => o.Path).SingleAsync(Aborted);
        var zone = (await TimeZones.ByPathAsync(db, Aborted))(path);
        return new RequestViewer(zone, scope.UserId, scope.Covers(path, Role.Organizer, Role.Superior), scope.Covers(path, Role.Superior, Role.Witness));
    }
}

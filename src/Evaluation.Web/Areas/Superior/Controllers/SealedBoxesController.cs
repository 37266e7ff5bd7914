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

/// <summary>Sealed boxes taken out for a recount: an organizer or superior asks, a superior or witness who is another person releases.</summary>
[Area("Superior"), Route("sealed-boxes"), Authorize(Policies.SealedBoxes)]
public sealed class SealedBoxesController(EvaluationDbContext db, SealedExportService exports, CurrentUser user) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Counted campaigns within reach, those with a waiting request first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, int page = 1)
    {
        var campaigns = db.Campaigns.AsNoTracking().WhereCovered(db, await user.ScopeAsync(), Role.Organizer, Role.Superior, Role.Witness).Where(c => c.Stage == CampaignStage.Counted).WhereMatches(search);
        var rows = await campaigns
            .OrderByDescending(c => db.ExportRequests.Count(r => r.CampaignId == c.Id && r.ReleasedBy == null)).ThenBy(c => c.Title).ThenBy(c => c.Id)
            .Select(c => new SealedBoxRow(c.Id, c.Title, db.Organizations.Where(o => o.Id == c.OrganizationId).Select(o => o.Name).Single(), db.ExportRequests.Count(r => r.CampaignId == c.Id && r.ReleasedBy == null)))
            .ToPageAsync(page, cancellation: Aborted);
        return View(new SealedBoxList(rows, search));
    }

    /// <summary>One sealed box with its requests; 404 before the count.</summary>
    [HttpGet("{id:guid}"), CampaignScope(Role.Organizer, Role.Superior, Role.Witness)]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id) is { } page ? View(page) : NotFound();

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
    public async Task<IActionResult> Release(Guid id, Guid request)
    {
        var outcome = await exports.ReleaseAsync(id, request, (await user.ScopeAsync()).UserId, Aborted);
        if (outcome == ReleaseOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == ReleaseOutcome.Released)
        {
            this.Flash("SealedBoxes.Outcome.Released");
        }
        else
        {
            this.FlashRefused("SealedBoxes.Outcome." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    /// <summary>The file, for the two people of a released request.</summary>
    [HttpGet("{id:guid}/requests/{request:guid}/file"), CampaignScope(Role.Organizer, Role.Superior, Role.Witness)]
    public async Task<IActionResult> Download(Guid id, Guid request) =>
        await exports.WriteAsync(id, request, (await user.ScopeAsync()).UserId, Aborted) is { } file ? File(file, "application/octet-stream", $"sealed-box-{id:N}.ebx") : NotFound();

    private async Task<SealedBoxPage?> PageAsync(Guid id)
    {
        if (await exports.FindAsync(id, Aborted) is not { } box)
        {
            return null;
        }

        var scope = await user.ScopeAsync();
        var path = await db.Campaigns.Where(c => c.Id == id).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => o.Path).SingleAsync(Aborted);
        var zone = (await TimeZones.ByPathAsync(db, Aborted))(path);
        return new SealedBoxPage(box, zone, scope.UserId, scope.Covers(path, Role.Organizer, Role.Superior), scope.Covers(path, Role.Superior, Role.Witness), new ExportRequestModel());
    }
}

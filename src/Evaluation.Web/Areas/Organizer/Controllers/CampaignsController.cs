using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The campaigns of an organizer's subtree: the list, and new ones.</summary>
[Area("Organizer"), Route("campaigns"), Authorize(Policies.Organizer)]
public sealed class CampaignsController(
    EvaluationDbContext db, CampaignService campaigns, CopyService copies, TemplateLibrary library, CurrentUser user, Texts texts, TimeProvider clock) : Controller
{
    private const int MostNames = 10;
    private const int MostCopies = 100;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(CampaignsFilter filter)
    {
        var covered = db.Campaigns.AsNoTracking().WhereCovered(db, await user.ScopeAsync(), Role.Organizer);
        var years = await covered.Select(c => c.Year).Distinct().OrderByDescending(y => y).ToListAsync(Aborted);
        var rows = await covered.WhereMatches(filter.Search)
            .Where(c => (filter.Year == null || c.Year == filter.Year) && (filter.Stage == null || c.Stage == filter.Stage))
            .OrderByNewest()
            .Select(c => new CampaignRow(
                c.Id,
                c.Title,
                db.Organizations.Where(o => o.Id == c.OrganizationId).Select(o => o.Name).First(),
                c.Year,
                c.Stage,
                c.Subjects.Count,
                c.Categories.Sum(x => x.Target)))
            .ToPageAsync(filter.Page, cancellation: Aborted);
        return View(new CampaignsPage(rows, filter, years));
    }

    /// <summary>The choice of a template, or of an earlier campaign.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New() => View(await PageAsync(new NewCampaignForm
    {
        Year = clock.GetUtcNow().Year,
        Template = library.Templates.Count == 1 ? library.Templates[0].Key : null,
    }));

    /// <summary>Makes a campaign from a template.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New(NewCampaignForm form)
    {
        if (!ModelState.IsValid)
        {
            return View(await PageAsync(form));
        }

        var act = new NewCampaign(form.Template!, form.Organization!.Value, form.Year!.Value, form.Title);
        if (await campaigns.CreateAsync(await user.ScopeAsync(), act, Aborted) is not { } id)
        {
            return NotFound();
        }

        this.Flash("Campaigns.New.Done");
        return Redirect($"/campaigns/{id}");
    }

    /// <summary>Copies an earlier campaign for the year after.</summary>
    [HttpPost("copy")]
    public async Task<IActionResult> Copy(Guid? source)
    {
        if (source is null)
        {
            ModelState.AddModelError(nameof(source), texts["Common.Choose", texts["Campaigns.New.Source"]]);
            return View("New", await PageAsync(new NewCampaignForm { Year = clock.GetUtcNow().Year }));
        }

        if (await copies.CopyAsync(await user.ScopeAsync(), source.Value, Aborted) is not { } copy)
        {
            return NotFound();
        }

        this.Flash("Campaigns.New.Copied");
        Say("Campaigns.New.Dropped", copy.Dropped);
        Say("Campaigns.New.Replaced", [.. copy.Replaced.Select(r => texts["Campaigns.New.Successor", r.Former, r.Present].Value)]);
        return Redirect($"/campaigns/{copy.Id}");
    }

    // The message travels in a cookie, so a long list is cut.
    private void Say(string key, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            var shown = string.Join(texts["Campaigns.Separator"], names.Take(MostNames));
            this.FlashWarning(key, names.Count > MostNames ? texts["Campaigns.AndMore", shown, names.Count].Value : shown);
        }
    }

    private async Task<NewCampaignPage> PageAsync(NewCampaignForm form)
    {
        var scope = await user.ScopeAsync();
        var places = await Places.ForAsync(db, scope, Aborted, Role.Organizer);
        form.Organization ??= places.Count > 1 ? Guid.Parse(places[1].Value) : null;
        var earlier = await db.Campaigns.AsNoTracking().WhereCovered(db, scope, Role.Organizer).OrderByNewest().Take(MostCopies)
            .Select(c => new { c.Id, c.Title }).ToListAsync(Aborted);
        return new NewCampaignPage(form, library, places, [.. earlier.Select(c => new SelectListItem(c.Title, c.Id.ToString()))]);
    }
}

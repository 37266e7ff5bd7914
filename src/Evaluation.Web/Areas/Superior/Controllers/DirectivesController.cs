using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Directives;
using Evaluation.Core.Organizations;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>Handing an evaluation down (下发): one form for many branches, and how far each of them is.</summary>
[Area("Superior"), Route("directives"), Authorize(Policies.Superior)]
public sealed class DirectivesController(
    EvaluationDbContext db, HandDownService handDown, DirectiveService directives, TemplateLibrary library, CurrentUser user, Texts texts, TimeProvider clock) : Controller
{
    private const int MostCampaigns = 200;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What was handed down.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, int page = 1) =>
        View(new DirectivesPage(await directives.ListAsync(await user.ScopeAsync(), search, page, Aborted), search, (await TimeZones.ByPathAsync(db, Aborted))("")));

    /// <summary>The form.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New()
    {
        var today = TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, (await TimeZones.ByPathAsync(db, Aborted))(""));
        return View(await PageAsync(new DirectiveForm { Id = Guid.NewGuid(), Year = today.Year, LocksRules = true, LocksDates = true }));
    }

    /// <summary>The form again, narrowed or with all shown branches ticked; or, when nothing is wrong, what exactly would be done.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(HandDownPage.Form))] DirectiveForm form, string? act)
    {
        var page = await PageAsync(form);
        // Those of another organization fall away when that is changed.
        var known = page.Choices.Select(c => c.Id).ToHashSet();
        form.Branches.RemoveAll(b => !known.Contains(b));
        form.Again.RemoveAll(b => !known.Contains(b));
        if (act is "search" or "all" or "none" or "edit")
        {
            // Nothing is asked for yet; what was typed stands in the model.
            ModelState.Clear();
            Tick(page, act);
            return View(page);
        }

        return form.Read(page.Zone, ModelState, texts) is not null && AreFree(page) && await HasSourceAsync(page) is { Length: > 0 } title
            ? View("Preview", page with { SourceTitle = title })
            : View(page);
    }

    /// <summary>Hands it down.</summary>
    [HttpPost("")]
    public async Task<IActionResult> HandDown([Bind(Prefix = nameof(HandDownPage.Form))] DirectiveForm form)
    {
        var page = await PageAsync(form);
        if (form.Read(page.Zone, ModelState, texts) is not { } act)
        {
            return View(nameof(New), page);
        }

        var result = await handDown.HandDownAsync(await user.ScopeAsync(), act, Aborted);
        switch (result.Outcome)
        {
            case HandDownOutcome.NotFound:
                return NotFound();
            case HandDownOutcome.Done:
                this.Flash("Directives.Done", act.Branches.Count);
                return RedirectToAction(nameof(Show), new { id = act.Id });
            default:
                ModelState.AddModelError("", texts["Directives.Refused." + result.Outcome, string.Join(texts["Campaigns.Separator"], result.Taken)]);
                return View(nameof(New), page);
        }
    }

    /// <summary>One directive, with where each branch stands.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, DirectiveView view, string? search, int page = 1)
    {
        if (await directives.FindAsync(await user.ScopeAsync(), id, Aborted) is not { } listed)
        {
            return NotFound();
        }

        var source = listed.Directive.TemplateKey is { } key ? library.Find(key)?.Name.For(CultureInfo.CurrentUICulture.Name) ?? key : listed.Directive.SourceTitle;
        var zone = await TimeZones.OfAsync(db, listed.Directive.OrganizationId, Aborted);
        return View(new DirectivePage(listed, await directives.BranchesAsync(id, (view, search, page), Aborted), view, search, zone, source));
    }

    /// <summary>Withdraws it for one branch, or for all that have not finalized.</summary>
    [HttpPost("{id:guid}/withdraw")]
    public async Task<IActionResult> WithdrawBranches(Guid id, Guid? branch)
    {
        var outcome = await directives.WithdrawAsync(await user.ScopeAsync(), id, branch, Aborted);
        if (outcome == HandDownOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == HandDownOutcome.Done)
        {
            this.Flash("Directives.WithdrawnNow");
        }
        else
        {
            this.FlashRefused("Directives.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private static void Tick(HandDownPage page, string act)
    {
        var shown = page.Shown.Select(c => c.Id).ToHashSet();
        if (act == "all")
        {
            // A branch that has a campaign already is ticked by hand alone.
            page.Form.Branches = [.. page.Form.Branches.Union(page.Shown.Where(c => c.IsFree).Select(c => c.Id))];
        }
        else if (act == "none")
        {
            page.Form.Branches.RemoveAll(shown.Contains);
            page.Form.Again.RemoveAll(shown.Contains);
        }
    }

    private bool AreFree(HandDownPage page)
    {
        var taken = page.Chosen.Where(c => !c.IsFree && !page.Form.Again.Contains(c.Id)).Select(c => c.Name).ToList();
        if (taken.Count > 0)
        {
            ModelState.AddModelError("", texts["Directives.Refused.Taken", string.Join(texts["Campaigns.Separator"], taken)]);
        }

        return taken.Count == 0;
    }

    private async Task<string?> HasSourceAsync(HandDownPage page)
    {
        var title = await handDown.TitleOfAsync(await user.ScopeAsync(), page.Form.SourceRead, Aborted);
        if (title is null)
        {
            ModelState.AddModelError("Form." + nameof(DirectiveForm.Source), texts["Common.Choose", texts["Directives.Source"]]);
        }

        return title;
    }

    private async Task<HandDownPage> PageAsync(DirectiveForm form)
    {
        var scope = await user.ScopeAsync();
        var places = await db.RoleAssignments.Where(r => r.UserId == scope.UserId && r.Role == Role.Superior)
            .Join(db.Organizations, r => r.OrganizationId, o => o.Id, (r, o) => new { o.Id, o.Name, o.Path }).Distinct().OrderBy(o => o.Path).ToListAsync(Aborted);
        form.Organization ??= places.FirstOrDefault()?.Id;
        var year = form.Year ?? clock.GetUtcNow().Year;
        var choices = form.Organization is { } organization ? await handDown.ChoicesAsync(scope, organization, year, Aborted) : [];
        var path = places.FirstOrDefault(p => p.Id == form.Organization)?.Path ?? "";
        return new HandDownPage(form, [.. places.Select(p => new SelectListItem(p.Name, p.Id.ToString()))], await SourcesAsync(scope), choices, (await TimeZones.ByPathAsync(db, Aborted))(path));
    }

    private async Task<IReadOnlyList<SelectListItem>> SourcesAsync(Scope scope)
    {
        var (ready, own) = (new SelectListGroup { Name = texts["Directives.Templates"] }, new SelectListGroup { Name = texts["Directives.Campaigns"] });
        var campaigns = await db.Campaigns.AsNoTracking().WhereCovered(db, scope, Role.Superior, Role.Organizer).OrderByNewest().Take(MostCampaigns).Select(c => new { c.Id, c.Title }).ToListAsync(Aborted);
        return
        [
            new("", ""),
            .. library.Templates.Select(t => new SelectListItem(t.Name.For(CultureInfo.CurrentUICulture.Name), DirectiveForm.OfTemplate(t.Key)) { Group = ready }),
            .. campaigns.Select(c => new SelectListItem(c.Title, DirectiveForm.OfCampaign(c.Id)) { Group = own }),
        ];
    }
}

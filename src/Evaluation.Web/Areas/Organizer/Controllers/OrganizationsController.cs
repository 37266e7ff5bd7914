using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The tree of organizations: the list, new ones, and the page of each.</summary>
[Area("Organizer"), Route("organizations"), Authorize(Policies.Rosters)]
public sealed class OrganizationsController(EvaluationDbContext db, OrganizationService organizations, CurrentUser current, TimeProvider clock, Texts texts) : Controller
{
    private const int PageSize = 100;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The tree.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? text, int page)
    {
        var folded = SearchText.Fold(text ?? "");
        var nodes = (await TreeAsync()).Where(n => n.SearchName.Contains(folded, StringComparison.Ordinal)).ToList();
        var number = Math.Clamp(page, 1, new Paging(1, PageSize, nodes.Count).Pages);
        var rows = nodes.Skip((number - 1) * PageSize).Take(PageSize).ToList();
        var today = rows.Count == 0 ? default : await TimeZones.TodayAsync(db, clock, rows[0].Id, Aborted);
        var figures = await OrganizationTree.FiguresAsync(db, await current.ScopeAsync(), RosterKeepers.Roles, rows, today, Aborted);
        return View(new OrganizationListModel(new Page<OrganizationNode>(rows, number, PageSize, nodes.Count), figures, text));
    }

    /// <summary>The form of a new organization.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid? parent) =>
        View(new NewOrganizationPage(new OrganizationModel { ParentId = parent }, await PlacesAsync()));

    /// <summary>Makes an organization.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NewOrganizationPage.Form))] OrganizationModel form)
    {
        if (ModelState.IsValid)
        {
            var result = await organizations.CreateAsync(await current.ScopeAsync(), new CreateOrganization(form.ParentId!.Value, form.Name!, form.Kind!.Value, form.TimeZoneId), Aborted);
            if (result.Outcome == OrganizationOutcome.Done)
            {
                this.Flash("Organizations.Created", form.Name!.Trim());
                return RedirectToAction(nameof(Index));
            }

            if (result.Outcome == OrganizationOutcome.ParentNotFound)
            {
                return NotFound();
            }

            Refuse(result.Outcome);
        }

        return View(new NewOrganizationPage(form, await PlacesAsync()));
    }

    /// <summary>The page of one organization.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id, null) is { } page ? View(page) : NotFound();

    /// <summary>Changes name, kind and time zone.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Save(Guid id, [Bind(Prefix = nameof(OrganizationPage.Form))] OrganizationModel form)
    {
        ModelState.Remove("Form.ParentId");
        if (ModelState.IsValid)
        {
            var outcome = await organizations.EditAsync(await current.ScopeAsync(), new EditOrganization(id, form.Version, form.Name!, form.Kind!.Value, form.TimeZoneId), Aborted);
            if (outcome is OrganizationOutcome.Done or OrganizationOutcome.NotFound)
            {
                return Answer(id, outcome, "Common.Saved");
            }

            db.ChangeTracker.Clear();
            Refuse(outcome);
        }

        return await PageAsync(id, form) is { } page ? View(nameof(Show), page) : NotFound();
    }

    /// <summary>Moves it, with all below it, under another superior.</summary>
    [HttpPost("{id:guid}/move")]
    public async Task<IActionResult> Move(Guid id, Guid? parentId) =>
        parentId is { } parent
            ? Answer(id, await organizations.MoveAsync(await current.ScopeAsync(), new MoveOrganization(id, parent), Aborted), "Organizations.Moved")
            : Answer(id, OrganizationOutcome.ParentNotFound, "");

    /// <summary>Moves it one place up or down among its siblings.</summary>
    [HttpPost("{id:guid}/shift")]
    public async Task<IActionResult> Shift(Guid id, bool up) =>
        Answer(id, await organizations.ShiftAsync(await current.ScopeAsync(), id, up, Aborted), "Organizations.Shifted");

    /// <summary>Deletes it when it is empty.</summary>
    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id)
    {
        var outcome = await organizations.DeleteAsync(await current.ScopeAsync(), id, Aborted);
        return outcome == OrganizationOutcome.Done ? Gone() : Answer(id, outcome, "");

        IActionResult Gone()
        {
            this.Flash("Common.Deleted");
            return RedirectToAction(nameof(Index));
        }
    }

    private IActionResult Answer(Guid id, OrganizationOutcome outcome, string done)
    {
        if (outcome == OrganizationOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == OrganizationOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Organizations.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private void Refuse(OrganizationOutcome outcome)
    {
        var field = outcome switch
        {
            OrganizationOutcome.BadName or OrganizationOutcome.NameTaken => "Form.Name",
            OrganizationOutcome.BadTimeZone => "Form.TimeZoneId",
            OrganizationOutcome.TooDeep => "Form.ParentId",
            _ => "",
        };
        ModelState.AddModelError(field, texts["Organizations.Refused." + outcome]);
    }

    private async Task<OrganizationPage?> PageAsync(Guid id, OrganizationModel? form)
    {
        var node = (await TreeAsync()).FirstOrDefault(n => n.Id == id);
        if (node is null)
        {
            return null;
        }

        var today = await TimeZones.TodayAsync(db, clock, id, Aborted);
        var heads = await db.Posts.Where(p => p.OrganizationId == id && p.Kind == PostKind.Head)
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { Post = p, m.Name }).AsNoTracking().ToListAsync(Aborted);
        return new OrganizationPage
        {
            Node = node,
            Form = form ?? OrganizationModel.From(await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == id, Aborted)),
            Places = await PlacesAsync(),
            Figures = (await OrganizationTree.FiguresAsync(db, await current.ScopeAsync(), RosterKeepers.Roles, [node], today, Aborted))[id],
            Heads = [.. heads.OrderByDescending(h => h.Post.From).Select(h => (h.Post, h.Name))],
            Today = today,
        };
    }

    private async Task<IReadOnlyList<OrganizationNode>> TreeAsync() =>
        await OrganizationTree.ReadAsync(db, await current.ScopeAsync(), RosterKeepers.Roles, Aborted);

    private async Task<IReadOnlyList<Microsoft.AspNetCore.Mvc.Rendering.SelectListItem>> PlacesAsync() =>
        await Places.ForAsync(db, await current.ScopeAsync(), Aborted, RosterKeepers.Roles);
}

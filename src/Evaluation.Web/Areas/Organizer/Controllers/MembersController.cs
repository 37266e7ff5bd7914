using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The people of the rosters: the list, new ones, and the page of each.</summary>
[Area("Organizer"), Route("members"), Authorize(Policies.Rosters)]
public sealed class MembersController(EvaluationDbContext db, MemberService members, CurrentUser current, TimeProvider clock, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The list; unless asked otherwise, of those still on a roster.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? organization, string? text, PartyStanding? standing, MemberStatus? status, bool strokes, int page)
    {
        var scope = await current.ScopeAsync();
        var nodes = await OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, Aborted);
        var filter = new MemberFilter(organization, text, standing, Request.Query.ContainsKey("status") ? status : MemberStatus.Active, strokes);
        var rows = await MemberLists.ReadAsync(db, scope, nodes, filter, page, Aborted);
        var hasAny = rows.Total > 0 || await db.Members.WhereCovered(db, scope, RosterKeepers.Roles).AnyAsync(Aborted);
        var today = nodes.Count == 0 ? default : await TimeZones.TodayAsync(db, clock, nodes[0].Id, Aborted);
        return View(new MemberListModel(rows, filter, await PlacesAsync(), today, hasAny));
    }

    /// <summary>The form of a new person.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid? organization) =>
        View(new NewMemberPage(new MemberModel { OrganizationId = organization, Standing = PartyStanding.Full }, await PlacesAsync()));

    /// <summary>Adds a person.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NewMemberPage.Form))] MemberModel form)
    {
        if (ModelState.IsValid)
        {
            var result = await members.CreateAsync(await current.ScopeAsync(), new CreateMember(form.OrganizationId!.Value, form.ToDetails()), Aborted);
            if (result.Outcome == MemberOutcome.Done)
            {
                this.Flash("Members.Created", form.Name!);
                return RedirectToAction(nameof(Show), new { id = result.Id });
            }

            if (result.Outcome == MemberOutcome.OrganizationNotFound)
            {
                return NotFound();
            }

            Refuse(result.Outcome);
        }

        return View(new NewMemberPage(form, await PlacesAsync()));
    }

    /// <summary>The page of one person.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id, null) is { } page ? View(page) : NotFound();

    /// <summary>Changes what is kept of a person.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Save(Guid id, [Bind(Prefix = nameof(MemberPage.Form))] MemberModel form)
    {
        ModelState.Remove("Form.OrganizationId");
        if (ModelState.IsValid)
        {
            var outcome = await members.EditAsync(await current.ScopeAsync(), new EditMember(id, form.Version, form.ToDetails()), Aborted);
            if (outcome is MemberOutcome.Done or MemberOutcome.NotFound)
            {
                return Answer(id, outcome, "Common.Saved");
            }

            Refuse(outcome);
        }

        db.ChangeTracker.Clear();
        return await PageAsync(id, form) is { } page ? View(nameof(Show), page) : NotFound();
    }

    /// <summary>Moves a person to another roster.</summary>
    [HttpPost("{id:guid}/transfer")]
    public async Task<IActionResult> Transfer(Guid id, Guid? organizationId) =>
        Answer(id, await members.TransferAsync(await current.ScopeAsync(), new TransferMember(id, organizationId ?? Guid.Empty), Aborted), "Members.Transferred");

    /// <summary>Deletes a person entered by mistake.</summary>
    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id)
    {
        var outcome = await members.DeleteAsync(await current.ScopeAsync(), id, Aborted);
        if (outcome != MemberOutcome.Done)
        {
            return Answer(id, outcome, "");
        }

        this.Flash("Common.Deleted");
        return RedirectToAction(nameof(Index));
    }

    private IActionResult Answer(Guid id, MemberOutcome outcome, string done)
    {
        if (outcome is MemberOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == MemberOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Members.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private void Refuse(MemberOutcome outcome)
    {
        var field = outcome switch
        {
            MemberOutcome.BadName => "Form.Name",
            MemberOutcome.BadStaffNumber or MemberOutcome.StaffNumberTaken => "Form.StaffNumber",
            MemberOutcome.BadEthnicity => "Form.Ethnicity",
            MemberOutcome.BadBirthDate => "Form.BirthDate",
            MemberOutcome.BadJoinDate => "Form.JoinDate",
            _ => "",
        };
        ModelState.AddModelError(field, texts["Members.Refused." + outcome]);
    }

    private async Task<MemberPage?> PageAsync(Guid id, MemberModel? form) =>
        await MemberPage.LoadAsync(db, await current.ScopeAsync(), clock, id, Aborted, form);

    private async Task<IReadOnlyList<SelectListItem>> PlacesAsync() => await Places.ForAsync(db, await current.ScopeAsync(), Aborted, RosterKeepers.Roles);
}

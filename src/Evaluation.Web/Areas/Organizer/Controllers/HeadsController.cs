using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Who heads an organization.</summary>
[Area("Organizer"), Route("organizations/{id:guid}/head"), Authorize(Policies.Rosters)]
public sealed class HeadsController(EvaluationDbContext db, HeadService heads, CurrentUser current, TimeProvider clock, Texts texts) : Controller
{
    private const int MostCandidates = 30;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Offers people to appoint: of its own roster first, or those that a search finds.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? text) => await PageAsync(id, text, null) is { } page ? View(page) : NotFound();

    /// <summary>Appoints.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Appoint(Guid id, string? text, [Bind(Prefix = nameof(HeadPage.Form))] HeadModel form)
    {
        if (ModelState.IsValid)
        {
            var outcome = await heads.AppointAsync(await current.ScopeAsync(), new AppointHead(id, form.MemberId!.Value, form.Title!, form.From!.Value), Aborted);
            if (outcome is HeadOutcome.Done)
            {
                this.Flash("Organizations.Head.Appointed");
                return Redirect($"/organizations/{id}");
            }

            if (outcome == HeadOutcome.NotFound)
            {
                return NotFound();
            }

            ModelState.AddModelError(outcome == HeadOutcome.BadTitle ? "Form.Title" : "Form.From", texts["Organizations.Head.Refused." + outcome]);
        }

        return await PageAsync(id, text, form) is { } page ? View(nameof(Index), page) : NotFound();
    }

    /// <summary>Ends the present head's post; the organization then has none.</summary>
    [HttpPost("end")]
    public async Task<IActionResult> End(Guid id, DateOnly? until)
    {
        if (!await db.Organizations.AnyAsync(o => o.Id == id, Aborted))
        {
            return NotFound();
        }

        var outcome = await heads.RelieveAsync(await current.ScopeAsync(), new RelieveHead(id, until ?? await TimeZones.TodayAsync(db, clock, id, Aborted)), Aborted);
        if (outcome == HeadOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == HeadOutcome.Done)
        {
            this.Flash("Organizations.Head.Ended");
        }
        else
        {
            this.FlashRefused("Organizations.Head.Refused." + outcome);
        }

        return Redirect($"/organizations/{id}");
    }

    private async Task<HeadPage?> PageAsync(Guid id, string? text, HeadModel? form)
    {
        var scope = await current.ScopeAsync();
        var nodes = await OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, Aborted);
        var node = nodes.FirstOrDefault(n => n.Id == id);
        if (node is null)
        {
            return null;
        }

        var today = await TimeZones.TodayAsync(db, clock, id, Aborted);
        // Without a search the people nearest: those of its own roster and below.
        var filter = new MemberFilter(string.IsNullOrWhiteSpace(text) ? id : null, text, null, MemberStatus.Active);
        var found = await MemberLists.ReadAsync(db, scope, nodes, filter, 1, Aborted);
        return new HeadPage(
            node,
            (await OrganizationTree.FiguresAsync(db, scope, RosterKeepers.Roles, [node], today, Aborted))[id].HeadName,
            [.. found.Rows.Take(MostCandidates).Select(row => (row.Member.Id, row.Member.Name, row.Organization.Name))],
            found.Total > MostCandidates,
            text,
            form ?? new HeadModel { From = today });
    }
}

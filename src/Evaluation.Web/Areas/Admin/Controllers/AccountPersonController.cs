using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>Says who on a roster an account belongs to.</summary>
[Area("Admin"), Route("admin/accounts/{id:guid}/person"), Authorize(Policies.Admin)]
public sealed class AccountPersonController(EvaluationDbContext db, AccountService accounts, CurrentUser current) : Controller
{
    private const int MostFound = 30;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>People who could be meant: those with the account's name, or those that a search finds.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? text)
    {
        var scope = await current.ScopeAsync();
        var user = await db.Users.AsNoTracking().WhereKeptBy(db, scope).SingleOrDefaultAsync(u => u.Id == id, Aborted);
        if (user is null)
        {
            return NotFound();
        }

        var sought = string.IsNullOrWhiteSpace(text) ? user.DisplayName : text;
        var found = await db.Members.AsNoTracking().WhereCovered(db, scope, Role.Administrator).Where(m => m.Status == MemberStatus.Active).WhereMatches(sought)
            .Join(db.Organizations, m => m.OrganizationId, o => o.Id, (m, o) => new { m.Id, m.Name, Organization = o.Name }).OrderBy(m => m.Name).ThenBy(m => m.Id).Take(MostFound + 1).ToListAsync(Aborted);
        var present = user.MemberId is { } member ? await db.Members.Where(m => m.Id == member).Select(m => m.Name).SingleAsync(Aborted) : null;
        return View(new AccountPersonPage(user, present, text, [.. found.Take(MostFound).Select(m => (m.Id, m.Name, m.Organization))], found.Count > MostFound));
    }

    /// <summary>Links it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Link(Guid id, Guid? member) => member is null ? RedirectToAction(nameof(Index), new { id }) : await LinkAsync(id, member, "Accounts.Person.Linked");

    /// <summary>Takes the link away.</summary>
    [HttpPost("unlink")]
    public Task<IActionResult> Unlink(Guid id) => LinkAsync(id, null, "Accounts.Person.Unlinked");

    private async Task<IActionResult> LinkAsync(Guid id, Guid? member, string done)
    {
        var outcome = await accounts.LinkAsync(await current.ScopeAsync(), id, member, Aborted);
        if (outcome == AccountOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == AccountOutcome.Done)
        {
            this.Flash(done);
            return Redirect($"/admin/accounts/{id}");
        }

        this.FlashRefused("Accounts.Refused." + outcome);
        return RedirectToAction(nameof(Index), new { id });
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>People invited by name, and replacing the code one of them lost. Who has submitted is shown nowhere.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/codes/invitees"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class InviteesController(
    EvaluationDbContext db, CurrentUser user, AccessCodeService codes, PublicAddressFinder addresses, ILogger<InviteesController> log) : Controller
{
    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? search, Guid? category, int page, CancellationToken cancellation)
    {
        var campaign = await LoadAsync(id, cancellation);
        if (campaign.Stage < CampaignStage.Finalized)
        {
            return NotFound();
        }

        var categories = await db.EvaluatorCategories.Where(c => c.CampaignId == id && c.Issue == CodeIssue.Invited)
            .OrderBy(c => c.Order).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        var rows = await db.Invitees.WhereInvitedTo(db, id).WhereMatches(search)
            .Where(i => category == null || i.CategoryId == category)
            .Join(db.EvaluatorCategories, i => i.CategoryId, c => c.Id, (i, c) => new { Invitee = i, c.Name, c.Order })
            .OrderBy(x => x.Order).ThenBy(x => x.Invitee.Order).ThenBy(x => x.Invitee.Id)
            .Select(x => new InviteeRow(x.Invitee.Id, x.Invitee.Name, x.Invitee.Contact, x.Name, db.AccessCodes.Count(c => c.InviteeId == x.Invitee.Id)))
            .ToPageAsync(page, cancellation: cancellation);
        return View(new InviteesPage(campaign, [.. categories.Select(c => (c.Id, c.Name))], rows, search, category));
    }

    /// <summary>Replaces a lost code and shows the new one, this once.</summary>
    [HttpPost("{invitee:guid}/replace"), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Replace(Guid id, Guid invitee, int known, CancellationToken cancellation)
    {
        var (outcome, code) = await codes.ReplaceAsync(new CodeReplacement(id, invitee, known), cancellation);
        if (code is null)
        {
            // Not logged: the refusal may say that somebody has submitted.
            this.FlashRefused("Codes.Replace." + outcome);
            return RedirectToAction(nameof(Index), new { id });
        }

        var who = (await user.ScopeAsync()).UserId;
        log.LogInformation("Code replaced: campaign {Campaign}, invitee {Invitee}, by {User}.", id, invitee, who);
        var address = await addresses.FindAsync(cancellation);
        return View(new ReplacedCode(await LoadAsync(id, cancellation), code.Invitee!.Name, CodeText.InGroups(code.Text), address.LinkOf(code.Text), address.Entry));
    }

    private Task<Campaign> LoadAsync(Guid id, CancellationToken cancellation) => db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, cancellation);
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Oversight;
using Evaluation.Domain.Members;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>The talks before an evaluation (评前谈话): written down by the superior; the organization sees with whom there was one, not what was said.</summary>
[Area("Superior"), Route("campaigns/{id:guid}/talks"), Authorize(Policies.Outcomes)]
public sealed class TalksController(EvaluationDbContext db, TalkService talks, CurrentUser user, Texts texts, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The talks, and with whom there was none.</summary>
    [HttpGet(""), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> Index(Guid id, string? search, int page = 1)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var overview = await talks.OfAsync(id, Aborted);
        var (scope, path) = (await user.ScopeAsync(), await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted));
        var viewer = new OversightViewer(scope.UserId, scope.Covers(path, Role.Organizer), scope.Covers(path, Role.Superior), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted));
        return View(new TalksPage(campaign, overview, overview.Talks.ToPage(page), search, viewer, viewer.IsOrganizer ? $"/campaigns/{id}" : "/board"));
    }

    /// <summary>The form of a new talk.</summary>
    [HttpGet("new"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> New(Guid id)
    {
        var host = await db.Campaigns.Where(c => c.Id == id).Select(c => c.OrganizationId).SingleAsync(Aborted);
        var form = new TalkForm { HeldOn = await TimeZones.TodayAsync(db, clock, host, Aborted), Delegate = (await user.ScopeAsync()).DisplayName };
        return View(nameof(Edit), await PageAsync(id, null, form));
    }

    /// <summary>Writes it down.</summary>
    [HttpPost("new"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = nameof(TalkPage.Form))] TalkForm form) =>
        await AnswerAsync(id, null, form, async scope => await talks.AddAsync(scope, id, form.ToRecord(), Aborted));

    /// <summary>One talk, to be read and changed.</summary>
    [HttpGet("{talk:guid}"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Edit(Guid id, Guid talk) => await talks.FindAsync(id, talk, Aborted) is { } found ? View(await PageAsync(id, talk, TalkForm.From(found))) : NotFound();

    /// <summary>Changes it.</summary>
    [HttpPost("{talk:guid}"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Edit(Guid id, Guid talk, [Bind(Prefix = nameof(TalkPage.Form))] TalkForm form) => await talks.FindAsync(id, talk, Aborted) is null
        ? NotFound()
        : await AnswerAsync(id, talk, form, async scope => await talks.ChangeAsync(scope, id, (talk, form.Version), form.ToRecord(), Aborted));

    /// <summary>Takes it away.</summary>
    [HttpPost("{talk:guid}/delete"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Delete(Guid id, Guid talk, int version)
    {
        var outcome = await talks.DeleteAsync(id, (talk, version), Aborted);
        if (outcome == TalkOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == TalkOutcome.Done)
        {
            this.Flash("Oversight.Talk.Deleted");
        }
        else
        {
            this.FlashRefused("Oversight.Talk.Refused." + outcome);
        }

        return RedirectToAction(nameof(Index), new { id });
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Guid? talk, TalkForm form, Func<Scope, Task<TalkOutcome>> act)
    {
        if (!ModelState.IsValid)
        {
            return View(nameof(Edit), await PageAsync(id, talk, form));
        }

        if (form.NameList().Any(n => n.Length > Member.NameLength))
        {
            ModelState.AddModelError("Form.Names", texts["Oversight.Talk.NameTooLong", Member.NameLength]);
            return View(nameof(Edit), await PageAsync(id, talk, form));
        }

        var outcome = await act(await user.ScopeAsync());
        switch (outcome)
        {
            case TalkOutcome.Done:
                this.Flash("Common.Saved");
                return RedirectToAction(nameof(Index), new { id });
            case TalkOutcome.NotFound:
                return NotFound();
            case TalkOutcome.Stale:
                ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
                ModelState.Remove("Form.Version");
                form.Version = (await talks.FindAsync(id, talk!.Value, Aborted))?.Version ?? 0;
                break;
            default:
                var field = outcome switch { TalkOutcome.DayWrong => "Form.HeldOn", TalkOutcome.PartnersWrong => "Form.Names", _ => "" };
                ModelState.AddModelError(field, texts["Oversight.Talk.Refused." + outcome, Talk.MostPartners]);
                break;
        }

        return View(nameof(Edit), await PageAsync(id, talk, form));
    }

    private async Task<TalkPage> PageAsync(Guid id, Guid? talk, TalkForm form)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var all = (await talks.OfAsync(id, Aborted)).Candidates;
        var picked = form.MemberIds.ToHashSet();
        var choices = all.OrderBy(c => !picked.Contains(c.MemberId)).ThenBy(c => c.WasTalkedWith).ThenBy(c => !c.IsLeader).Take(TalkPage.MostChoices).ToList();
        return new TalkPage(campaign, talk, form, choices, all.Count - choices.Count);
    }
}

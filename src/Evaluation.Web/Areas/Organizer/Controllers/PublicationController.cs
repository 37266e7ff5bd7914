using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Publications;
using Evaluation.Core.Settings;
using Evaluation.Domain.Publications;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Makes the result of a campaign public and answers objections. Before the count it answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/publication"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class PublicationController(EvaluationDbContext db, PublicationService publications, HolidayService holidays, CurrentUser user, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The draft, or what stands.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid id) => await PageAsync(id) is { } page ? View(page) : NotFound();

    /// <summary>Saves the draft; with <paramref name="publish"/> it is made public as well.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = nameof(PublicationPage.Form))] PublicationForm form, bool publish)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(page with { Form = form });
        }

        var outcome = await publications.SaveAsync(id, form.ToDraft(), Aborted);
        if (outcome == PublicationOutcome.Stale)
        {
            ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
            ModelState.Remove(nameof(PublicationPage.Form) + "." + nameof(form.Version));
            form.Version = page.Form.Version;
            return View(page with { Form = form });
        }

        if (outcome == PublicationOutcome.Done && publish)
        {
            var version = await db.Publications.Where(p => p.CampaignId == id).Select(p => p.Version).SingleAsync(Aborted);
            outcome = await publications.PublishAsync(id, version, Aborted);
            if (outcome is PublicationOutcome.DaysWrong or PublicationOutcome.Empty or PublicationOutcome.ObjectionsNeedBoard)
            {
                ModelState.Clear();
                var field = outcome switch { PublicationOutcome.DaysWrong => nameof(form.Until), PublicationOutcome.Empty => nameof(form.Introduction), _ => nameof(form.TakesObjections) };
                ModelState.AddModelError(nameof(PublicationPage.Form) + "." + field, texts["Publication.Refused." + outcome]);
                return View((await PageAsync(id))!);
            }
        }

        return Answer(id, outcome, publish ? "Publication.Published" : "Common.Saved");
    }

    /// <summary>Takes it back.</summary>
    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, int version) => Answer(id, await publications.WithdrawAsync(id, version, Aborted), "Publication.Withdrawn");

    /// <summary>Answers an objection.</summary>
    [HttpPost("objections/{objection:guid}")]
    public async Task<IActionResult> AnswerObjection(Guid id, Guid objection, int version, AnswerForm form)
    {
        if (!ModelState.IsValid)
        {
            this.FlashRefused("Publication.AnswerMissing");
            return RedirectToAction(nameof(Edit), new { id });
        }

        return Answer(id, await publications.AnswerAsync(await user.ScopeAsync(), id, (objection, version), form.Outcome!.Value, TypedText.Of(form.Text), Aborted), "Publication.Answered");
    }

    private IActionResult Answer(Guid id, PublicationOutcome outcome, string done)
    {
        if (outcome == PublicationOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == PublicationOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Publication.Refused." + outcome);
        }

        return RedirectToAction(nameof(Edit), new { id });
    }

    private async Task<PublicationPage?> PageAsync(Guid id)
    {
        if (await publications.FindAsync(id, Aborted) is not { } publication)
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var today = await publications.TodayAsync(campaign.OrganizationId, Aborted);
        return new PublicationPage(
            campaign, publication, PublicationForm.Of(publication), await publications.ObjectionsAsync(id, Aborted), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted), publication.IsOnBoard(today), await holidays.CalendarAsync(Aborted));
    }
}

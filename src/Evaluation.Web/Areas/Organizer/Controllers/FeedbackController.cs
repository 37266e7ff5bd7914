using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Publications;
using Evaluation.Domain;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Reports results back to those who were evaluated. Before the count there is nothing: every action answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/feedback"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class FeedbackController(EvaluationDbContext db, FeedbackService feedback, CurrentUser user, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The subjects, with the form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? search, int page = 1) => await PageAsync(id, search, page, new FeedbackForm()) is { } model ? View(model) : NotFound();

    /// <summary>Reports back to those ticked, or to all that have no feedback yet.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Give(Guid id, [Bind(Prefix = nameof(FeedbackPage.Form))] FeedbackForm form, string? search, int page = 1)
    {
        if (await feedback.ListAsync(id, Aborted) is not { } rows)
        {
            return NotFound();
        }

        if (!form.ToAll && form.Ticked.Count == 0)
        {
            ModelState.AddModelError(nameof(FeedbackPage.Form) + "." + nameof(form.ToAll), texts["Feedback.NoneTicked"]);
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Index), await PageAsync(id, search, page, form));
        }

        var subjects = form.ToAll ? [.. rows.Where(r => r.Feedback is null).Select(r => r.Subject.Id)] : form.Ticked;
        var given = await feedback.GiveAsync(
            await user.ScopeAsync(), id, new NewFeedback(subjects, form.Way!.Value, TypedText.Of(form.Reporter), TypedText.Of(form.Words), form.IncludesOpinions), Aborted);
        if (given is > 0)
        {
            this.Flash("Feedback.Done", given.Value);
        }
        else
        {
            this.FlashRefused(given is null ? "Feedback.WrongStage" : "Feedback.NothingNew");
        }

        return RedirectToAction(nameof(Index), new { id, search, page });
    }

    /// <summary>Records that a printed sheet was signed.</summary>
    [HttpPost("{feedbackId:guid}/signed")]
    public async Task<IActionResult> RecordSignature(Guid id, Guid feedbackId, string? search, int page = 1)
    {
        if (await feedback.FindAsync(id, feedbackId, Aborted) is null)
        {
            return NotFound();
        }

        if (await feedback.RecordSignatureAsync(await user.ScopeAsync(), id, feedbackId, Aborted))
        {
            this.Flash("Feedback.SignatureRecorded");
        }
        else
        {
            this.FlashRefused("Feedback.AcknowledgedBefore");
        }

        return RedirectToAction(nameof(Index), new { id, search, page });
    }

    /// <summary>The printed sheet of one subject.</summary>
    [HttpGet("{feedbackId:guid}/sheet")]
    public async Task<IActionResult> Sheet(Guid id, Guid feedbackId) => await feedback.FindAsync(id, feedbackId, Aborted) is { } one
        ? View("Sheets", new FeedbackSheets(one.Counted.Campaign, one.Counted.Host, [one], $"/campaigns/{id}/feedback", await TimeZones.OfAsync(db, one.Counted.Campaign.OrganizationId, Aborted)))
        : NotFound();

    private async Task<FeedbackPage?> PageAsync(Guid id, string? search, int page, FeedbackForm form)
    {
        if (await feedback.ListAsync(id, Aborted) is not { } rows)
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var folded = SearchText.Fold(search ?? "");
        var found = rows.Where(r => folded.Length == 0 || SearchText.Fold(r.Subject.Name + r.Subject.Detail).Contains(folded, StringComparison.Ordinal)).ToList();
        return new FeedbackPage(
            campaign, found.ToPage(page, FeedbackPage.PageSize), search, (rows.Count, rows.Count(r => r.Feedback is not null), rows.Count(r => r.Feedback?.AcknowledgedAt is not null)),
            await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted), form);
    }
}

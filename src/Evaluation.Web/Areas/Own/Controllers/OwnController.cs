using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Web.Areas.Own.Models;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Own.Controllers;

/// <summary>
/// What concerns whoever is signed in, by the member to whom the account belongs: feedback on the own result or that of the organization headed, and the consequences borne.
/// Who writes measures here does not hand them in: the organization does.
/// </summary>
[Area("Own"), Route("me"), Authorize(Policies.SignedIn)]
public sealed class OwnController(EvaluationDbContext db, FeedbackService feedback, ConsequenceService consequences, AttachmentService attachments, CurrentUser user, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>All of it; empty for an account that belongs to nobody on a roster.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index()
    {
        var member = (await user.ScopeAsync()).MemberId;
        return View(new OwnPage(
            member is { } own ? await feedback.OwnAsync(own, Aborted) : [],
            member is { } bearer ? await consequences.OwnAsync(bearer, Aborted) : [],
            await consequences.TodayAsync(Aborted)));
    }

    /// <summary>One feedback.</summary>
    [HttpGet("feedback/{id:guid}")]
    public async Task<IActionResult> Feedback(Guid id) => await FeedbackPageAsync(id, new ReplyForm()) is { } page ? View(page) : NotFound();

    /// <summary>Acknowledges it.</summary>
    [HttpPost("feedback/{id:guid}")]
    public async Task<IActionResult> Acknowledge(Guid id, [Bind(Prefix = nameof(OwnFeedbackPage.Form))] ReplyForm form)
    {
        if (await FeedbackPageAsync(id, form) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Feedback), page);
        }

        var scope = await user.ScopeAsync();
        if (await feedback.AcknowledgeOwnAsync(scope, scope.MemberId!.Value, id, TypedText.Of(form.Text), Aborted) == true)
        {
            this.Flash("Own.Acknowledged");
        }
        else
        {
            this.FlashRefused("Feedback.AcknowledgedBefore");
        }

        return RedirectToAction(nameof(Feedback), new { id });
    }

    /// <summary>One consequence.</summary>
    [HttpGet("consequences/{id:guid}")]
    public async Task<IActionResult> Consequence(Guid id) => await ConsequencePageAsync(id) is { } page ? View(page) : NotFound();

    /// <summary>Saves what is written down; with <paramref name="attach"/> the page follows on which files are added.</summary>
    [HttpPost("consequences/{id:guid}")]
    public async Task<IActionResult> SaveOwn(Guid id, [Bind(Prefix = nameof(OwnConsequencePage.Form))] ConsequenceForm form, string? act, bool attach)
    {
        if (await ConsequencePageAsync(id) is not { } page || !page.Detail.Consequence.Kind.IsWrittenByBearer())
        {
            return NotFound();
        }

        // Which opinions are taken over, and under which problem, is the organization's to choose.
        form.Opinions.Clear();
        if (form.Apply(act))
        {
            ModelState.Clear();
            return View(nameof(Consequence), page with { Form = form });
        }

        form.Check(ModelState, texts);
        var outcome = ModelState.IsValid
            ? await consequences.SaveAsync(await user.ScopeAsync(), page.Detail.Consequence.CampaignId, (id, form.Version), form.ToText(), Aborted)
            : (ConsequenceOutcome?)null;
        if (outcome is null or ConsequenceOutcome.Stale)
        {
            if (outcome is not null)
            {
                ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
                ModelState.Remove(nameof(OwnConsequencePage.Form) + "." + nameof(form.Version));
                form.Version = page.Form.Version;
            }

            return View(nameof(Consequence), page with { Form = form });
        }

        return outcome == ConsequenceOutcome.Done && attach
            ? Redirect($"{AttachmentsView.Own}/{AttachmentOwnerKind.Consequence}/{id}")
            : Answer(id, outcome.Value, "Common.Saved");
    }

    /// <summary>Reports how it goes.</summary>
    [HttpPost("consequences/{id:guid}/report")]
    public async Task<IActionResult> ReportOwn(Guid id, int version, [Bind(Prefix = nameof(OwnConsequencePage.Report))] RemarkForm form)
    {
        if (await ConsequencePageAsync(id) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await consequences.ReportAsync(await user.ScopeAsync(), page.Detail.Consequence.CampaignId, (id, version), TypedText.Of(form.Text), Aborted) : (ConsequenceOutcome?)null;
        if (outcome is null || (outcome == ConsequenceOutcome.Stale && page.Can(ConsequenceAct.Report)))
        {
            return TypedAgain(outcome, nameof(OwnConsequencePage.Report), page with { Report = form });
        }

        return Answer(id, outcome.Value, "Outcomes.Reported");
    }

    /// <summary>Confirms the record of a talk as it was shown.</summary>
    [HttpPost("consequences/{id:guid}/confirm")]
    public async Task<IActionResult> ConfirmTalk(Guid id, int version, [Bind(Prefix = nameof(OwnConsequencePage.Confirmation))] ConfirmationForm form)
    {
        if (await ConsequencePageAsync(id) is not { } page || !page.Detail.Consequence.Kind.IsConfirmedByBearer())
        {
            return NotFound();
        }

        var scope = await user.ScopeAsync();
        var outcome = ModelState.IsValid ? await consequences.ConfirmAsync(scope, scope.MemberId!.Value, (id, version), TypedText.Of(form.Text), Aborted) : (ConsequenceOutcome?)null;
        if (outcome is null || (outcome == ConsequenceOutcome.Stale && page.Detail.Consequence.CanBeConfirmed))
        {
            return TypedAgain(outcome, nameof(OwnConsequencePage.Confirmation), page with { Confirmation = form });
        }

        return Answer(id, outcome.Value, "Consequences.ConfirmedNow");
    }

    // Somebody did something else in between: what was typed stays, over what stands now.
    private ViewResult TypedAgain(ConsequenceOutcome? outcome, string form, OwnConsequencePage page)
    {
        if (outcome is not null)
        {
            ModelState.AddModelError(form + "." + nameof(RemarkForm.Text), texts["Campaigns.Refused.Stale"]);
        }

        return View(nameof(Consequence), page);
    }

    private RedirectToActionResult Answer(Guid id, ConsequenceOutcome outcome, string done)
    {
        if (outcome == ConsequenceOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Outcomes.Task." + outcome);
        }

        return RedirectToAction(nameof(Consequence), new { id });
    }

    private async Task<OwnFeedbackPage?> FeedbackPageAsync(Guid id, ReplyForm form) =>
        (await user.ScopeAsync()).MemberId is { } member && await feedback.FindOwnAsync(member, id, Aborted) is { } own
            ? new OwnFeedbackPage(own, form, await TimeZones.OfAsync(db, own.Counted.Campaign.OrganizationId, Aborted))
            : null;

    private async Task<OwnConsequencePage?> ConsequencePageAsync(Guid id)
    {
        if ((await user.ScopeAsync()).MemberId is not { } member || await consequences.FindOwnAsync(member, id, Aborted) is not { } detail)
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == detail.Consequence.CampaignId, Aborted);
        return new OwnConsequencePage(detail, campaign.Title, campaign.Stage == CampaignStage.Counted, ConsequenceForm.From(detail.Consequence, []), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted))
        {
            Attachments = await attachments.OfConsequenceAsync(new AttachmentView(await user.ScopeAsync(), null), id, Aborted),
        };
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Outcomes;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>What follows from confirmed determinations: carried out by the organization, accepted or sent back by the one above.</summary>
[Area("Organizer"), Authorize(Policies.Outcomes)]
public sealed class ConsequencesController(EvaluationDbContext db, ConsequenceService consequences, AttachmentService attachments, CurrentUser user, Texts texts, TimeProvider clock) : Controller
{
    private const string One = "campaigns/{id:guid}/consequences/{consequence:guid}";

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The tasks of all campaigns within reach, or of one.</summary>
    [HttpGet("consequences")]
    public async Task<IActionResult> Index(Guid? campaign, string? search, ConsequenceView view = ConsequenceView.Running, int page = 1)
    {
        var filter = new ConsequenceFilter(view, campaign, search, page);
        var rows = await consequences.ListAsync(await user.ScopeAsync(), filter, Aborted);
        return View(new ConsequencesPage(rows, filter, await consequences.TodayAsync(Aborted), rows.Rows.Count > 0 && campaign is not null ? rows.Rows[0].Campaign : null));
    }

    /// <summary>One consequence.</summary>
    [HttpGet(One), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> Show(Guid id, Guid consequence) => await PageAsync(id, consequence) is { } page ? View(page) : NotFound();

    /// <summary>Saves what is written down, unless a button changes the list of problems; with <paramref name="submit"/> it is handed in as well, with <paramref name="attach"/> the page follows on which files are added.</summary>
    [HttpPost(One), CampaignScope(Role.Organizer)]
    public async Task<IActionResult> Save(Guid id, Guid consequence, [Bind(Prefix = nameof(ConsequencePage.Form))] ConsequenceForm form, string? act, bool submit, bool attach)
    {
        if (await PageAsync(id, consequence) is not { } page)
        {
            return NotFound();
        }

        if (form.Apply(act))
        {
            ModelState.Clear();
            return View(nameof(Show), page with { Form = form });
        }

        form.Check(ModelState, texts);
        if (!ModelState.IsValid)
        {
            return View(nameof(Show), page with { Form = form });
        }

        var scope = await user.ScopeAsync();
        var saved = await consequences.SaveAsync(scope, id, (consequence, form.Version), form.ToText(), Aborted);
        if (saved == ConsequenceOutcome.Stale)
        {
            // What was typed stays; what somebody else saved meanwhile can be looked at beside it.
            ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
            ModelState.Remove(nameof(ConsequencePage.Form) + "." + nameof(form.Version));
            form.Version = page.Form.Version;
            return View(nameof(Show), page with { Form = form });
        }

        if (saved == ConsequenceOutcome.Done && submit)
        {
            saved = await consequences.SubmitAsync(scope, id, (consequence, form.Version + 1), Aborted);
            if (saved is ConsequenceOutcome.Incomplete or ConsequenceOutcome.NotSigned)
            {
                return View(nameof(Show), NotHandedIn((await PageAsync(id, consequence))!, saved));
            }
        }

        return saved == ConsequenceOutcome.Done && attach
            ? Redirect($"{AttachmentsView.Below(id)}/{AttachmentOwnerKind.Consequence}/{consequence}")
            : Answer(id, consequence, saved, submit ? "Outcomes.Submitted" : "Common.Saved");
    }

    /// <summary>Reports how it goes.</summary>
    [HttpPost(One + "/report"), CampaignScope(Role.Organizer)]
    public async Task<IActionResult> Report(Guid id, Guid consequence, int version, [Bind(Prefix = nameof(ConsequencePage.Report))] RemarkForm form)
    {
        if (await PageAsync(id, consequence) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await consequences.ReportAsync(await user.ScopeAsync(), id, (consequence, version), TypedText.Of(form.Text), Aborted) : (ConsequenceOutcome?)null;
        if (outcome is null || (outcome == ConsequenceOutcome.Stale && page.Can(ConsequenceAct.Report)))
        {
            return TypedAgain(outcome, nameof(ConsequencePage.Report), page with { Report = form });
        }

        return Answer(id, consequence, outcome.Value, "Outcomes.Reported");
    }

    /// <summary>Sends it back with a reason.</summary>
    [HttpPost(One + "/return"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Return(Guid id, Guid consequence, int version, [Bind(Prefix = nameof(ConsequencePage.Return))] RemarkForm form)
    {
        if (await PageAsync(id, consequence) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await consequences.ReturnAsync(await user.ScopeAsync(), id, (consequence, version), TypedText.Of(form.Text), Aborted) : (ConsequenceOutcome?)null;
        if (outcome is null || (outcome == ConsequenceOutcome.Stale && page.Can(ConsequenceAct.Return)))
        {
            return TypedAgain(outcome, nameof(ConsequencePage.Return), page with { Return = form });
        }

        return Answer(id, consequence, outcome.Value, "Outcomes.Returned");
    }

    /// <summary>Accepts it: it is closed.</summary>
    [HttpPost(One + "/accept"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Accept(Guid id, Guid consequence, int version) =>
        Answer(id, consequence, await consequences.AcceptAsync(await user.ScopeAsync(), id, (consequence, version), "", Aborted), "Outcomes.Accepted");

    // Somebody did something else in between: what was typed stays, over what stands now.
    private ViewResult TypedAgain(ConsequenceOutcome? outcome, string form, ConsequencePage page)
    {
        if (outcome is not null)
        {
            ModelState.AddModelError(form + "." + nameof(RemarkForm.Text), texts["Campaigns.Refused.Stale"]);
        }

        return View(nameof(Show), page);
    }

    // What was typed is saved; what keeps it from being handed in is said at its field.
    private ConsequencePage NotHandedIn(ConsequencePage page, ConsequenceOutcome outcome)
    {
        ModelState.Clear();
        foreach (var field in page.Detail.Consequence.Missing())
        {
            ModelState.AddModelError(nameof(ConsequencePage.Form) + "." + field, texts["Outcomes.FieldMissing", texts.Of(field)]);
        }

        if (outcome == ConsequenceOutcome.NotSigned)
        {
            ModelState.AddModelError(nameof(ConsequencePage.Form) + "." + nameof(ConsequenceForm.UnsignedReason), texts["Consequences.Unsigned"]);
        }

        return page;
    }

    private IActionResult Answer(Guid id, Guid consequence, ConsequenceOutcome outcome, string done)
    {
        if (outcome == ConsequenceOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == ConsequenceOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Outcomes.Task." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id, consequence });
    }

    private async Task<ConsequencePage?> PageAsync(Guid id, Guid consequence)
    {
        if (await consequences.FindAsync(id, consequence, Aborted) is not { } detail)
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var path = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted);
        var (scope, zone) = (await user.ScopeAsync(), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone));
        return new ConsequencePage(
            campaign, detail, ConsequenceForm.From(detail.Consequence, detail.Opinions.Rows), new ConsequenceViewer(scope.UserId, scope.Covers(path, Role.Organizer), scope.Covers(path, Role.Superior), zone, today, CampaignHome.Of(scope, path, id)))
        {
            IsOwnTalk = await consequences.IsOwnTalkAsync(scope, detail.Consequence, Aborted),
            Attachments = await attachments.OfConsequenceAsync(new AttachmentView(scope, id), consequence, Aborted),
        };
    }
}

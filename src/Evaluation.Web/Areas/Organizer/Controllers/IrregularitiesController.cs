using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Outcomes;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Irregularities of a campaign: reported, decided by the superior, and the evaluation held again.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/irregularities"), Authorize(Policies.Outcomes), CampaignScope(Role.Organizer, Role.Superior)]
public sealed class IrregularitiesController(EvaluationDbContext db, IrregularityService irregularities, AttachmentService attachments, CurrentUser user, Texts texts, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>All reports, and the form for another.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id) => View(await PageAsync(id));

    /// <summary>Reports an irregularity.</summary>
    [HttpPost("")]
    public async Task<IActionResult> ReportIrregularity(Guid id, [Bind(Prefix = nameof(IrregularitiesPage.Report))] IrregularityForm form) => ModelState.IsValid
        ? Answer(id, await irregularities.ReportAsync(await user.ScopeAsync(), id, form.Subject, TypedText.Of(form.Text), Aborted), "Irregularities.Reported")
        : View(nameof(Index), (await PageAsync(id)) with { Report = form });

    /// <summary>Decides on a report.</summary>
    [HttpPost("{irregularity:guid}"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> DecideIrregularity(Guid id, Guid irregularity, int version, [Bind(Prefix = nameof(IrregularitiesPage.Decision))] AnnulForm form)
    {
        if (!ModelState.IsValid)
        {
            var page = await PageAsync(id);
            return page.Rows.Any(r => r.Irregularity.Id == irregularity) ? View(nameof(Index), page with { Decision = form, DecisionOf = irregularity }) : NotFound();
        }

        var outcome = await irregularities.DecideAsync(
            await user.ScopeAsync(), id, (irregularity, version), form.IsAnnulled!.Value, (TypedText.Of(form.Findings), TypedText.Of(form.Document)), Aborted);
        return Answer(id, outcome, form.IsAnnulled.Value ? "Irregularities.DoneAnnulled" : "Irregularities.DoneDismissed");
    }

    /// <summary>Begins to hold the evaluation again: leads to the copy in preparation.</summary>
    [HttpPost("{irregularity:guid}/again"), CampaignScope(Role.Organizer)]
    public async Task<IActionResult> HoldAgain(Guid id, Guid irregularity)
    {
        var title = await db.Campaigns.Where(c => c.Id == id).Select(c => c.Title).SingleAsync(Aborted);
        var (outcome, copy) = await irregularities.HoldAgainAsync(await user.ScopeAsync(), id, irregularity, texts["Irregularities.AgainTitle", title], Aborted);
        if (copy is null)
        {
            return Answer(id, outcome, "");
        }

        this.Flash("Irregularities.DoneAgain");
        return Redirect($"/campaigns/{copy.Id}");
    }

    private IActionResult Answer(Guid id, IrregularityOutcome outcome, string done)
    {
        if (outcome == IrregularityOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == IrregularityOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Irregularities.Refused." + outcome);
        }

        return RedirectToAction(nameof(Index), new { id });
    }

    private async Task<IrregularitiesPage> PageAsync(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var path = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted);
        var (scope, zone) = (await user.ScopeAsync(), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted));
        var subjects = await db.Subjects.Where(s => s.CampaignId == id).OrderBy(s => s.MemberId != null).ThenBy(s => s.Order).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(Aborted);
        return new IrregularitiesPage(
            campaign,
            await irregularities.ListAsync(scope, id, Aborted),
            [.. subjects.Select(s => (s.Id, s.Name))],
            new ConsequenceViewer(
                scope.UserId, scope.Covers(path, Role.Organizer), scope.Covers(path, Role.Superior), zone, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone)), CampaignHome.Of(scope, path, id)))
        {
            Attachments = await attachments.OfIrregularitiesAsync(scope, id, Aborted),
        };
    }
}

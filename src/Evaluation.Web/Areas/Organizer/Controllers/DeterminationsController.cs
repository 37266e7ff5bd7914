using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Outcomes;
using Evaluation.Domain;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>What the rules propose and the organization decides (复核认定). Before the count there is nothing: every action answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/determinations"), Authorize(Policies.Outcomes), CampaignScope(Role.Organizer, Role.Superior)]
public sealed class DeterminationsController(EvaluationDbContext db, DeterminationService determinations, AttachmentService attachments, CurrentUser user, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>All of a campaign.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? search, DeterminationState? state, int page = 1)
    {
        if (await CampaignAsync(id) is not { } campaign)
        {
            return NotFound();
        }

        var all = await determinations.ListAsync(await user.ScopeAsync(), id, Aborted);
        var folded = SearchText.Fold(search ?? "");
        var found = all.Where(r => (state is null || r.Record.State == state) && (folded.Length == 0 || SearchText.Fold(r.Subject.Name + r.Subject.Detail).Contains(folded, StringComparison.Ordinal))).ToList();
        return View(new DeterminationsPage(
            campaign, found.ToPage(page, DeterminationsPage.PageSize), search, state, all.Count(r => r.Record.State == DeterminationState.Proposed), await determinations.DefaultDeadlineAsync(id, Aborted), await HomeAsync(campaign)));
    }

    /// <summary>Confirms those ticked, as proposed.</summary>
    [HttpPost("confirm")]
    public async Task<IActionResult> ConfirmTicked(Guid id, ConfirmForm form)
    {
        if (await CampaignAsync(id) is null)
        {
            return NotFound();
        }

        var ticked = form.Ticked.Select(Read).OfType<(Guid Id, int Version)>().ToList();
        if (!ModelState.IsValid || ticked.Count == 0)
        {
            this.FlashRefused(ticked.Count == 0 ? "Outcomes.NoneTicked" : "Outcomes.Outcome.DeadlineWrong");
            return RedirectToAction(nameof(Index), new { id });
        }

        var scope = await user.ScopeAsync();
        var outcomes = new List<DecisionOutcome>();
        foreach (var (record, version) in ticked)
        {
            outcomes.Add(await determinations.DecideAsync(scope, id, new Decision(record, version, Verdict.Confirm, "", TypedText.Of(form.Document), "", form.Deadline), Aborted));
        }

        foreach (var (done, words) in Done.Where(d => outcomes.Contains(d.Key)))
        {
            this.Flash(words, outcomes.Count(o => o == done));
        }

        foreach (var refused in outcomes.Where(o => !Done.ContainsKey(o)).Distinct())
        {
            this.FlashRefused("Outcomes.Outcome." + refused);
        }

        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>One determination, with the form that decides it.</summary>
    [HttpGet("{determination:guid}")]
    public async Task<IActionResult> Show(Guid id, Guid determination) => await PageAsync(id, determination) is { } page ? View(page) : NotFound();

    /// <summary>Decides it.</summary>
    [HttpPost("{determination:guid}")]
    public async Task<IActionResult> Decide(Guid id, Guid determination, [Bind(Prefix = nameof(DeterminationPage.Form))] DecisionForm form)
    {
        if (await PageAsync(id, determination) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await determinations.DecideAsync(await user.ScopeAsync(), id, form.ToDecision(determination), Aborted) : (DecisionOutcome?)null;
        switch (outcome)
        {
            case DecisionOutcome.Decided or DecisionOutcome.Entered:
                this.Flash("Outcomes.Outcome." + outcome);
                return RedirectToAction(nameof(Index), new { id });
            case DecisionOutcome.NotFound:
                return NotFound();
            case DecisionOutcome.ReasonMissing or DecisionOutcome.DeadlineWrong or DecisionOutcome.NotPossible:
                var field = outcome switch { DecisionOutcome.ReasonMissing => nameof(form.Reason), DecisionOutcome.DeadlineWrong => nameof(form.Deadline), _ => nameof(form.Verdict) };
                ModelState.AddModelError(nameof(DeterminationPage.Form) + "." + field, texts["Outcomes.Outcome." + outcome]);
                break;
            case { } refused:
                this.FlashRefused("Outcomes.Outcome." + refused);
                return RedirectToAction(nameof(Show), new { id, determination });
        }

        return View(nameof(Show), page with { Form = form });
    }

    /// <summary>Agrees as the second person to what another entered.</summary>
    [HttpPost("{determination:guid}/agree")]
    public async Task<IActionResult> Agree(Guid id, Guid determination, int version) =>
        Answer(id, determination, await determinations.AgreeAsync(await user.ScopeAsync(), id, (determination, version), Aborted), DecisionOutcome.Decided);

    /// <summary>Sends back what another entered, or takes back what the user entered.</summary>
    [HttpPost("{determination:guid}/send-back")]
    public async Task<IActionResult> SendBack(Guid id, Guid determination, int version, [Bind(Prefix = nameof(DeterminationPage.Back))] ReasonForm form)
    {
        if (await PageAsync(id, determination) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await determinations.SendBackAsync(await user.ScopeAsync(), id, (determination, version), TypedText.Of(form.Text), Aborted) : (DecisionOutcome?)null;
        if (outcome is { } done and not DecisionOutcome.ReasonMissing)
        {
            return Answer(id, determination, done, DecisionOutcome.SentBack);
        }

        if (outcome is not null)
        {
            ModelState.AddModelError(nameof(DeterminationPage.Back) + "." + nameof(form.Text), texts["Outcomes.Outcome.ReasonMissing"]);
        }

        return View(nameof(Show), page with { Back = form });
    }

    // What was done to those ticked, in words with their number.
    private static readonly Dictionary<DecisionOutcome, string> Done = new()
    {
        [DecisionOutcome.Decided] = "Outcomes.ConfirmedCount",
        [DecisionOutcome.Entered] = "Outcomes.EnteredCount",
    };

    private IActionResult Answer(Guid id, Guid determination, DecisionOutcome outcome, DecisionOutcome done)
    {
        if (outcome == DecisionOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == done)
        {
            this.Flash("Outcomes.Outcome." + outcome);
        }
        else
        {
            this.FlashRefused("Outcomes.Outcome." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id, determination });
    }

    // The id and version of a box that was ticked.
    private static (Guid Id, int Version)? Read(string ticked) =>
        ticked.Split('.') is [var id, var version] && Guid.TryParse(id, out var guid) && int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (guid, number)
            : null;

    private async Task<Campaign?> CampaignAsync(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        return campaign.Stage.HasResult() ? campaign : null;
    }

    private async Task<DeterminationPage?> PageAsync(Guid id, Guid determination)
    {
        if (await CampaignAsync(id) is not { } campaign
            || (await determinations.ListAsync(await user.ScopeAsync(), id, Aborted)).SingleOrDefault(r => r.Record.Id == determination) is not { } row)
        {
            return null;
        }

        var form = new DecisionForm { Version = row.Record.Version, Deadline = await determinations.DefaultDeadlineAsync(id, Aborted) };
        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted);
        var scope = await user.ScopeAsync();
        var files = await attachments.FindAsync(new AttachmentView(scope, id), new AttachmentOwner(AttachmentOwnerKind.Determination, determination), Aborted);
        return new DeterminationPage(campaign, row, form, zone, await HomeAsync(campaign)) { UserId = scope.UserId, Files = new AttachmentsView(files!, AttachmentsView.Below(id), zone) };
    }

    private async Task<string> HomeAsync(Campaign campaign) => CampaignHome.Of(
        await user.ScopeAsync(), await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted), campaign.Id);
}

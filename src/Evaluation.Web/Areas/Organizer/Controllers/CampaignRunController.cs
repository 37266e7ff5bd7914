using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Leads a campaign from finalizing to the count: finalize, begin, turnout, end, numbers. The count itself is <see cref="OpeningController"/>'s.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/run"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class CampaignRunController(
    EvaluationDbContext db, StageService stages, TurnoutService turnout, CurrentUser user, Texts texts, TimeProvider clock, ILogger<CampaignRunController> log) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Where the campaign stands and what can be done now.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id)
    {
        var model = await LoadAsync(id);
        return model.Campaign.Stage switch
        {
            CampaignStage.Preparing => Redirect($"/campaigns/{id}"),
            CampaignStage.Counted or CampaignStage.Archived => Redirect($"/campaigns/{id}/result"),
            _ => View(model),
        };
    }

    /// <summary>Asks before the set-up is frozen; of a box with two locks also who holds them.</summary>
    [HttpGet("finalize")]
    public async Task<IActionResult> Finalize(Guid id) => await AskAsync(id, LocksForm.Empty());

    /// <summary>Freezes the set-up and locks the box with the passphrases of its holders. The codes are made afterwards, on their page: no passphrase is posted twice.</summary>
    [HttpPost("lock")]
    public async Task<IActionResult> Lock(Guid id, [Bind(Prefix = nameof(FinalizeModel.Locks))] LocksForm form)
    {
        var holders = form.Entered();
        form.Check(ModelState, texts, await stages.ProblemsOfAsync(id, holders, Aborted));
        if (!ModelState.IsValid)
        {
            return await AskAsync(id, form);
        }

        var outcome = await ActAsync(id, CampaignAct.Finalize, (campaign, cancellation) => stages.FinalizeAsync(campaign, holders, cancellation), "Run.Done.Lock");
        return outcome == ActOutcome.Done ? Redirect($"/campaigns/{id}/codes") : RedirectToAction(nameof(Finalize), new { id });
    }

    /// <summary>Freezes the set-up, and makes the codes unless they are to be made later, in another form: the posted form is then handed on to the act that makes them.</summary>
    [HttpPost("finalize")]
    public async Task<IActionResult> FinalizeNow(Guid id, bool later)
    {
        if (await ActAsync(id, CampaignAct.Finalize, (campaign, cancellation) => stages.FinalizeAsync(campaign, [], cancellation), later ? "Run.Done.Finalize" : null) != ActOutcome.Done)
        {
            return RedirectToAction(nameof(Finalize), new { id });
        }

        return later ? Redirect($"/campaigns/{id}/codes") : RedirectPreserveMethod($"/campaigns/{id}/codes/make");
    }

    /// <summary>Takes the finalizing back.</summary>
    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id)
    {
        var outcome = await ActAsync(id, CampaignAct.Withdraw, stages.WithdrawAsync);
        return outcome == ActOutcome.Done ? Redirect($"/campaigns/{id}") : RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>Begins.</summary>
    [HttpPost("begin")]
    public async Task<IActionResult> Begin(Guid id)
    {
        await ActAsync(id, CampaignAct.Begin, stages.BeginAsync);
        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>Ends.</summary>
    [HttpPost("end")]
    public async Task<IActionResult> End(Guid id)
    {
        await ActAsync(id, CampaignAct.End, stages.EndAsync);
        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>Stores the numbers of those present and of codes handed out.</summary>
    [HttpPost("attendance")]
    public async Task<IActionResult> Attendance(Guid id)
    {
        var categories = await db.EvaluatorCategories.Where(c => c.CampaignId == id).Select(c => c.Id).ToListAsync(Aborted);
        var typed = categories.ToDictionary(c => c, c => (Request.Form[$"present-{c}"].ToString().Trim(), Request.Form[$"handed-{c}"].ToString().Trim()));
        // What is no number is out of range, which the field says.
        var problems = await turnout.EnterAsync(id, [.. typed.Select(t => new AttendanceEntry(t.Key, Number(t.Value.Item1), Number(t.Value.Item2)))], Aborted);
        if (problems is { Count: > 0 })
        {
            return View(nameof(Index), await LoadAsync(id, typed, problems));
        }

        if (problems is null)
        {
            this.FlashRefused("Run.Refused.WrongStage");
        }
        else
        {
            this.Flash("Run.AttendanceSaved");
        }

        return RedirectToAction(nameof(Index), new { id });
    }

    private static int Number(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1;

    private Task<ActOutcome> ActAsync(Guid id, CampaignAct act, Func<Guid, CancellationToken, Task<ActOutcome>> perform) => ActAsync(id, act, perform, "Run.Done." + act);

    private async Task<ActOutcome> ActAsync(Guid id, CampaignAct act, Func<Guid, CancellationToken, Task<ActOutcome>> perform, string? done)
    {
        var outcome = await perform(id, Aborted);
        log.LogInformation("{Act} of campaign {Campaign} by user {User}: {Outcome}", act, id, (await user.ScopeAsync()).UserId, outcome);
        if (outcome == ActOutcome.Done && done is not null)
        {
            this.Flash(done);
        }
        else if (outcome != ActOutcome.Done)
        {
            this.FlashRefused("Run.Refused." + outcome);
        }

        return outcome;
    }

    private async Task<IActionResult> AskAsync(Guid id, LocksForm form)
    {
        var campaign = await db.Campaigns.WithSetup().AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        return campaign.Stage.Allows(CampaignAct.Finalize)
            ? View(nameof(Finalize), new FinalizeModel(campaign, Checklist.Of(campaign, clock.GetUtcNow().UtcDateTime), form))
            : RedirectToAction(nameof(Index), new { id });
    }

    private async Task<RunModel> LoadAsync(
        Guid id,
        IReadOnlyDictionary<Guid, (string, string)>? typed = null,
        IReadOnlyList<(Guid, AttendanceProblem)>? problems = null)
    {
        var campaign = await db.Campaigns.WithSetup().AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        return new RunModel
        {
            Campaign = campaign,
            Zone = await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted),
            EndHasPassed = campaign.EndsByItself && campaign.PlannedEnd <= clock.GetUtcNow().UtcDateTime,
            Turnout = await turnout.OfAsync(id, Aborted),
            Holders = BoxKeys.HoldersOf(await db.BallotBoxes.AsNoTracking().SingleOrDefaultAsync(b => b.CampaignId == id, Aborted)),
            Typed = typed ?? new Dictionary<Guid, (string, string)>(),
            Problems = problems ?? [],
        };
    }
}

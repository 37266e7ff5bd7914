using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The opening of a box (开箱计票): who is present, how many envelopes, unlock, count, seal.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class OpeningController(
    EvaluationDbContext db, CountService counting, TurnoutService turnout, DamageService damage, CurrentUser user, Texts texts,
    ILogger<OpeningController> log) : Controller
{
    private const string Prefix = nameof(OpeningModel.Form) + ".";

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The page that leads through it.</summary>
    [HttpGet("run/count")]
    public async Task<IActionResult> Open(Guid id)
    {
        var (model, hasNumbers) = await LoadAsync(id);
        return model.Campaign.Stage.Allows(CampaignAct.Count) && hasNumbers
            ? View(model with { Form = Proposed(model) })
            : Redirect($"/campaigns/{id}/run");
    }

    /// <summary>Opens the box, counts and seals.</summary>
    [HttpPost("run/count"), GivesMemoryBack]
    public async Task<IActionResult> Count(Guid id, [Bind(Prefix = nameof(OpeningModel.Form))] OpeningForm form)
    {
        var (model, _) = await LoadAsync(id);
        if (form.Names().Count > BoxOpening.MostPresent)
        {
            ModelState.AddModelError(Prefix + nameof(OpeningForm.Present), texts["Opening.TooManyPresent", BoxOpening.MostPresent]);
        }

        if (model.Holders.Count > 0 && (form.First is null || form.Second is null || form.First == form.Second))
        {
            ModelState.AddModelError(Prefix + nameof(OpeningForm.Second), texts["Opening.TwoHolders"]);
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Open), model with { Form = form });
        }

        var scope = await user.ScopeAsync();
        var report = await counting.CountAsync(id, new Opening(scope.DisplayName, form.Names(), form.Unlockings()), Aborted);
        log.LogInformation("Count of campaign {Campaign} by user {User}: {Outcome}", id, scope.UserId, report.Outcome);
        if (report.Outcome is CountOutcome.Counted or CountOutcome.WrongStage)
        {
            this.Flash(report.Outcome == CountOutcome.Counted ? "Run.Counted" : "Run.Refused.WrongStage");
            return Redirect($"/campaigns/{id}/run");
        }

        foreach (var wrong in report.WrongHolders)
        {
            ModelState.AddModelError(Prefix + (wrong == form.First ? nameof(OpeningForm.FirstPassphrase) : nameof(OpeningForm.SecondPassphrase)), texts["Opening.WrongPassphrase"]);
        }

        return View(nameof(Open), (await LoadAsync(id)).Model with { Form = form, Report = report });
    }

    // Two holders are proposed, so that only the passphrases are left to type.
    private static OpeningForm Proposed(OpeningModel model) => model.Holders.Count > 0 ? new OpeningForm { First = 0, Second = 1 } : new OpeningForm();

    private async Task<(OpeningModel Model, bool HasNumbers)> LoadAsync(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        var box = await db.BallotBoxes.AsNoTracking().SingleOrDefaultAsync(b => b.CampaignId == id, Aborted);
        var rows = await turnout.OfAsync(id, Aborted);
        var model = new OpeningModel
        {
            Campaign = campaign,
            Envelopes = box is null ? 0 : await db.Envelopes.CountAsync(e => e.BoxId == box.Id, Aborted),
            UsedCodes = rows.Sum(r => r.Codes.Used),
            Holders = BoxKeys.HoldersOf(box),
            Damage = await damage.FindAsync(id, Aborted),
        };
        return (model, rows.All(r => r.Present is not null && r.HandedOut is not null));
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>What the pages for setting up a campaign share. They exist while it is in preparation; afterwards they lead to the set-up as it was frozen.</summary>
[Area("Organizer"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public abstract class SetupController(EvaluationDbContext db, CurrentUser user, Texts texts) : Controller
{
    /// <summary>The storage.</summary>
    protected EvaluationDbContext Db => db;

    /// <summary>The texts.</summary>
    protected Texts T => texts;

    /// <summary>Ends with the request.</summary>
    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What the user may see and do.</summary>
    protected Task<Scope> ScopeAsync() => user.ScopeAsync();

    /// <summary>The campaign with its set-up, for reading.</summary>
    protected Task<Campaign> LoadAsync(Guid id) => db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == id, Aborted);

    /// <summary>The campaign's page.</summary>
    protected static string PageOf(Guid id) => $"/campaigns/{id}";

    /// <inheritdoc />
    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var id = Guid.Parse(RouteData.Values["id"]!.ToString()!);
        var locks = await db.Campaigns.Where(c => c.Id == id && c.Stage == CampaignStage.Preparing).Select(c => (CampaignLocks?)c.Locks).SingleOrDefaultAsync(Aborted);
        if (locks is null)
        {
            context.Result = Frozen(id);
        }
        else if (Part != CampaignLocks.None && locks.Value.HasFlag(Part))
        {
            // What was handed down is read on the campaign's page; that nothing of it is changed is seen to where it is stored.
            this.FlashRefused("Campaigns.Refused.Locked");
            context.Result = Redirect(PageOf(id));
        }
        else
        {
            await next();
        }
    }

    /// <summary>The part of a set-up that these pages are about and nothing else: where the superior laid it down, they lead back to the campaign's page.</summary>
    protected virtual CampaignLocks Part => CampaignLocks.None;

    /// <summary>The answer to a form: on with a word of confirmation when it was saved; else the form again, with what was typed and the reason.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="outcome">How the change came out.</param>
    /// <param name="again">Shows the form again, over the campaign as it is now: saving it once more then is deliberate.</param>
    /// <param name="next">Where it leads when saved; null for the campaign's page.</param>
    protected async Task<IActionResult> AnswerAsync(Guid id, EditOutcome outcome, Func<Campaign, IActionResult> again, string? next = null)
    {
        switch (outcome)
        {
            case EditOutcome.Saved:
                this.Flash("Common.Saved");
                return Redirect(next ?? PageOf(id));
            case EditOutcome.NotFound:
                return NotFound();
            case EditOutcome.Frozen:
                return Frozen(id);
            default:
                ModelState.AddModelError("", texts["Campaigns.Refused." + outcome]);
                return again(await LoadAsync(id));
        }
    }

    /// <summary>The answer to a button: back to the page, with the reason when it was refused.</summary>
    protected IActionResult AnswerAct(Guid id, EditOutcome outcome, string back)
    {
        if (outcome is EditOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome is EditOutcome.Frozen)
        {
            return Frozen(id);
        }

        if (outcome != EditOutcome.Saved)
        {
            this.FlashRefused(outcome == EditOutcome.Stale ? "Campaigns.Refused.StaleAct" : "Campaigns.Refused." + outcome);
        }

        return Redirect(back);
    }

    /// <summary>The answer to whoever wants to change a frozen set-up.</summary>
    protected RedirectResult Frozen(Guid id)
    {
        this.FlashRefused("Campaigns.Refused.Frozen");
        return Redirect(PageOf(id));
    }
}

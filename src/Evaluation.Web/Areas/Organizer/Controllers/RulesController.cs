using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The rule set of a campaign in preparation: which grades count over what base, thresholds, and what follows.</summary>
[Route("campaigns/{id:guid}/rules")]
public sealed class RulesController(EvaluationDbContext db, RuleSetService rules, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid id)
    {
        var campaign = await LoadAsync(id);
        return View(new RuleSetPage(campaign, RuleSetForm.From(campaign.Rules, campaign.Version)));
    }

    /// <summary>Saves it, or adds, removes or moves a row without saving.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(Guid id, RuleSetForm form, string? act)
    {
        if (form.Apply(act))
        {
            // The lists have changed their places; what was typed stands in the model.
            ModelState.Clear();
            return View(new RuleSetPage(await LoadAsync(id), form));
        }

        if (form.Read(ModelState, T) is not { } set)
        {
            return View(new RuleSetPage(await LoadAsync(id), form));
        }

        var outcome = await rules.SaveAsync(await ScopeAsync(), new CampaignRef(id, form.Version), set, Aborted);
        return await AnswerAsync(id, outcome, now => View(new RuleSetPage(now, form.At(now.Version))), PageOf(id) + "#rules");
    }
}

using System.Globalization;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The rule set of a campaign in preparation: which grades count over what base, thresholds, and what follows.</summary>
[Route("campaigns/{id:guid}/rules")]
public sealed class RulesController(EvaluationDbContext db, RuleSetService rules, TemplateLibrary templates, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <inheritdoc />
    protected override CampaignLocks Part => CampaignLocks.Rules;

    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid id)
    {
        var campaign = await LoadAsync(id);
        return View(Shown(campaign, RuleSetForm.From(campaign.Rules, campaign.Version)));
    }

    /// <summary>Saves it; or without saving adds, removes or moves a row, takes the rules of a template over, or tries the rules out.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(Guid id, RuleSetForm form, string? act, string? preset)
    {
        if (act == "preset")
        {
            ModelState.Clear();
            var taken = templates.Find(preset) is { } template ? RuleSetForm.From(template.Rules, form.Version) : form;
            return View(Shown(await LoadAsync(id), taken));
        }

        if (act == "try")
        {
            var page = Shown(await LoadAsync(id), form);
            return View(form.Read(ModelState, T) is { } tried ? page with { Trial = form.Trial.Try(tried, page.TrialGrades, ModelState, T) } : page);
        }

        if (form.Apply(act))
        {
            // The lists have changed their places; what was typed stands in the model.
            ModelState.Clear();
            return View(Shown(await LoadAsync(id), form));
        }

        if (form.Read(ModelState, T) is not { } set)
        {
            return View(Shown(await LoadAsync(id), form));
        }

        var outcome = await rules.SaveAsync(await ScopeAsync(), new CampaignRef(id, form.Version), set, Aborted);
        return await AnswerAsync(id, outcome, now => View(Shown(now, form.At(now.Version))), PageOf(id) + "#rules");
    }

    private RuleSetPage Shown(Campaign campaign, RuleSetForm form) => new(campaign, form)
    {
        Presets = [.. templates.Templates.Where(t => t.Rules.Rules.Count > 0).Select(t => (t.Key, t.Name.For(CultureInfo.CurrentUICulture.Name)))],
    };
}

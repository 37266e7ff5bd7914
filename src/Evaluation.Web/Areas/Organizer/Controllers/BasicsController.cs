using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Basic facts and dates of a campaign in preparation.</summary>
[Route("campaigns/{id:guid}/basics")]
public sealed class BasicsController(EvaluationDbContext db, CampaignService campaigns, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid id)
    {
        var campaign = await LoadAsync(id);
        var zone = await TimeZones.OfAsync(Db, campaign.OrganizationId, Aborted);
        return View(new BasicsPage(campaign, BasicsForm.From(campaign, zone), zone));
    }

    /// <summary>Saves it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(Guid id, BasicsForm form)
    {
        var campaign = await LoadAsync(id);
        var zone = await TimeZones.OfAsync(Db, campaign.OrganizationId, Aborted);
        if (form.Read(zone, ModelState, T) is not { } basics)
        {
            return View(new BasicsPage(campaign, form, zone));
        }

        var outcome = await campaigns.SaveBasicsAsync(await ScopeAsync(), new CampaignRef(id, form.Version), basics, Aborted);
        return await AnswerAsync(id, outcome, now => View(new BasicsPage(now, form.At(now.Version), zone)));
    }
}

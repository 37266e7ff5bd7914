using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Pools of a campaign in preparation, with the categories they are made of.</summary>
[Route("campaigns/{id:guid}/pools")]
public sealed class PoolsController(EvaluationDbContext db, PoolService pools, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>All pools and categories.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id) => View(new PoolsPage(await LoadAsync(id), null, null));

    /// <summary>Adds a pool.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Add(Guid id, PoolForm form)
    {
        if (!ModelState.IsValid)
        {
            return Again(await LoadAsync(id), null, form);
        }

        var outcome = await pools.AddAsync(await ScopeAsync(), new CampaignRef(id, form.Version), form.Details, Aborted);
        return await AnswerAsync(id, outcome, now => Again(now, null, form.At(now.Version)), PlaceOf(id));
    }

    /// <summary>Saves a pool.</summary>
    [HttpPost("{poolId:guid}")]
    public async Task<IActionResult> Save(Guid id, Guid poolId, PoolForm form)
    {
        if (!ModelState.IsValid)
        {
            return Again(await LoadAsync(id), poolId, form);
        }

        var outcome = await pools.SaveAsync(await ScopeAsync(), new CampaignRef(id, form.Version), poolId, form.Details, Aborted);
        return await AnswerAsync(id, outcome, now => Again(now, poolId, form.At(now.Version)), $"{PlaceOf(id)}#pool-{poolId}");
    }

    /// <summary>Removes a pool.</summary>
    [HttpPost("{poolId:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, Guid poolId, int version)
    {
        var outcome = await pools.RemoveAsync(await ScopeAsync(), new CampaignRef(id, version), poolId, Aborted);
        return outcome == EditOutcome.InUse ? InUse(id) : AnswerAct(id, outcome, PlaceOf(id));
    }

    /// <summary>Moves a pool one place.</summary>
    [HttpPost("{poolId:guid}/move")]
    public async Task<IActionResult> Move(Guid id, Guid poolId, int version, bool up) =>
        AnswerAct(id, await pools.MoveAsync(await ScopeAsync(), new CampaignRef(id, version), poolId, up, Aborted), $"{PlaceOf(id)}#pool-{poolId}");

    private static string PlaceOf(Guid id) => PageOf(id) + "/pools";

    private RedirectResult InUse(Guid id)
    {
        this.FlashRefused("Campaigns.Refused.PoolInUse");
        return Redirect(PlaceOf(id));
    }

    private ViewResult Again(Campaign campaign, Guid? poolId, PoolForm form) => View("Index", new PoolsPage(campaign, poolId, form));
}

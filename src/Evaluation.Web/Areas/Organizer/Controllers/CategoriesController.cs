using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Evaluator categories of a campaign in preparation, and the lists of those invited by name.</summary>
[Route("campaigns/{id:guid}/categories")]
public sealed class CategoriesController(EvaluationDbContext db, CategoryService categories, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <summary>A new category.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, Guid? pool)
    {
        var campaign = await LoadAsync(id);
        return View("Edit", new CategoryPage(campaign, null, CategoryForm.From(campaign, null, pool)));
    }

    /// <summary>Adds it; an invited one goes on to its list.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New(Guid id, CategoryForm form)
    {
        if (form.Read(ModelState, T) is not { } details)
        {
            return View("Edit", new CategoryPage(await LoadAsync(id), null, form));
        }

        var (outcome, added) = await categories.AddAsync(await ScopeAsync(), new CampaignRef(id, form.Version), details, Aborted);
        return await AnswerAsync(id, outcome, now => View("Edit", new CategoryPage(now, null, form.At(now.Version))), NextOf(id, added, details));
    }

    /// <summary>A category.</summary>
    [HttpGet("{categoryId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid categoryId)
    {
        var campaign = await LoadAsync(id);
        return Find(campaign, categoryId) is { } category ? View(new CategoryPage(campaign, category, CategoryForm.From(campaign, category))) : NotFound();
    }

    /// <summary>Saves it.</summary>
    [HttpPost("{categoryId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid categoryId, CategoryForm form)
    {
        if (form.Read(ModelState, T) is not { } details)
        {
            return Again(await LoadAsync(id), categoryId, form);
        }

        var outcome = await categories.SaveAsync(await ScopeAsync(), new CampaignRef(id, form.Version), categoryId, details, Aborted);
        return await AnswerAsync(id, outcome, now => Again(now, categoryId, form.At(now.Version)), NextOf(id, categoryId, details));
    }

    /// <summary>Removes it.</summary>
    [HttpPost("{categoryId:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, Guid categoryId, int version) =>
        AnswerAct(id, await categories.RemoveAsync(await ScopeAsync(), new CampaignRef(id, version), categoryId, Aborted), PageOf(id) + "/pools#categories");

    /// <summary>Moves it one place.</summary>
    [HttpPost("{categoryId:guid}/move")]
    public async Task<IActionResult> Move(Guid id, Guid categoryId, int version, bool up) =>
        AnswerAct(id, await categories.MoveAsync(await ScopeAsync(), new CampaignRef(id, version), categoryId, up, Aborted), PageOf(id) + "/pools#categories");

    /// <summary>The list of invitees.</summary>
    [HttpGet("{categoryId:guid}/invitees")]
    public async Task<IActionResult> Invitees(Guid id, Guid categoryId)
    {
        var campaign = await LoadAsync(id);
        if (Find(campaign, categoryId) is not { } category)
        {
            return NotFound();
        }

        var invitees = await Db.Invitees.AsNoTracking().Where(i => i.CategoryId == categoryId).OrderBy(i => i.Order).ToListAsync(Aborted);
        return View(new InviteesListPage(campaign, category, new InviteesForm { Version = campaign.Version, List = InviteesForm.TextOf(invitees) }));
    }

    /// <summary>Replaces the list.</summary>
    [HttpPost("{categoryId:guid}/invitees")]
    public async Task<IActionResult> Invitees(Guid id, Guid categoryId, InviteesForm form)
    {
        if (form.Read(ModelState, T) is not { } lines)
        {
            return ListAgain(await LoadAsync(id), categoryId, form);
        }

        var outcome = await categories.SaveInviteesAsync(await ScopeAsync(), new CampaignRef(id, form.Version), categoryId, lines, Aborted);
        return await AnswerAsync(id, outcome, now => ListAgain(now, categoryId, form.At(now.Version)), PageOf(id) + "/pools#categories");
    }

    private static EvaluatorCategory? Find(Campaign campaign, Guid categoryId) => campaign.Categories.Find(c => c.Id == categoryId);

    private static string NextOf(Guid id, Guid categoryId, CategoryDetails details) =>
        details.Issue == CodeIssue.Invited ? $"{PageOf(id)}/categories/{categoryId}/invitees" : PageOf(id) + "/pools#categories";

    private IActionResult Again(Campaign campaign, Guid categoryId, CategoryForm form) =>
        Find(campaign, categoryId) is { } category ? View("Edit", new CategoryPage(campaign, category, form)) : NotFound();

    private IActionResult ListAgain(Campaign campaign, Guid categoryId, InviteesForm form) =>
        Find(campaign, categoryId) is { } category ? View("Invitees", new InviteesListPage(campaign, category, form)) : NotFound();
}

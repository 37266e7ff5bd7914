using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Forms of a campaign in preparation: overall question, indicators, scale, opinion prompts.</summary>
[Route("campaigns/{id:guid}/forms")]
public sealed class FormsController(EvaluationDbContext db, FormService forms, CurrentUser user, Texts texts) : SetupController(db, user, texts)
{
    /// <inheritdoc />
    protected override CampaignLocks Part => CampaignLocks.Form;

    /// <summary>A new form, begun with the scale of the campaign's first one.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id)
    {
        var campaign = await LoadAsync(id);
        var definition = new FormDefinition { Overall = T["Campaigns.Form.DefaultOverall"], Scale = campaign.Forms.Count > 0 ? campaign.Forms[0].Definition.Scale : UsualScale() };
        return View("Edit", new BallotFormPage(campaign, null, BallotFormForm.From("", definition, campaign.Version), 0));
    }

    /// <summary>Adds it.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New(Guid id, BallotFormForm form, string? act)
    {
        if (await AgainAsync(id, null, form, act) is { } again)
        {
            return again;
        }

        var (outcome, _) = await forms.AddAsync(await ScopeAsync(), new CampaignRef(id, form.Version), form.Read(ModelState, T)!, Aborted);
        return await AnswerAsync(id, outcome, now => PageOf(now, null, form.At(now.Version)), PageOf(id) + "#forms");
    }

    /// <summary>The form.</summary>
    [HttpGet("{formId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid formId)
    {
        var campaign = await LoadAsync(id);
        return campaign.Forms.Find(f => f.Id == formId) is { } form
            ? PageOf(campaign, formId, BallotFormForm.From(form.Name, form.Definition, campaign.Version))
            : NotFound();
    }

    /// <summary>Saves it.</summary>
    [HttpPost("{formId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid formId, BallotFormForm form, string? act)
    {
        if (await AgainAsync(id, formId, form, act) is { } again)
        {
            return again;
        }

        var outcome = await forms.SaveAsync(await ScopeAsync(), new CampaignRef(id, form.Version), formId, form.Read(ModelState, T)!, Aborted);
        return await AnswerAsync(id, outcome, now => PageOf(now, formId, form.At(now.Version)), PageOf(id) + "#forms");
    }

    /// <summary>Removes it.</summary>
    [HttpPost("{formId:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, Guid formId, int version) =>
        AnswerAct(id, await forms.RemoveAsync(await ScopeAsync(), new CampaignRef(id, version), formId, Aborted), PageOf(id) + "#forms");

    // The page once more: a row was added or moved, or something is wrong. Null when it can be saved.
    private async Task<IActionResult?> AgainAsync(Guid id, Guid? formId, BallotFormForm form, string? act)
    {
        if (form.Apply(act))
        {
            // The lists have changed their places; what was typed stands in the model.
            ModelState.Clear();
            return PageOf(await LoadAsync(id), formId, form);
        }

        return form.Read(ModelState, T) is null ? PageOf(await LoadAsync(id), formId, form) : null;
    }

    private ViewResult PageOf(Campaign campaign, Guid? formId, BallotFormForm form) =>
        View("Edit", new BallotFormPage(campaign, formId, form, campaign.Subjects.Count(s => s.FormId == formId)));

    private List<Grade> UsualScale() => [.. Enumerable.Range(1, 4).Select(i => new Grade(T["Campaigns.Form.DefaultGrade." + i]))];
}

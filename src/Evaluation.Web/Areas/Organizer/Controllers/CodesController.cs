using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>
/// Codes of a campaign: what was made, and making them. The plain codes leave the server in the one answer to the act that makes them; nothing keeps them.
/// </summary>
[Area("Organizer"), Route("campaigns/{id:guid}/codes"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class CodesController(
    EvaluationDbContext db,
    CurrentUser user,
    AccessCodeService codes,
    CodeOverviewService overview,
    PublicAddressFinder addresses,
    CodeDocuments documents,
    PrintBrowser browser,
    ILogger<CodesController> log) : Controller
{
    /// <summary>What was made, and what can be made.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken cancellation) =>
        View(await PageAsync(await LoadAsync(id, cancellation), cancellation));

    /// <summary>Asks before codes are made: how many, in what form, and which become worthless.</summary>
    [HttpGet("make")]
    public async Task<IActionResult> Ask(Guid id, MakeCodesForm form, CancellationToken cancellation)
    {
        var page = await PageAsync(await LoadAsync(id, cancellation), cancellation);
        var category = page.Codes.Categories.FirstOrDefault(c => c.CategoryId == form.Category);
        if (form.Category is not null && category is null)
        {
            return NotFound();
        }

        return page.CanMake && ModelState.IsValid
            ? View("Make", new MakeCodesQuestion(page, new MakeCodesForm { Category = form.Category, Format = form.Format, Known = page.Codes.EverMade }, category))
            : RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>Makes codes. The document is set first: when that fails, the codes handed out earlier stay valid.</summary>
    [HttpPost("make"), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Make(Guid id, MakeCodesForm form, CancellationToken cancellation)
    {
        if (await codes.DraftAsync(id, form.Category, cancellation) is not { } draft)
        {
            return Refuse(id, "Codes.Refused.WrongStage");
        }

        if (!ModelState.IsValid || draft.Codes.Count == 0)
        {
            return NotFound();
        }

        return draft.CodesBefore == form.Known
            ? await HandOverAsync(await LoadAsync(id, cancellation), draft, form, cancellation)
            : Refuse(id, "Codes.Refused.Overtaken");
    }

    /// <summary>How to evaluate, for the wall; it bears no code.</summary>
    [HttpGet("poster")]
    public async Task<IActionResult> Poster(Guid id, bool pdf, CancellationToken cancellation)
    {
        var campaign = await LoadAsync(id, cancellation);
        if (campaign.Stage < CampaignStage.Finalized)
        {
            return NotFound();
        }

        var poster = await documents.PosterAsync(campaign, cancellation);
        if (!pdf)
        {
            return View(poster);
        }

        var set = await documents.PdfAsync(ControllerContext, nameof(Poster), poster, "Codes.Poster.File", campaign, cancellation);
        return set.File is { } file ? file : Refuse(id, set.Refusal!);
    }

    private async Task<IActionResult> HandOverAsync(Campaign campaign, CodeDraft draft, MakeCodesForm form, CancellationToken cancellation)
    {
        var set = await documents.SetAsync(ControllerContext, campaign, draft, form.Format, cancellation);
        if (set.Refusal is not null)
        {
            return Refuse(campaign.Id, set.Refusal);
        }

        var outcome = await codes.StoreAsync(draft, cancellation);
        if (outcome != MakeOutcome.Made)
        {
            return Refuse(campaign.Id, outcome == MakeOutcome.WrongStage ? "Codes.Refused.WrongStage" : "Codes.Refused.Overtaken");
        }

        var count = draft.Codes.Sum(c => c.Codes.Count);
        var who = (await user.ScopeAsync()).UserId;
        log.LogInformation("Codes made: campaign {Campaign}, category {Category}, {Count} codes, as {Format}, by {User}.", campaign.Id, form.Category, count, form.Format, who);
        if (set.File is null)
        {
            return View("Slips", set.Slips);
        }

        this.Flash("Codes.Made", count);
        return set.File;
    }

    private RedirectToActionResult Refuse(Guid id, string key)
    {
        this.FlashRefused(key);
        return RedirectToAction(nameof(Index), new { id });
    }

    private Task<Campaign> LoadAsync(Guid id, CancellationToken cancellation) => db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, cancellation);

    private async Task<CodesPage> PageAsync(Campaign campaign, CancellationToken cancellation) => new(
        campaign,
        await overview.OfAsync(campaign.Id, cancellation),
        await addresses.FindAsync(cancellation),
        browser.Find() is not null,
        (await user.ScopeAsync()).IsRootAdministrator);
}

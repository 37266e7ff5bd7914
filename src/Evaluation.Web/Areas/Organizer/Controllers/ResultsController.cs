using Evaluation.Core;
using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Tallying;
using Evaluation.Documents.TallySheets;
using Evaluation.Web.Areas.Organizer.Models.Results;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The result of a campaign for those who hold it. Before the count there is none: every action answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class ResultsController(ResultService results, DeterminationService determinations, TallySheets sheets, PrintViews print) : Controller
{
    private const int OpinionsOnPage = 50;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The result.</summary>
    [HttpGet("result")]
    public async Task<IActionResult> Index(Guid id) => await results.FindAsync(id, Aborted) is { } counted
        ? View(new ResultModel(counted, await results.Opinions(id).Take(ResultModel.FirstOpinions).ToListAsync(Aborted), await determinations.UndecidedAsync(id, Aborted)))
        : NotFound();

    /// <summary>Prepares to hold the evaluation again for those pools that missed the quorum.</summary>
    [HttpPost("result/again")]
    public async Task<IActionResult> HoldAgain(Guid id, [FromServices] CopyService copies, [FromServices] CurrentUser user, [FromServices] Texts texts)
    {
        var counted = await results.FindAsync(id, Aborted);
        var invalid = counted?.Result.Pools.Where(p => p.IsInvalid).SelectMany(p => p.Subjects).Select(s => s.Subject.Id).ToHashSet();
        if (invalid is not { Count: > 0 })
        {
            return NotFound();
        }

        if (await copies.CopyAgainAsync(await user.ScopeAsync(), id, invalid, texts["Irregularities.AgainTitle", counted!.Campaign.Title], Aborted) is not { } copy)
        {
            return NotFound();
        }

        this.Flash("Irregularities.DoneAgain");
        return Redirect($"/campaigns/{copy.Id}");
    }

    /// <summary>One pool with many subjects: searched and page by page.</summary>
    [HttpGet("result/pools/{pool:int}")]
    public async Task<IActionResult> Pool(Guid id, int pool, string? search, bool found = false, int page = 1) =>
        await results.FindAsync(id, Aborted) is { } counted && counted.Result.Pools.ElementAtOrDefault(pool) is { } result
            ? View(PoolModel.Find(counted, result, search, found, page))
            : NotFound();

    /// <summary>The opinions in random order.</summary>
    [HttpGet("opinions")]
    public async Task<IActionResult> Opinions(Guid id, Guid? about, int page = 1)
    {
        if (await results.FindAsync(id, Aborted) is not { } counted)
        {
            return NotFound();
        }

        var found = await results.Opinions(id).Where(o => about == null || (o.SubjectId ?? o.PoolId) == about).ToPageAsync(page, OpinionsOnPage, Aborted);
        var names = TallySheets.OpinionNames(counted.Result);
        var rows = new Page<OpinionModel>([.. found.Rows.Select(o => OpinionModel.Of(o, names))], found.Number, found.Size, found.Total);
        return View(new OpinionsModel(counted, rows, about, [.. names.Where(n => counted.OpinionCounts.ContainsKey(n.Key)).Select(n => (n.Key, n.Value, counted.OpinionCounts[n.Key]))]));
    }

    /// <summary>The tally sheet as a page that is printed.</summary>
    [HttpGet("tally-sheet")]
    public async Task<IActionResult> TallySheet(Guid id) => await results.FindAsync(id, Aborted) is { } counted
        ? View(await PageOfAsync(counted))
        : NotFound();

    /// <summary>The printed page as a PDF; where no browser is installed the page itself is offered.</summary>
    [HttpGet("tally-sheet.pdf")]
    public async Task<IActionResult> TallySheetPdf(Guid id)
    {
        if (await results.FindAsync(id, Aborted) is not { } counted)
        {
            return NotFound();
        }

        var printed = await print.PrintAsync(ControllerContext, nameof(TallySheet), await PageOfAsync(counted), Aborted);
        if (printed.Outcome == PrintOutcome.Printed)
        {
            return File(printed.Content, "application/pdf", sheets.FileName("Results.SheetFile", "pdf", counted.Campaign.Title));
        }

        this.FlashRefused("Print." + printed.Outcome);
        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>The tally sheet as a workbook.</summary>
    [HttpGet("tally-sheet.xlsx"), GivesMemoryBack]
    public async Task<IActionResult> TallySheetFile(Guid id)
    {
        if (await LayOutAsync(id) is not { } laidOut)
        {
            return NotFound();
        }

        // What the layout was worked out from goes before the workbook comes.
        UnusedMemory.GiveBack();
        return File(sheets.WorkbookOf(laidOut.Sheet), TallySheets.Workbook, sheets.FileName("Results.SheetFile", "xlsx", laidOut.Title));
    }

    /// <summary>The opinions as a workbook.</summary>
    [HttpGet("opinions.xlsx")]
    public async Task<IActionResult> OpinionsFile(Guid id) => await results.FindAsync(id, Aborted) is { } counted
        ? File(sheets.OpinionsOf(counted, await results.Opinions(id).ToListAsync(Aborted)), TallySheets.Workbook, sheets.FileName("Results.OpinionsFile", "xlsx", counted.Campaign.Title))
        : NotFound();

    private async Task<(TallySheet Sheet, string Title)?> LayOutAsync(Guid id) =>
        await results.FindAsync(id, Aborted) is { } counted ? (await sheets.LayOutAsync(counted, Aborted), counted.Campaign.Title) : null;

    private async Task<SheetDocument> PageOfAsync(CountedCampaign counted) =>
        new(counted.Campaign.Id, await sheets.LayOutAsync(counted, Aborted));
}

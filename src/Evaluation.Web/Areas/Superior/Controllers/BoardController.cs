using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Supervision;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>What a superior sees: where every campaign of the subtree stands, and the tally sheets of those that are counted.</summary>
[Area("Superior"), Route("board"), Authorize(Policies.Superior)]
public sealed class BoardController(EvaluationDbContext db, BoardService boards, ResultService results, TallySheets sheets, CurrentUser user, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The board of a year.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, string? search, BoardState? state, int page = 1) =>
        View(new BoardModel(await boards.ReadAsync(await user.ScopeAsync(), new BoardFilter(year, search, state, page), Aborted), search, state));

    /// <summary>The tally sheet of one campaign; 404 before its count.</summary>
    [HttpGet("campaigns/{id:guid}/tally-sheet.xlsx"), CampaignScope(Role.Superior), GivesMemoryBack]
    public async Task<IActionResult> TallySheet(Guid id) => await results.FindAsync(id, Aborted) is { } counted
        ? File(sheets.WorkbookOf(await sheets.LayOutAsync(counted, Aborted)), TallySheets.Workbook, sheets.FileName("Results.SheetFile", "xlsx", counted.Campaign.Title))
        : NotFound();

    /// <summary>The tally sheets of all counted campaigns of a year; 404 when there is none.</summary>
    [HttpGet("{year:int}/tally-sheets.xlsx"), GivesMemoryBack]
    public async Task<IActionResult> Year(int year)
    {
        var scope = await user.ScopeAsync();
        var ids = await db.Campaigns.WhereCovered(db, scope, Role.Superior).Where(c => c.Year == year && CampaignStages.WithResult.Contains(c.Stage))
            .Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => new { c.Id, o.Path, c.CountedAt })
            .OrderBy(c => c.Path).ThenBy(c => c.CountedAt).Select(c => c.Id).ToListAsync(Aborted);
        if (ids.Count == 0)
        {
            return NotFound();
        }

        var made = new List<(CountedCampaign, Documents.TallySheets.TallySheet)>();
        foreach (var id in ids)
        {
            var counted = (await results.FindAsync(id, Aborted))!;
            made.Add((counted, await sheets.LayOutAsync(counted, Aborted)));
        }

        var zone = (await TimeZones.ByPathAsync(db, Aborted))("");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone));
        return File(sheets.WorkbookOf(year, scope.OrganizationName ?? "", today, made), TallySheets.Workbook, sheets.FileName("Board.YearFile", "xlsx", year));
    }
}

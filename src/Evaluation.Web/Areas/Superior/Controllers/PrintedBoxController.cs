using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>The slips of a sealed box on paper, for filing (评议票汇总打印): for the two people of a released request and as long as its file can be fetched; 404 for everybody else.</summary>
[Area("Superior"), Route("sealed-boxes/{id:guid}/requests/{request:guid}"), Authorize(Policies.SealedBoxes), CampaignScope(Role.Organizer, Role.Superior, Role.Witness)]
public sealed class PrintedBoxController(SealedExportService exports, ResultService results, PrintViews print, TallySheets sheets, CurrentUser user) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>One part of the print as a page that is printed.</summary>
    [HttpGet("print"), TakesOut, GivesMemoryBack]
    public async Task<IActionResult> Show(Guid id, Guid request, int part = 1) => await DocumentAsync(id, request, part) is { } document ? View(document) : NotFound();

    /// <summary>One part as a PDF; where no browser is installed the page itself is offered.</summary>
    [HttpGet("print.pdf"), GivesMemoryBack]
    public async Task<IActionResult> Pdf(Guid id, Guid request, int part = 1)
    {
        if (await DocumentAsync(id, request, part) is not { } document)
        {
            return NotFound();
        }

        var printed = await print.PrintAsync(ControllerContext, nameof(Show), document, Aborted);
        if (printed.Outcome == PrintOutcome.Printed)
        {
            return File(printed.Content, "application/pdf", sheets.FileName(document.Parts == 1 ? "PrintedBox.File" : "PrintedBox.FileOfPart", "pdf", document.Counted.Campaign.Title, part));
        }

        this.FlashRefused("Print." + printed.Outcome);
        return RedirectToAction(nameof(SealedBoxesController.Show), "SealedBoxes", new { id });
    }

    private async Task<PrintedBoxDocument?> DocumentAsync(Guid id, Guid request, int part) =>
        await results.FindAsync(id, Aborted) is { } counted && await exports.PrintAsync(id, request, (await user.ScopeAsync()).UserId, Aborted) is { } box
            ? PrintedBoxDocument.Find(counted, box, request, part)
            : null;
}

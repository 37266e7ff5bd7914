using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Publications;
using Evaluation.Core.Settings;
using Evaluation.Domain.Publications;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The notice of a result on paper, for meetings and the notice board on the wall: what the notice online says, and before it is made public a draft that says so. Before the count it answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}/publication"), Authorize(Policies.Organizer), CampaignScope(Role.Organizer)]
public sealed class NoticePaperController(EvaluationDbContext db, PublicationService publications, HolidayService holidays, PublicAddressFinder addresses, PrintViews print, TallySheets sheets) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The notice as a page that is printed.</summary>
    [HttpGet("paper")]
    public async Task<IActionResult> Paper(Guid id) => await DocumentAsync(id) is { } document ? View(document) : NotFound();

    /// <summary>The notice as a PDF; where no browser is installed the page itself is offered.</summary>
    [HttpGet("paper.pdf")]
    public async Task<IActionResult> PaperPdf(Guid id)
    {
        if (await DocumentAsync(id) is not { } document)
        {
            return NotFound();
        }

        var printed = await print.PrintAsync(ControllerContext, nameof(Paper), document, Aborted);
        if (printed.Outcome == PrintOutcome.Printed)
        {
            return File(printed.Content, "application/pdf", sheets.FileName(document.IsDraft ? "PrintedNotice.FileDraft" : "PrintedNotice.File", "pdf", document.Notice.Title));
        }

        this.FlashRefused("Print." + printed.Outcome);
        return RedirectToAction(nameof(PublicationController.Edit), "Publication", new { id });
    }

    private async Task<NoticePaperDocument?> DocumentAsync(Guid id)
    {
        if (await publications.PaperAsync(id, Aborted) is not { } notice)
        {
            return null;
        }

        var host = await db.Campaigns.Where(c => c.Id == id).Select(c => c.OrganizationId).SingleAsync(Aborted);
        var publication = notice.Publication;
        var day = publication.PublishedAt is { } moment ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, await TimeZones.OfAsync(db, host, Aborted))) : await publications.TodayAsync(host, Aborted);
        var isOnline = publication.PublishedAt is not null && publication.Places.Contains(PublicationPlace.NoticeBoard);
        var calendar = await holidays.CalendarAsync(Aborted);
        return new NoticePaperDocument(
            notice,
            day,
            isOnline ? $"{(await addresses.FindAsync(Aborted)).Root}/notices/{publication.Id}" : null,
            publication.HasPossibleDays && calendar.UnknownYears(publication.From, publication.Until).Count == 0 ? calendar.CountWorkingDays(publication.From, publication.Until) : null);
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Tallying;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The minutes of an opening that the witnesses sign; the superior reads them with what is filed. Before the count it answers 404.</summary>
[Area("Organizer"), Route("campaigns/{id:guid}"), Authorize(Policies.Outcomes), CampaignScope(Role.Organizer, Role.Superior)]
public sealed class MinutesController(EvaluationDbContext db, DamageService damage, ResultService results, TallySheets sheets, PrintViews print, CurrentUser user) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The minutes as a page that is printed.</summary>
    [HttpGet("minutes")]
    public async Task<IActionResult> Minutes(Guid id) => await DocumentAsync(id) is { } minutes ? View(minutes) : NotFound();

    /// <summary>The minutes as a PDF; where no browser is installed the page itself is offered.</summary>
    [HttpGet("minutes.pdf")]
    public async Task<IActionResult> MinutesPdf(Guid id)
    {
        if (await DocumentAsync(id) is not { } minutes)
        {
            return NotFound();
        }

        var printed = await print.PrintAsync(ControllerContext, nameof(Minutes), minutes, Aborted);
        if (printed.Outcome == PrintOutcome.Printed)
        {
            return File(printed.Content, "application/pdf", sheets.FileName("Minutes.File", "pdf", minutes.Counted.Campaign.Title));
        }

        this.FlashRefused("Print." + printed.Outcome);
        return Redirect(minutes.Home);
    }

    private async Task<MinutesDocument?> DocumentAsync(Guid id) => await results.FindAsync(id, Aborted) is { Opening: not null } counted
        ? new MinutesDocument(counted, await TimeZones.OfAsync(db, counted.Campaign.OrganizationId, Aborted), await damage.DecisionsAsync(id, Aborted), await HomeAsync(counted))
        : null;

    private async Task<string> HomeAsync(CountedCampaign counted) => CampaignHome.Of(
        await user.ScopeAsync(), await db.Organizations.Where(o => o.Id == counted.Campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted), counted.Campaign.Id);
}

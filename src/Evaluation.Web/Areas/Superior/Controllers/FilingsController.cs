using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Oversight;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Attachments;
using Evaluation.Web.Hosting;
using Evaluation.Web.Print;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>What organizations file for the record (报备): the plan before the evaluation begins, the result after the count. The superior accepts it or sends it back.</summary>
[Area("Superior"), Authorize(Policies.Outcomes)]
public sealed class FilingsController(EvaluationDbContext db, FilingService filings, AttachmentService attachments, ResultService results, PrintViews print, TallySheets sheets, CurrentUser user, Texts texts) : Controller
{
    private const string One = "campaigns/{id:guid}/filings/{paper}";

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What was filed, of all campaigns within reach.</summary>
    [HttpGet("filings")]
    public async Task<IActionResult> Index(FilingState? state, string? search, int page = 1)
    {
        var filter = new FilingFilter(state == FilingState.Draft ? null : state, search, page);
        return View(new FilingsPage(await filings.ListAsync(await user.ScopeAsync(), filter, Aborted), filter, (await TimeZones.ByPathAsync(db, Aborted))("")));
    }

    /// <summary>One paper of a campaign; a result answers 404 before the count.</summary>
    [HttpGet(One), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> Show(Guid id, FilingPaper paper) => await PageAsync(id, paper) is { } page ? View(page) : NotFound();

    /// <summary>Saves the particulars; with <paramref name="file"/> it is filed as well, with <paramref name="attach"/> the page follows on which files are added.</summary>
    [HttpPost(One), CampaignScope(Role.Organizer)]
    public async Task<IActionResult> Save(Guid id, FilingPaper paper, [Bind(Prefix = nameof(FilingPage.Form))] FilingForm form, bool file, bool attach)
    {
        if (await PageAsync(id, paper) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Show), page with { Form = form });
        }

        var outcome = await filings.SaveAsync(await user.ScopeAsync(), id, (paper, form.Version), form.ToText(), file, Aborted);
        if (outcome == FilingOutcome.Stale)
        {
            // What was typed stays; what somebody else saved meanwhile can be looked at beside it.
            ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
            ModelState.Remove(nameof(FilingPage.Form) + "." + nameof(form.Version));
            form.Version = page.Filing.Version;
            return View(nameof(Show), page with { Form = form });
        }

        if (outcome == FilingOutcome.Incomplete)
        {
            var field = form.Originals is null ? nameof(form.Originals) : nameof(form.HandedOverBy);
            ModelState.AddModelError(nameof(FilingPage.Form) + "." + field, texts["Oversight.Filing.Missing." + field]);
            return View(nameof(Show), page with { Form = form });
        }

        if (outcome == FilingOutcome.Done && attach)
        {
            return Redirect((await PageAsync(id, paper))!.Files!.Url);
        }

        return Answer(id, paper, outcome, file ? "Oversight.Filing.FiledNow" : "Common.Saved");
    }

    /// <summary>Sends it back with remarks.</summary>
    [HttpPost(One + "/return"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Return(Guid id, FilingPaper paper, int version, [Bind(Prefix = nameof(FilingPage.Return))] RemarkForm form)
    {
        if (await PageAsync(id, paper) is not { } page)
        {
            return NotFound();
        }

        return ModelState.IsValid
            ? Answer(id, paper, await filings.ReturnAsync(await user.ScopeAsync(), id, (paper, version), TypedText.Of(form.Text), Aborted), "Oversight.Filing.ReturnedNow")
            : View(nameof(Show), page with { Return = form });
    }

    /// <summary>Puts it on record.</summary>
    [HttpPost(One + "/accept"), CampaignScope(Role.Superior)]
    public async Task<IActionResult> Accept(Guid id, FilingPaper paper, int version) => await PageAsync(id, paper) is null
        ? NotFound()
        : Answer(id, paper, await filings.AcceptAsync(await user.ScopeAsync(), id, (paper, version), Aborted), "Oversight.Filing.AcceptedNow");

    /// <summary>The plan as a page that is printed, for those who set it up and those who read it.</summary>
    [HttpGet("campaigns/{id:guid}/plan-sheet"), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> PlanSheet(Guid id)
    {
        var campaign = await db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == id, Aborted);
        var host = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(Aborted);
        return View(new PreparationPage(campaign, host, await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted), []));
    }

    /// <summary>The slip with which the papers are handed over, as a page that is printed; 404 before the count.</summary>
    [HttpGet("campaigns/{id:guid}/hand-over"), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> HandOver(Guid id) => await SlipAsync(id) is { } slip ? View(slip) : NotFound();

    /// <summary>The slip as a PDF; where no browser is installed the page itself is offered.</summary>
    [HttpGet("campaigns/{id:guid}/hand-over.pdf"), CampaignScope(Role.Organizer, Role.Superior)]
    public async Task<IActionResult> HandOverPdf(Guid id)
    {
        if (await SlipAsync(id) is not { } slip)
        {
            return NotFound();
        }

        var printed = await print.PrintAsync(ControllerContext, nameof(HandOver), slip, Aborted);
        if (printed.Outcome == PrintOutcome.Printed)
        {
            return File(printed.Content, "application/pdf", sheets.FileName("Oversight.HandOver.File", "pdf", slip.Counted.Campaign.Title));
        }

        this.FlashRefused("Print." + printed.Outcome);
        return RedirectToAction(nameof(Show), new { id, paper = FilingPaper.Result });
    }

    private IActionResult Answer(Guid id, FilingPaper paper, FilingOutcome outcome, string done)
    {
        if (outcome == FilingOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == FilingOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Oversight.Filing.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id, paper });
    }

    private async Task<HandOverDocument?> SlipAsync(Guid id)
    {
        if (await results.FindAsync(id, Aborted) is not { } counted)
        {
            return null;
        }

        var above = await db.Organizations.Where(o => db.Organizations.Any(h => h.Id == counted.Campaign.OrganizationId && h.ParentId == o.Id)).Select(o => o.Name).SingleOrDefaultAsync(Aborted);
        var path = await db.Organizations.Where(o => o.Id == counted.Campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted);
        var isOwn = (await user.ScopeAsync()).Covers(path, Role.Organizer);
        return new HandOverDocument(counted, (await filings.FindAsync(id, FilingPaper.Result, isOwn, Aborted)).Filing, above ?? "", await TimeZones.OfAsync(db, counted.Campaign.OrganizationId, Aborted));
    }

    private async Task<FilingPage?> PageAsync(Guid id, FilingPaper paper)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, Aborted);
        if (!Enum.IsDefined(paper) || ModelState[nameof(paper)] is { Errors.Count: > 0 } || (paper == FilingPaper.Result && !campaign.Stage.HasResult()))
        {
            return null;
        }

        var (scope, path) = (await user.ScopeAsync(), await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(Aborted));
        var detail = await filings.FindAsync(id, paper, scope.Covers(path, Role.Organizer), Aborted);
        var viewer = new OversightViewer(scope.UserId, scope.Covers(path, Role.Organizer), scope.Covers(path, Role.Superior), await TimeZones.OfAsync(db, campaign.OrganizationId, Aborted));
        var files = await attachments.FindAsync(new AttachmentView(scope, id), new AttachmentOwner(AttachmentOwnerKind.Filing, detail.Filing.Id), Aborted);
        return new FilingPage(campaign, detail, FilingForm.From(detail.Filing), viewer, viewer.IsOrganizer ? $"/campaigns/{id}" : "/board")
        {
            Files = files is null ? null : new AttachmentsView(files, AttachmentsView.Below(id), viewer.Zone),
        };
    }
}

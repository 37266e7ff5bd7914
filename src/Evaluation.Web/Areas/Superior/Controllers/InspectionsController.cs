using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Oversight;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>Inspections (检查): planned and written down by the superior, reported on by the organization, closed by the superior.</summary>
[Area("Superior"), Route("inspections"), Authorize(Policies.Outcomes)]
public sealed class InspectionsController(EvaluationDbContext db, InspectionService inspections, CurrentUser user, Texts texts) : Controller
{
    private const int MostCampaigns = 500;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The inspections within reach.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(InspectionView view, int? year, string? search, int page = 1)
    {
        var (scope, filter) = (await user.ScopeAsync(), new InspectionFilter(view, year, search, page));
        return View(new InspectionsPage(await inspections.ListAsync(scope, filter, Aborted), filter, await inspections.TodayAsync(Aborted), scope.Holds(Role.Superior)));
    }

    /// <summary>The form of a new one, for a campaign or an organization when one is named.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid? campaign, Guid? organization)
    {
        var today = await inspections.TodayAsync(Aborted);
        return await NewPageAsync(new InspectionPlanForm { CampaignId = campaign, OrganizationId = organization, Year = today.Year }) is { } page ? View(page) : NotFound();
    }

    /// <summary>Plans it.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NewInspectionPage.Form))] InspectionPlanForm form)
    {
        if (await NewPageAsync(form) is not { } page)
        {
            return NotFound();
        }

        if (form.CampaignId is { } campaign)
        {
            form.OrganizationId = await db.Campaigns.Where(c => c.Id == campaign).Select(c => (Guid?)c.OrganizationId).SingleOrDefaultAsync(Aborted) ?? form.OrganizationId;
        }

        if (form.OrganizationId is null)
        {
            ModelState.AddModelError(nameof(NewInspectionPage.Form) + "." + nameof(form.OrganizationId), texts["Oversight.Inspection.NoPlace"]);
        }

        if (!ModelState.IsValid)
        {
            return View(page);
        }

        var plan = new InspectionPlan(form.OrganizationId!.Value, form.CampaignId, form.Year!.Value, form.PlannedOn!.Value, TypedText.Of(form.Inspectors));
        var (outcome, id) = await inspections.PlanAsync(await user.ScopeAsync(), plan, Aborted);
        return Answer(id, outcome, "Oversight.Inspection.Planned");
    }

    /// <summary>One inspection.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id) => await PageAsync(id) is { } page ? View(page) : NotFound();

    /// <summary>Changes day and inspectors.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Change(Guid id, int version, [Bind(Prefix = nameof(InspectionPage.Plan))] InspectionChangeForm form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        return ModelState.IsValid
            ? Answer(id, await inspections.ChangeAsync(await user.ScopeAsync(), (id, version), form.PlannedOn!.Value, TypedText.Of(form.Inspectors), Aborted), "Common.Saved")
            : View(nameof(Show), page with { Plan = form });
    }

    /// <summary>Writes down what was found.</summary>
    [HttpPost("{id:guid}/findings")]
    public async Task<IActionResult> Findings(Guid id, int version, [Bind(Prefix = nameof(InspectionPage.Findings))] FindingsForm form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await inspections.RecordAsync(await user.ScopeAsync(), (id, version), form.ToFindings(), Aborted) : (InspectionOutcome?)null;
        if (outcome is InspectionOutcome.DayWrong or InspectionOutcome.DeadlineWrong)
        {
            ModelState.AddModelError(nameof(InspectionPage.Findings) + "." + (outcome == InspectionOutcome.DayWrong ? nameof(form.HeldOn) : nameof(form.Deadline)), texts["Oversight.Inspection.Refused." + outcome]);
        }

        return ModelState.IsValid ? Answer(id, outcome!.Value, "Common.Saved") : View(nameof(Show), page with { Findings = form });
    }

    /// <summary>Reports what the organization did.</summary>
    [HttpPost("{id:guid}/report")]
    public async Task<IActionResult> Report(Guid id, int version, [Bind(Prefix = nameof(InspectionPage.Report))] ReportForm form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await inspections.ReportAsync(await user.ScopeAsync(), (id, version), TypedText.Of(form.Done), form.DoneOn!.Value, Aborted) : (InspectionOutcome?)null;
        if (outcome == InspectionOutcome.DayWrong)
        {
            ModelState.AddModelError(nameof(InspectionPage.Report) + "." + nameof(form.DoneOn), texts["Oversight.Inspection.Refused.DayWrong"]);
        }

        return ModelState.IsValid ? Answer(id, outcome!.Value, "Oversight.Inspection.Reported") : View(nameof(Show), page with { Report = form });
    }

    /// <summary>Sends the report back.</summary>
    [HttpPost("{id:guid}/return")]
    public async Task<IActionResult> Return(Guid id, int version, [Bind(Prefix = nameof(InspectionPage.Return))] RemarkForm form)
    {
        if (await PageAsync(id) is not { } page)
        {
            return NotFound();
        }

        return ModelState.IsValid
            ? Answer(id, await inspections.ReturnAsync(await user.ScopeAsync(), (id, version), TypedText.Of(form.Text), Aborted), "Oversight.Inspection.Returned")
            : View(nameof(Show), page with { Return = form });
    }

    /// <summary>Closes it.</summary>
    [HttpPost("{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, int version) => Answer(id, await inspections.CloseAsync(await user.ScopeAsync(), (id, version), Aborted), "Oversight.Inspection.Closed");

    /// <summary>Calls it off.</summary>
    [HttpPost("{id:guid}/call-off")]
    public async Task<IActionResult> CallOff(Guid id, int version)
    {
        var outcome = await inspections.CallOffAsync(await user.ScopeAsync(), (id, version), Aborted);
        if (outcome != InspectionOutcome.Done)
        {
            return Answer(id, outcome, "");
        }

        this.Flash("Oversight.Inspection.CalledOff");
        return RedirectToAction(nameof(Index));
    }

    private IActionResult Answer(Guid id, InspectionOutcome outcome, string done)
    {
        if (outcome == InspectionOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == InspectionOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Oversight.Inspection.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    // Null for those who plan none.
    private async Task<NewInspectionPage?> NewPageAsync(InspectionPlanForm form)
    {
        var scope = await user.ScopeAsync();
        if (!scope.Holds(Role.Superior))
        {
            return null;
        }

        var campaigns = await db.Campaigns.WhereCovered(db, scope, Role.Superior).OrderByNewest().Select(c => new { c.Id, c.Title }).Take(MostCampaigns).ToListAsync(Aborted);
        return new NewInspectionPage(form, await Places.ForAsync(db, scope, Aborted, Role.Superior), [new("", ""), .. campaigns.Select(c => new SelectListItem(c.Title, c.Id.ToString()))]);
    }

    private async Task<InspectionPage?> PageAsync(Guid id)
    {
        var scope = await user.ScopeAsync();
        if (await inspections.FindAsync(scope, id, Aborted) is not { } listed)
        {
            return null;
        }

        var viewer = new OversightViewer(scope.UserId, scope.Covers(listed.Path, Role.Organizer), scope.Covers(listed.Path, Role.Superior), await TimeZones.OfAsync(db, listed.Inspection.OrganizationId, Aborted));
        return new InspectionPage(listed, viewer, await inspections.TodayAsync(Aborted));
    }
}

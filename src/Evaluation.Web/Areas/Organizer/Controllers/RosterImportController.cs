using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Documents.Rosters;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>Imports a roster in two steps: upload and preview, then confirmation.</summary>
[Area("Organizer"), Route("members/import"), Authorize(Policies.Rosters)]
public sealed class RosterImportController(EvaluationDbContext db, RosterImport import, CurrentUser current, Texts texts) : Controller
{
    // Above the bound of a roster, so that a file that is too large is answered at its field; what is larger still is cut off by the server.
    private const int UploadBytes = 5 * RosterLimits.FileBytes;
    private const int PageSize = 50;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? organization)
    {
        var places = await PlacesAsync();
        var first = Guid.TryParse(places.Skip(1).FirstOrDefault()?.Value, out var top) ? top : (Guid?)null;
        return View(new UploadPage(new UploadModel { OrganizationId = organization ?? first }, places));
    }

    /// <summary>Reads the file and keeps it as a draft.</summary>
    [HttpPost("")]
    [RequestSizeLimit(UploadBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadBytes)]
    public async Task<IActionResult> Upload([Bind(Prefix = nameof(UploadPage.Form))] UploadModel form)
    {
        if (!ModelState.IsValid)
        {
            return View(nameof(Index), new UploadPage(form, await PlacesAsync()));
        }

        await using var file = form.File!.OpenReadStream();
        var reading = await RosterReader.ReadAsync(file, form.File.FileName, Aborted);
        if (reading.Refusal is { } refusal)
        {
            ModelState.AddModelError("Form.File", texts["Import.Refused." + refusal, RosterLimits.FileBytes / 1024 / 1024, RosterLimits.Rows, RosterLimits.Columns]);
            return View(nameof(Index), new UploadPage(form, await PlacesAsync()));
        }

        var action = new StartImport(form.OrganizationId!.Value, Path.GetFileName(form.File.FileName), reading.Sheets, form.MakesOrganizations);
        var draft = await import.StartAsync(await current.ScopeAsync(), action, Aborted);
        return draft is { } id ? RedirectToAction(nameof(Preview), new { id }) : NotFound();
    }

    /// <summary>What the draft would do now.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Preview(Guid id, int page)
    {
        var preview = await import.PreviewAsync(await current.ScopeAsync(), id, Aborted);
        return preview is null ? NotFound() : View(Page(id, preview, page));
    }

    /// <summary>Writes the draft: all of it, or the good rows alone when that was chosen.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Confirm(Guid id, bool goodRowsOnly)
    {
        var result = await import.CommitAsync(await current.ScopeAsync(), id, goodRowsOnly, Aborted);
        switch (result.Outcome)
        {
            case ImportOutcome.Done:
                var done = result.Preview!;
                this.Flash("Import.Done", done.Members.New, done.Members.Changed, done.Organizations.New, done.RowsInError);
                return Redirect($"/members?organization={done.OrganizationId}");
            case ImportOutcome.HasErrors:
                return View(nameof(Preview), Page(id, result.Preview!, 1));
            case ImportOutcome.Conflict:
                this.FlashRefused("Import.Conflict");
                return RedirectToAction(nameof(Preview), new { id });
            default:
                return NotFound();
        }
    }

    /// <summary>Drops the draft.</summary>
    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(Guid id) =>
        await import.DiscardAsync(await current.ScopeAsync(), id, Aborted) ? RedirectToAction(nameof(Index)) : NotFound();

    private static PreviewPage Page(Guid id, RosterPreview preview, int page)
    {
        var number = Math.Clamp(page, 1, new Paging(1, PageSize, preview.Errors.Count).Pages);
        return new PreviewPage(id, preview, new Page<RosterRemark>([.. preview.Errors.Skip((number - 1) * PageSize).Take(PageSize)], number, PageSize, preview.Errors.Count));
    }

    private async Task<IReadOnlyList<Microsoft.AspNetCore.Mvc.Rendering.SelectListItem>> PlacesAsync() =>
        await Places.ForAsync(db, await current.ScopeAsync(), Aborted, RosterKeepers.Roles);
}

using Evaluation.Core.Data;
using Evaluation.Core.Publications;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>The notice board (公示栏), open to everybody: what organizations reported, for as long as it stands, and objections where they are taken.</summary>
[Area("Public"), Route("notices"), AllowAnonymous]
public sealed class NoticesController(PublicationService publications, ObjectionLimit limit, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What stands today.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, int page = 1) => View(new NoticeBoard(await publications.BoardAsync(search, page, Aborted), search));

    /// <summary>One notice; 404 when it does not stand today.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, int page = 1) => await PageAsync(id, page, new ObjectionForm()) is { } model ? View(model) : NotFound();

    /// <summary>Takes an objection.</summary>
    [HttpPost("{id:guid}/objections")]
    public async Task<IActionResult> Raise(Guid id, [Bind(Prefix = nameof(NoticePage.Form))] ObjectionForm form)
    {
        if (await PageAsync(id, 1, form) is not { } model)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Show), model);
        }

        if (!limit.TryCount(HttpContext.Connection.RemoteIpAddress))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "600";
            ModelState.AddModelError("", texts["Notices.Wait"]);
            return View(nameof(Show), model);
        }

        var outcome = await publications.ObjectAsync(id, form.Text!.ReplaceLineEndings("\n").Trim(), (form.Contact ?? "").Trim(), Aborted);
        if (outcome == PublicationOutcome.TooMany)
        {
            ModelState.AddModelError("", texts["Notices.TooMany"]);
            return View(nameof(Show), model);
        }

        if (outcome != PublicationOutcome.Done)
        {
            return NotFound();
        }

        this.Flash("Notices.Taken");
        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<NoticePage?> PageAsync(Guid id, int page, ObjectionForm form)
    {
        return await publications.NoticeAsync(id, Aborted) is { } found
            ? new NoticePage(found.Notice, found.TakesObjections, found.Notice.Publication.Subjects.ToPage(page, NoticePage.PageSize), form)
            : null;
    }
}

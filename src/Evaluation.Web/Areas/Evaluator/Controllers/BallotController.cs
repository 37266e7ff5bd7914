using Evaluation.Core.Ballots;
using Evaluation.Web.Areas.Evaluator.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Evaluator.Controllers;

/// <summary>
/// The ballot: enter a code, fill in the sheet, submit. No account, no session, nothing kept; a code stands only in the body of a POST. The token against
/// forgery is checked here by hand, because an evaluator whose page has grown old must get the sheet back as filled in, not an error page.
/// </summary>
[Area("Evaluator"), Route("b"), AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class BallotController(SheetService sheets, CastingService casting, PublicAddressFinder addresses, IAntiforgery antiforgery) : Controller
{
    /// <summary>Where a code is typed, or arrives in the fragment of the scanned address.</summary>
    [HttpGet("")]
    public IActionResult Enter(TextSize size) => View(new EnterModel(null, null, size));

    /// <summary>The promise of secrecy, and its limits.</summary>
    [HttpGet("secrecy")]
    public IActionResult Secrecy(TextSize size) => View(size);

    /// <summary>Opens the sheet, or shows it again in another size of text. Spends nothing.</summary>
    [HttpPost("sheet")]
    public async Task<IActionResult> Open(string? code, TextSize size)
    {
        var opened = await sheets.OpenAsync(code, HttpContext.RequestAborted);
        if (opened.Layout is null)
        {
            return Refuse(code, opened.Answer, size);
        }

        // In a browser that is signed in it is the organizer looking, which proves nothing about phones.
        if (opened.Answer == CodeAnswer.Rehearsal && User.Identity?.IsAuthenticated != true && (await addresses.FindAsync(HttpContext.RequestAborted)).IsOf(Request))
        {
            await sheets.NoteAddressTriedAsync(opened.Code!, HttpContext.RequestAborted);
        }

        return View("Sheet", Request.Form.ContainsKey("receipt") ? SheetModel.FromForm(opened, Request.Form, size) : SheetModel.Fresh(opened, size));
    }

    /// <summary>Submits. Blanks are asked about once.</summary>
    [HttpPost("submit")]
    public async Task<IActionResult> Submit(string? code, TextSize size)
    {
        var opened = await sheets.OpenAsync(code, HttpContext.RequestAborted);
        if (opened.Layout is null)
        {
            // It may be this very form that spent the code. Without its receipt nothing more can be said than what the code says.
            var again = await casting.CastAsync(new Submission(code ?? "", Request.Form["receipt"].ToString(), "", []), HttpContext.RequestAborted);
            return again.Outcome == CastOutcome.AlreadySubmitted ? Finish(again, code, size) : Refuse(code, opened.Answer, size);
        }

        var sheet = SheetModel.FromForm(opened, Request.Form, size);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Sheet", sheet.With(SheetNotice.Expired));
        }

        if (sheet.Opinions.Values.Any(o => o.Length > SheetModel.OpinionLength))
        {
            return View("Sheet", sheet.With(SheetNotice.TextTooLong));
        }

        if (sheet.BlankCount > 0 && !sheet.AskedAboutBlanks)
        {
            return View("Sheet", sheet.With(SheetNotice.Blanks));
        }

        return opened.Answer == CodeAnswer.Rehearsal
            ? View("End", new EndModel(null, false, size))
            : Finish(await casting.CastAsync(sheet.ToSubmission(code!), HttpContext.RequestAborted), code, size, sheet);
    }

    private ViewResult Finish(CastResult result, string? code, TextSize size, SheetModel? sheet = null) => result.Outcome switch
    {
        CastOutcome.Accepted => View("End", new EndModel(sheet!.Receipt, false, size)),
        CastOutcome.AlreadySubmitted => View("End", new EndModel(Request.Form["receipt"].ToString(), true, size)),
        CastOutcome.ReceiptTaken => View("Sheet", sheet!.With(SheetNotice.SubmitAgain, freshReceipt: true)),
        CastOutcome.TextTooLong => View("Sheet", sheet!.With(SheetNotice.TextTooLong)),
        CastOutcome.NotOfThisSheet => View("Sheet", sheet!.With(SheetNotice.Expired, freshReceipt: true)),
        CastOutcome.Unavailable => Unavailable(sheet!),
        _ => Refuse(code, result.Answer, size),
    };

    private ViewResult Unavailable(SheetModel sheet)
    {
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return View("Sheet", sheet.With(SheetNotice.Unavailable));
    }

    private ViewResult Refuse(string? code, CodeAnswer answer, TextSize size) => View("Enter", new EnterModel(code, answer, size));
}

using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Evaluation.Web.Areas.Evaluator.Models;
using Evaluation.Web.Areas.Evaluator.Prepared;
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
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), KeepsWhatWasSent]
public sealed class BallotController(SheetService sheets, CastingService casting, PreparedPages pages, WrongCodes wrong, PublicAddressFinder addresses, IAntiforgery antiforgery) : Controller
{
    /// <summary>Where a code is typed, or arrives in the fragment of the scanned address.</summary>
    [HttpGet("")]
    public Task<IActionResult> Enter(TextSize size) => pages.FillAsync(ControllerContext, "Enter", "", size, () => new EnterModel(null, null, size));

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

        if (Request.Form.ContainsKey("receipt"))
        {
            return Show(SheetModel.FromForm(opened, Request.Form, size));
        }

        return opened.Box is not null
            ? await pages.FillSheetAsync(ControllerContext, opened, size, Token())
            : Show(SheetModel.Fresh(opened, Receipt.Make(), size));
    }

    /// <summary>Submits. Blanks are asked about once.</summary>
    [HttpPost("submit")]
    public async Task<IActionResult> Submit(string? code, TextSize size)
    {
        var opened = await sheets.OpenSubmittedAsync(code, HttpContext.RequestAborted);
        if (opened.Layout is null)
        {
            // It may be this very form that spent the code. Without its receipt nothing more can be said than what the code says.
            var again = await casting.CastAsync(opened, new Submission(code ?? "", Request.Form["receipt"].ToString(), "", []), HttpContext.RequestAborted);
            return again.Outcome == CastOutcome.AlreadySubmitted ? await FinishAsync(again, code, size) : Refuse(code, opened.Answer, size);
        }

        var sheet = SheetModel.FromForm(opened, Request.Form, size);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Show(sheet.With(SheetNotice.Expired));
        }

        if (sheet.Opinions.Values.Any(o => o.Length > SheetModel.OpinionLength))
        {
            return Show(sheet.With(SheetNotice.TextTooLong));
        }

        if (sheet.BlankCount > 0 && !sheet.AskedAboutBlanks)
        {
            return Show(sheet.With(SheetNotice.Blanks));
        }

        return opened.Answer == CodeAnswer.Rehearsal
            ? View("End", new EndModel(null, false, size))
            : await FinishAsync(await casting.CastAsync(opened, sheet.ToSubmission(code!), HttpContext.RequestAborted), code, size, sheet);
    }

    private async Task<IActionResult> FinishAsync(CastResult result, string? code, TextSize size, SheetModel? sheet = null) => result.Outcome switch
    {
        CastOutcome.Accepted => await EndAsync(sheet!.Receipt, false, size),
        CastOutcome.AlreadySubmitted => await EndAsync(Request.Form["receipt"].ToString(), true, size),
        CastOutcome.ReceiptTaken => Show(sheet!.With(SheetNotice.SubmitAgain, freshReceipt: true)),
        CastOutcome.TextTooLong => Show(sheet!.With(SheetNotice.TextTooLong)),
        CastOutcome.NotOfThisSheet => Show(sheet!.With(SheetNotice.Expired, freshReceipt: true)),
        CastOutcome.Unavailable => Unavailable(sheet!),
        _ => Refuse(code, result.Answer, size),
    };

    // Only receipts that led to an envelope get here: 32 hexadecimal digits, safe in a page as they are.
    private Task<IActionResult> EndAsync(string receipt, bool wasSubmittedBefore, TextSize size) => pages.FillAsync(
        ControllerContext, "End", wasSubmittedBefore ? "before" : "", size, () => new EndModel(pages.ReceiptMarker, wasSubmittedBefore, size), (pages.ReceiptMarker, Receipt.InGroups(receipt)));

    private ViewResult Show(SheetModel sheet) => View("Sheet", sheet.WithToken(Token()));

    private string Token() => antiforgery.GetAndStoreTokens(HttpContext).RequestToken!;

    private ViewResult Unavailable(SheetModel sheet)
    {
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Show(sheet.With(SheetNotice.Unavailable));
    }

    private ViewResult Refuse(string? code, CodeAnswer answer, TextSize size)
    {
        if (answer != CodeAnswer.Unknown || wrong.TryCount(HttpContext.Connection.RemoteIpAddress))
        {
            return View("Enter", new EnterModel(code, answer, size));
        }

        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = "60";
        return View("Enter", new EnterModel(code, answer, size, MustWait: true));
    }
}

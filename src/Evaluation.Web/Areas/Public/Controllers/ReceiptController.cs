using Evaluation.Core.Ballots;
using Evaluation.Web.Areas.Public.Models;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Where an evaluator sees that a submission was counted. The receipt travels in the body alone, never in an address that a log would keep.</summary>
[Area("Public"), Route("receipt"), AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceiptController(ReceiptService receipts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public IActionResult Check() => View(new ReceiptPage(null, null));

    /// <summary>The answer.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Check(string? receipt, CancellationToken cancellation) => View(new ReceiptPage(receipt, await receipts.CheckAsync(receipt, cancellation)));
}

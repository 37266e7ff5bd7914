using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>The pages for what went wrong, whatever the method of the request that did.</summary>
[Area("Public"), Route("error"), AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorController : Controller
{
    private static readonly int[] Known = [400, 403, 404, 500];

    /// <summary>The page for a status; statuses without a page of their own share the one of their class.</summary>
    [Route("{status:int:range(400,599)}")]
    public IActionResult Show()
    {
        // Not bound: where the request's form cannot be read, binding gives nothing at all.
        var status = int.Parse((string)RouteData.Values["status"]!, System.Globalization.CultureInfo.InvariantCulture);
        Response.StatusCode = status;
        return View("Error", Known.Contains(status) ? status : status < 500 ? 400 : 500);
    }
}

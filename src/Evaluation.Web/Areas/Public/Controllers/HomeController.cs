using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>The address without a path: leads everybody to their first page, and strangers to the sign-in page.</summary>
[Area("Public"), Route(""), Authorize(Policies.SignedIn)]
public sealed class HomeController(CurrentUser user) : Controller
{
    /// <summary>Leads on.</summary>
    [HttpGet]
    public async Task<IActionResult> Index() => Redirect(Navigation.StartOf(await user.ScopeAsync()));
}

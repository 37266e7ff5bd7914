using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>One's own account.</summary>
[Area("Public"), Route("account"), Authorize(Policies.SignedIn)]
public sealed class AccountController(CurrentUser user) : Controller
{
    /// <summary>What the account is.</summary>
    [HttpGet]
    public async Task<IActionResult> Index() => View(await user.ScopeAsync());
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>One's own account.</summary>
[Area("Public"), Route("account"), Authorize(Policies.SignedIn)]
public sealed class AccountController(EvaluationDbContext db, CurrentUser user) : Controller
{
    /// <summary>What the account is and may do.</summary>
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var id = (await user.ScopeAsync()).UserId;
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancellation);
        return account is null ? NotFound() : View(new AccountPage(account, await db.RolesOfAsync(id, cancellation)));
    }
}

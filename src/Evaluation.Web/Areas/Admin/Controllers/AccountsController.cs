using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>The accounts of an administrator's subtree: the list, new ones, and the page of each.</summary>
[Area("Admin"), Route("admin/accounts"), Authorize(Policies.Admin)]
public sealed class AccountsController(EvaluationDbContext db, AccountService accounts, CurrentUser current, TimeProvider clock, Texts texts) : Controller
{
    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? text, Role? role, int page, CancellationToken cancellation)
    {
        var users = db.Users.AsNoTracking().WhereSeenBy(db, await current.ScopeAsync()).WhereNamed(text);
        if (role is not null)
        {
            users = users.Where(u => u.Roles.Any(r => r.Role == role));
        }

        var found = await users.OrderBy(u => u.NormalizedUserName).ToPageAsync(page, cancellation: cancellation);
        var roles = (await db.RolesOfAsync([.. found.Rows.Select(u => u.Id)], cancellation)).ToLookup(r => r.UserId);
        var rows = found.Rows.Select(u => new AccountRow(u, [.. roles[u.Id]])).ToList();
        return View(new AccountList(new Page<AccountRow>(rows, found.Number, found.Size, found.Total), text, role));
    }

    /// <summary>The form of a new account.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        View(new NewAccountPage(new NewAccountModel(), await PlacesAsync(cancellation)));

    /// <summary>Creates an account.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NewAccountPage.Form))] NewAccountModel form, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var result = await accounts.CreateAsync(await current.ScopeAsync(), form.ToAction(), cancellation);
            switch (result.Outcome)
            {
                case AccountOutcome.Done:
                    ShowOnce(result.Password);
                    this.Flash("Accounts.Created", form.UserName!.Trim());
                    return RedirectToAction(nameof(Show), new { id = result.UserId });
                case AccountOutcome.NotFound:
                    return NotFound();
                default:
                    ModelState.AddModelError("Form.UserName", texts["Account.Errors.NameTaken", form.UserName!]);
                    break;
            }
        }

        return View(new NewAccountPage(form, await PlacesAsync(cancellation)));
    }

    /// <summary>The page of one account.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellation) =>
        await DetailsAsync(id, cancellation) is { } details ? View(details) : NotFound();

    /// <summary>Changes the name shown.</summary>
    [HttpPost("{id:guid}/name")]
    public async Task<IActionResult> Rename(Guid id, [Bind(Prefix = nameof(AccountDetails.Rename))] RenameModel form, CancellationToken cancellation) =>
        ModelState.IsValid
            ? Answer(id, await accounts.RenameAsync(await current.ScopeAsync(), id, form.DisplayName!.Trim(), cancellation), "Common.Saved")
            : await AgainAsync(id, cancellation);

    /// <summary>Gives a role.</summary>
    [HttpPost("{id:guid}/roles")]
    public async Task<IActionResult> Grant(Guid id, [Bind(Prefix = nameof(AccountDetails.Grant))] GrantModel form, CancellationToken cancellation) =>
        ModelState.IsValid
            ? Answer(id, await accounts.GrantAsync(await current.ScopeAsync(), id, form.OrganizationId!.Value, form.Role!.Value, cancellation), "Accounts.Granted")
            : await AgainAsync(id, cancellation);

    /// <summary>Takes a role away.</summary>
    [HttpPost("{id:guid}/roles/{assignmentId:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid id, Guid assignmentId, CancellationToken cancellation) =>
        Answer(id, await accounts.RevokeAsync(await current.ScopeAsync(), id, assignmentId, cancellation), "Accounts.Revoked");

    /// <summary>Locks the account.</summary>
    [HttpPost("{id:guid}/lock")]
    public async Task<IActionResult> Lock(Guid id, CancellationToken cancellation) =>
        Answer(id, await accounts.LockAsync(await current.ScopeAsync(), id, cancellation), "Accounts.Locked");

    /// <summary>Unlocks the account.</summary>
    [HttpPost("{id:guid}/unlock")]
    public async Task<IActionResult> Unlock(Guid id, CancellationToken cancellation) =>
        Answer(id, await accounts.UnlockAsync(await current.ScopeAsync(), id, cancellation), "Accounts.Unlocked");

    /// <summary>Gives a temporary password, shown once.</summary>
    [HttpPost("{id:guid}/password")]
    public async Task<IActionResult> ResetPassword(Guid id, CancellationToken cancellation)
    {
        var result = await accounts.ResetPasswordAsync(await current.ScopeAsync(), id, cancellation);
        if (result.Outcome == AccountOutcome.Done)
        {
            ShowOnce(result.Password);
        }

        return Answer(id, result.Outcome, "Accounts.PasswordReset");
    }

    /// <summary>Turns the second factor off.</summary>
    [HttpPost("{id:guid}/two-step")]
    public async Task<IActionResult> ResetSecondFactor(Guid id, CancellationToken cancellation) =>
        Answer(id, await accounts.ResetSecondFactorAsync(await current.ScopeAsync(), id, cancellation), "Accounts.SecondFactorReset");

    // Acts that somebody outside the scope tries find nothing; other refusals are said on the page.
    private IActionResult Answer(Guid id, AccountOutcome outcome, string done)
    {
        if (outcome == AccountOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == AccountOutcome.Done)
        {
            this.Flash(done);
        }
        else
        {
            this.FlashRefused("Accounts.Refused." + outcome);
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<IActionResult> AgainAsync(Guid id, CancellationToken cancellation) =>
        await DetailsAsync(id, cancellation) is { CanChange: true } details ? View("Show", details) : NotFound();

    private async Task<AccountDetails?> DetailsAsync(Guid id, CancellationToken cancellation)
    {
        var scope = await current.ScopeAsync();
        var user = await db.Users.AsNoTracking().WhereSeenBy(db, scope).SingleOrDefaultAsync(u => u.Id == id, cancellation);
        return user is null ? null : new AccountDetails
        {
            User = user,
            PersonName = user.MemberId is { } member ? await db.Members.Where(m => m.Id == member).Select(m => m.Name).SingleAsync(cancellation) : null,
            Roles = await db.RolesOfAsync(id, cancellation),
            CanChange = await db.Users.WhereKeptBy(db, scope).AnyAsync(u => u.Id == id, cancellation),
            IsOwn = id == scope.UserId,
            IsLockedOut = user.LockoutEnd > clock.GetUtcNow(),
            Places = await PlacesAsync(cancellation),
            TemporaryPassword = TempData["password"] as string,
            Rename = new RenameModel { DisplayName = user.DisplayName },
            Grant = new GrantModel(),
        };
    }

    private async Task<IReadOnlyList<Microsoft.AspNetCore.Mvc.Rendering.SelectListItem>> PlacesAsync(CancellationToken cancellation) =>
        await Places.ForAsync(db, await current.ScopeAsync(), cancellation, Role.Administrator);

    // Kept for one page, in the protected cookie of messages.
    private void ShowOnce(string password)
    {
        if (password.Length > 0)
        {
            TempData["password"] = password;
        }
    }
}

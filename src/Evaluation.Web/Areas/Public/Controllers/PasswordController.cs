using Evaluation.Core.Accounts;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Changing one's own password.</summary>
[Area("Public"), Route("account/password"), Authorize(Policies.SignedIn), AllowPendingPassword]
public sealed class PasswordController(UserManager<User> users, SignInManager<User> signIn, AccountErrors errors, Texts texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public IActionResult Change() => View(new PasswordModel());

    /// <summary>Changes the password and signs out everywhere else.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Change(PasswordModel model)
    {
        var user = await users.GetUserAsync(User);
        if (user is null)
        {
            return NotFound();
        }

        if (ModelState.IsValid && model.New == model.Current)
        {
            ModelState.AddModelError(nameof(model.New), texts["Account.Errors.SamePassword"]);
        }

        if (!ModelState.IsValid || !await TryChangeAsync(user, model))
        {
            return View(model);
        }

        await signIn.RefreshSignInAsync(user);
        this.Flash("Account.ChangePassword.Done");
        return Redirect("/");
    }

    private async Task<bool> TryChangeAsync(User user, PasswordModel model)
    {
        // Set before the change, which saves both; a refused change saves neither.
        var pending = user.MustChangePassword;
        user.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(user, model.Current!, model.New!);
        if (result.Succeeded)
        {
            return true;
        }

        user.MustChangePassword = pending;
        foreach (var error in result.Errors)
        {
            var field = error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? nameof(model.Current) : nameof(model.New);
            ModelState.AddModelError(field, errors.Describe(error));
        }

        return false;
    }
}

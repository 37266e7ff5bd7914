using Evaluation.Core.Accounts;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Signing in and out.</summary>
[Area("Public"), Route("account"), AllowAnonymous]
public sealed class SignInController(SignInManager<User> signIn, Texts texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("sign-in")]
    public IActionResult SignIn(string? returnUrl) =>
        signIn.IsSignedIn(User) ? Onward(returnUrl) : View(new SignInModel { ReturnUrl = returnUrl });

    /// <summary>Signs in. The answer to a wrong name and to a wrong password is the same.</summary>
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(SignInModel model)
    {
        if (!ModelState.IsValid)
        {
            return View(model);
        }

        var result = await signIn.PasswordSignInAsync(model.UserName!.Trim(), model.Password!, model.Remember, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            return Onward(model.ReturnUrl);
        }

        ModelState.AddModelError("", texts[result.IsLockedOut ? "Account.SignIn.LockedOut" : "Account.SignIn.Wrong"]);
        return View(model);
    }

    /// <summary>Signs out.</summary>
    [HttpPost("sign-out")]
    public async Task<IActionResult> SignOutNow()
    {
        await signIn.SignOutAsync();
        this.Flash("Account.SignedOut");
        return RedirectToAction(nameof(SignIn));
    }

    private LocalRedirectResult Onward(string? returnUrl) => LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
}

using Evaluation.Core.Accounts;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Signing in and out.</summary>
[Area("Public"), Route("account"), AllowAnonymous]
public sealed class SignInController(SignInManager<User> signIn, SetupService setup, Texts texts) : Controller
{
    /// <summary>The form; while nobody has an account, the page that creates the first.</summary>
    [HttpGet("sign-in")]
    public async Task<IActionResult> SignIn(string? returnUrl, [FromServices] IHostEnvironment environment, CancellationToken cancellation)
    {
        if (signIn.IsSignedIn(User))
        {
            return Onward(returnUrl);
        }

        return !environment.IsDevelopment() && await setup.IsDueAsync(cancellation)
            ? RedirectToAction("SetUp", "Setup")
            : View(new SignInModel { ReturnUrl = returnUrl });
    }

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

        if (result.RequiresTwoFactor)
        {
            return RedirectToAction(nameof(Code), new { model.Remember, model.ReturnUrl });
        }

        // One sentence for a wrong name, a wrong password and a locked account: the answer does not tell which names exist.
        ModelState.AddModelError("", texts["Account.SignIn.Wrong"]);
        return View(model);
    }

    /// <summary>The second step.</summary>
    [HttpGet("sign-in/code")]
    public async Task<IActionResult> Code(bool remember, bool recovery, string? returnUrl) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? RedirectToAction(nameof(SignIn))
            : View(new SignInCodeModel { Remember = remember, IsRecovery = recovery, ReturnUrl = returnUrl });

    /// <summary>Signs in with the code of the app or a recovery code.</summary>
    [HttpPost("sign-in/code")]
    public async Task<IActionResult> Code(SignInCodeModel model)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            return RedirectToAction(nameof(SignIn));
        }

        if (!ModelState.IsValid)
        {
            return View(model);
        }

        var result = model.IsRecovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(model.Code!.Trim().ToUpperInvariant())
            : await signIn.TwoFactorAuthenticatorSignInAsync(OneTimeCode.Bare(model.Code!), model.Remember, rememberClient: false);
        if (result.Succeeded)
        {
            return Onward(model.ReturnUrl);
        }

        ModelState.AddModelError("", texts[result.IsLockedOut ? "Account.SignIn.LockedOut" : "Account.TwoStep.WrongCode"]);
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

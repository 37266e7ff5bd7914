using System.Text.Encodings.Web;
using Evaluation.Core.Accounts;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>The second factor of one's own account: codes made by an app on the telephone (TOTP).</summary>
[Area("Public"), Route("account/two-step"), Authorize(Policies.SignedIn)]
public sealed class TwoStepController(UserManager<User> users, SignInManager<User> signIn, Texts texts) : Controller
{
    private const int RecoveryCodes = 10;
    private User user = null!;

    /// <inheritdoc />
    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (await users.GetUserAsync(User) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        user = found;
        await next();
    }

    /// <summary>Whether it is on, and what can be done.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index() =>
        View(new TwoStepPage(user.TwoFactorEnabled, user.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0));

    /// <summary>Makes a new secret and leads to the page that shows it.</summary>
    [HttpPost("start")]
    public async Task<IActionResult> Start()
    {
        if (!user.TwoFactorEnabled)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
        }

        return RedirectToAction(nameof(Enable));
    }

    /// <summary>Shows the secret and asks for a code made with it.</summary>
    [HttpGet("enable")]
    public async Task<IActionResult> Enable() =>
        await PageAsync(new EnableTwoStepModel()) is { } page ? View(page) : RedirectToAction(nameof(Index));

    /// <summary>Turns the second factor on and shows the recovery codes, once.</summary>
    [HttpPost("enable")]
    public async Task<IActionResult> Enable([Bind(Prefix = nameof(EnableTwoStepPage.Form))] EnableTwoStepModel form)
    {
        if (await PageAsync(form) is not { } page)
        {
            return RedirectToAction(nameof(Index));
        }

        if (ModelState.IsValid && !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, OneTimeCode.Bare(form.Code!)))
        {
            ModelState.AddModelError("Form.Code", texts["Account.TwoStep.WrongCode"]);
        }

        if (!ModelState.IsValid)
        {
            return View(page);
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        await signIn.RefreshSignInAsync(user);
        return await NewCodesAsync();
    }

    /// <summary>Replaces the recovery codes.</summary>
    [HttpPost("codes")]
    public async Task<IActionResult> Codes(ConfirmPasswordModel form) =>
        user.TwoFactorEnabled && await ConfirmAsync(form) ? await NewCodesAsync() : RedirectToAction(nameof(Index));

    /// <summary>Turns the second factor off.</summary>
    [HttpPost("disable")]
    public async Task<IActionResult> Disable(ConfirmPasswordModel form)
    {
        if (user.TwoFactorEnabled && await ConfirmAsync(form))
        {
            await users.SetTwoFactorEnabledAsync(user, false);
            await users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
            this.Flash("Account.TwoStep.Disabled");
        }

        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> NewCodesAsync() =>
        View("Codes", (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!.ToList());

    // Somebody who finds the computer unlocked must not be able to turn the second factor off.
    private async Task<bool> ConfirmAsync(ConfirmPasswordModel form)
    {
        var result = ModelState.IsValid ? await signIn.CheckPasswordSignInAsync(user, form.Password!, lockoutOnFailure: true) : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        if (!result.Succeeded)
        {
            this.FlashRefused(result.IsLockedOut ? "Account.SignIn.LockedOut" : "Account.Errors.WrongPassword");
        }

        return result.Succeeded;
    }

    private async Task<EnableTwoStepPage?> PageAsync(EnableTwoStepModel form)
    {
        if (user.TwoFactorEnabled || await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            return null;
        }

        var issuer = UrlEncoder.Default.Encode(texts["Shell.Product"]);
        var address = $"otpauth://totp/{issuer}:{UrlEncoder.Default.Encode(user.UserName!)}?secret={key}&issuer={issuer}&digits=6";
        return new EnableTwoStepPage(string.Join(' ', key.Chunk(4).Select(group => new string(group))), address, form);
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Creates the first administrator with the code from the log. Once anybody has an account, there is no such page.</summary>
[Area("Public"), Route("account/setup"), AllowAnonymous]
public sealed class SetupController(SetupService setup, SignInManager<User> signIn, AccountErrors errors, Texts texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> SetUp(CancellationToken cancellation) =>
        await setup.IsDueAsync(cancellation) ? View(new SetupModel()) : NotFound();

    /// <summary>Sets up and signs in.</summary>
    [HttpPost("")]
    public async Task<IActionResult> SetUp(SetupModel model, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return await setup.IsDueAsync(cancellation) ? View(model) : NotFound();
        }

        var result = await setup.SetUpAsync(model.ToAction(), cancellation);
        switch (result.Outcome)
        {
            case SetUpOutcome.Done:
                await signIn.SignInAsync(result.User!, isPersistent: false);
                this.Flash("Account.Setup.Done");
                return Redirect("/");
            case SetUpOutcome.AlreadySetUp:
                return NotFound();
            default:
                Explain(result);
                return View(model);
        }
    }

    private void Explain(SetUpResult result)
    {
        if (result.Outcome != SetUpOutcome.AccountRefused)
        {
            ModelState.AddModelError(nameof(SetupModel.Code), texts[result.Outcome == SetUpOutcome.WrongCode ? "Account.Setup.WrongCode" : "Account.Setup.NoCode"]);
        }

        foreach (var error in result.Errors)
        {
            ModelState.AddModelError(error.Code.StartsWith("Password", StringComparison.Ordinal) ? nameof(SetupModel.Password) : nameof(SetupModel.UserName), errors.Describe(error));
        }
    }
}

using Evaluation.Core.Settings;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>The settings of the installation.</summary>
[Area("Admin"), Route("admin/settings"), Authorize(Policies.Installation)]
public sealed class SettingsController(SettingsService settings, Texts texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation) =>
        View(new SettingsModel { PublicAddress = await settings.PublicAddressAsync(cancellation) });

    /// <summary>Saves.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(SettingsModel model, CancellationToken cancellation)
    {
        if (ModelState.IsValid && !await settings.SetPublicAddressAsync(model.PublicAddress!, cancellation))
        {
            ModelState.AddModelError(nameof(model.PublicAddress), texts["Settings.AddressNotValid"]);
        }

        if (!ModelState.IsValid)
        {
            return View(model);
        }

        this.Flash("Common.Saved");
        return RedirectToAction(nameof(Edit));
    }
}

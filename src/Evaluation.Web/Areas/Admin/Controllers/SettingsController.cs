using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>The settings of the installation.</summary>
[Area("Admin"), Route("admin/settings"), Authorize(Policies.Installation)]
public sealed class SettingsController(SettingsService settings, EvaluationDbContext db, CurrentUser user, MailSettings mail, MailServer server, MailWriter writer, Texts texts) : Controller
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

    /// <summary>Sends a mail to the administrator's own address, and says what is in the way.</summary>
    [HttpPost("test-mail")]
    public async Task<IActionResult> TestMail(CancellationToken cancellation)
    {
        var own = (await user.ScopeAsync()).UserId;
        var address = await db.Users.Where(u => u.Id == own).Select(u => u.Email).SingleOrDefaultAsync(cancellation);
        if (!mail.IsOn || string.IsNullOrEmpty(address))
        {
            this.FlashRefused(mail.IsOn ? "Notifications.Test.NoAddress" : "Notifications.Test.Off");
        }
        else if (await server.SendAsync(writer.WriteTest(address), cancellation) is { } problem)
        {
            this.FlashRefused("Notifications.Test.Failed." + problem, mail.Host, mail.Port);
        }
        else
        {
            this.Flash("Notifications.Test.Sent", address);
        }

        return RedirectToAction(nameof(Edit));
    }
}

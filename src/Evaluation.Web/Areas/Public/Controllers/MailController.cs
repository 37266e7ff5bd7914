using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Web.Areas.Public.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>Where one's own notifications are mailed.</summary>
[Area("Public"), Route("account/mail"), Authorize(Policies.SignedIn)]
public sealed class MailController(EvaluationDbContext db, CurrentUser current, ILookupNormalizer normalizer, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit() => await FindAsync() is { } user ? View(MailForm.From(user)) : NotFound();

    /// <summary>Saves.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Edit(MailForm form)
    {
        if (await FindAsync() is not { } user)
        {
            return NotFound();
        }

        var address = form.Address?.Trim();
        if (ModelState.IsValid && form.WantsMail && string.IsNullOrEmpty(address))
        {
            ModelState.AddModelError(nameof(form.Address), texts["Notifications.Errors.AddressMissing"]);
        }

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        // Not by Identity's own means: they sign out everywhere, as for an address with which one signs in.
        user.Email = string.IsNullOrEmpty(address) ? null : address;
        user.NormalizedEmail = normalizer.NormalizeEmail(user.Email);
        (user.WantsMail, user.MailLanguage) = (form.WantsMail, form.Language);
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        try
        {
            await db.SaveChangesAsync(Aborted);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", texts["Common.Changed"]);
            return View(form);
        }

        this.Flash("Common.Saved");
        return Redirect("/account");
    }

    private async Task<User?> FindAsync()
    {
        var id = (await current.ScopeAsync()).UserId;
        return await db.Users.SingleOrDefaultAsync(u => u.Id == id, Aborted);
    }
}

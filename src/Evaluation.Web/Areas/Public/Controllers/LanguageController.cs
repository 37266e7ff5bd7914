using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Public.Controllers;

/// <summary>The choice of language. It changes nothing but a cookie, so a link will do.</summary>
[Area("Public"), Route("language"), AllowAnonymous]
public sealed class LanguageController(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock) : Controller
{
    /// <summary>Keeps the language for a year and goes back to where one was; addresses elsewhere are ignored.</summary>
    [HttpGet]
    public IActionResult Choose(string? to, string? returnUrl)
    {
        if (to is not null && Languages.Names.Contains(to, StringComparer.Ordinal))
        {
            Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to)), new CookieOptions
            {
                Expires = clock.GetUtcNow().AddYears(1),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps || Accounts.SecurePolicy(configuration, environment) == CookieSecurePolicy.Always,
                IsEssential = true,
            });
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}

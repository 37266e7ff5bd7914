using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Signing in: passwords, lockout, second factor and the cookies that remember it.</summary>
public static class Accounts
{
    /// <summary>Path of the sign-in page.</summary>
    public const string SignInPath = "/account/sign-in";

    /// <summary>Path of the page that creates the first administrator.</summary>
    public const string SetupPath = "/account/setup";

    private const string TryAgainAfterMinutes = "Accounts:LockoutMinutes";

    /// <summary>Registers accounts. <c>Accounts:LockoutMinutes</c> says how long an account stays locked after five wrong passwords (10).</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddIdentityCore<User>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(configuration.GetValue(TryAgainAfterMinutes, 10));
                // Names are typed by people who may prefer Chinese.
                options.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<UserOnlyStore<User, EvaluationDbContext, Guid>>()
            .AddSignInManager<SignInService>()
            .AddPasswordValidator<PasswordRule>()
            .AddErrorDescriber<AccountErrors>()
            .AddDefaultTokenProviders();
        services.AddScoped<AccountErrors>();
        services.AddAccountServices(environment.KeyFolder(configuration));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(options => Configure(options, configuration, environment));
            cookies.TwoFactorUserIdCookie!.Configure(options => Protect(options, configuration, environment));
        });
        services.AddDataProtection().SetApplicationName("Evaluation")
            // Half the work of the default, a cipher and a hash in turn; every ballot makes and checks a token against forgery.
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM })
            .PersistKeysToFileSystem(Directory.CreateDirectory(environment.KeyFolder(configuration)));
        return services;
    }

    /// <summary>Logs a setup code while nobody has an account; in Development the demo brings accounts instead.</summary>
    public static async Task AnnounceSetupAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupService>().MakeCodeAsync(CancellationToken.None) is { } code)
        {
            app.Logger.LogWarning("Nobody has an account yet. Open {Path} and enter the setup code {Code} to create the first administrator. Codes logged before are worthless.", SetupPath, code);
        }
    }

    /// <summary>Whether cookies travel over https alone: always, except in Development and where <c>Https:Required</c> is false.</summary>
    public static CookieSecurePolicy SecurePolicy(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue("Https:Required", !environment.IsDevelopment()) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static void Configure(CookieAuthenticationOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        Protect(options, configuration, environment);
        options.Cookie.Name = "evaluation";
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        // The error page of the status is shown in place; a redirect would hide it from programs.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Protect(CookieAuthenticationOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = SecurePolicy(configuration, environment);
    }
}

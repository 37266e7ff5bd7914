using Evaluation.Core.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Accounts;

/// <summary>Registers what accounts and settings need beyond Identity.</summary>
public static class AccountRegistration
{
    /// <summary>Registers the services; <paramref name="keyFolder"/> keeps the setup code.</summary>
    public static IServiceCollection AddAccountServices(this IServiceCollection services, string keyFolder) => services
        .Configure<IdentityOptions>(PasswordRule.Configure)
        .AddSingleton(_ => new SetupCode(keyFolder))
        .AddScoped<SetupService>()
        .AddScoped<AccountService>()
        .AddScoped<SettingsService>();
}

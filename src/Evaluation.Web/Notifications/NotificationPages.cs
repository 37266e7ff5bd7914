using Evaluation.Core.Notifications;

namespace Evaluation.Web.Notifications;

/// <summary>Notifications: the services, the mails, and the clock behind both.</summary>
public static class NotificationPages
{
    /// <summary>Registers them.</summary>
    /// <exception cref="InvalidOperationException">A mail setting is missing or wrong.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddNotificationServices()
        .AddSingleton(MailSettings.Read(configuration))
        .AddSingleton<MailServer>()
        .AddSingleton<MailWriter>()
        .AddSingleton<NotificationTexts>()
        .AddScoped<MailRound>()
        .AddHostedService<NotificationClock>();
}

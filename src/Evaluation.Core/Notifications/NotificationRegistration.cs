using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Notifications;

/// <summary>Registers notifications.</summary>
public static class NotificationRegistration
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddNotificationServices(this IServiceCollection services) => services
        .AddScoped<NotificationService>()
        .AddScoped<DeadlineService>()
        .AddScoped<Outbox>();
}

using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Evaluation.Web.Hosting;

/// <summary>
/// Two addresses for whoever looks after the program: <c>/health/live</c> (it runs) and <c>/health/ready</c> (it can take ballots: the database answers and is not older
/// than the program, the key folder is there). They answer one word and say nothing to strangers; the log says what is wrong.
/// </summary>
public static class Health
{
    private const string Ready = "ready";

    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StorageCheck>("database", tags: [Ready]).AddCheck<KeyFolderCheck>("key folder", tags: [Ready]);
        return services;
    }

    /// <summary>Maps the addresses.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class StorageCheck(EvaluationDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("The database is older than the program.")
                : HealthCheckResult.Healthy();
    }

    private sealed class KeyFolderCheck(KeyFolder keys) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            keys.HasInstallationKey ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The key folder holds no installation key."));
    }
}

using Evaluation.Core.Members;

namespace Evaluation.Web.Hosting;

/// <summary>Rosters: the services, and the sweeping of drafts that nobody confirmed.</summary>
public static class Rosters
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddRosterPages(this IServiceCollection services) => services
        .AddRosters()
        .AddSingleton<RosterTexts>()
        .AddHostedService<DraftSweeper>();

    // Personal data of a file that was never confirmed does not stay; deleting twice harms nothing, so every node may.
    private sealed class DraftSweeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftSweeper> log) : BackgroundService
    {
        private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Interval, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<RosterImport>().SweepAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    log.LogError(failure, "Drafts of rosters could not be swept.");
                }
            }
        }
    }
}

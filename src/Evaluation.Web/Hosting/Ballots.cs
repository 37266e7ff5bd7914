using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Ballots: the services, and the clock that begins and ends campaigns at their set times.</summary>
public static class Ballots
{
    /// <summary>Registers them. The keys of boxes lie in a folder of their own below <c>Keys:Folder</c>.</summary>
    public static IServiceCollection AddBallots(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddBallots(Path.Combine(environment.KeyFolder(configuration), "ballots"))
        .AddHostedService<StageClock>();
}

/// <summary>
/// Begins and ends campaigns at their set times and destroys keys that a count could not delete. Every node runs it: each act is one conditional
/// update, so that it happens once. A submission after the set end is refused by the box itself, however late this comes.
/// </summary>
internal sealed class StageClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StageClock> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await ActAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database may be away for a moment; the next round tries again.
                log.LogError(exception, "Set times could not be looked after.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ActAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, stages) = (scope.ServiceProvider.GetRequiredService<EvaluationDbContext>(), scope.ServiceProvider.GetRequiredService<StageService>());
        var now = clock.GetUtcNow().UtcDateTime;
        var toBegin = await db.Campaigns.Where(c => c.Stage == CampaignStage.Finalized && c.BeginsByItself && c.PlannedBegin <= now).Select(c => c.Id).ToListAsync(cancellation);
        foreach (var id in toBegin)
        {
            Say("begins", id, await stages.BeginAsync(id, cancellation));
        }

        var toEnd = await db.Campaigns.Where(c => c.Stage == CampaignStage.Open && c.EndsByItself && c.PlannedEnd <= now).Select(c => c.Id).ToListAsync(cancellation);
        foreach (var id in toEnd)
        {
            Say("ends", id, await stages.EndAsync(id, cancellation));
        }

        await scope.ServiceProvider.GetRequiredService<CountService>().DestroyKeysAsync(cancellation);

        // What is refused (codes are missing) is tried again every round and would fill the log.
        void Say(string act, Guid campaign, ActOutcome outcome)
        {
            if (outcome == ActOutcome.Done)
            {
                log.LogInformation("Campaign {Campaign} {Act} at its set time.", campaign, act);
            }
        }
    }
}

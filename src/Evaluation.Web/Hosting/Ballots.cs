using System.Linq.Expressions;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots.Agreements;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Ballots: the services, and the clock that begins and ends campaigns at their set times.</summary>
public static class Ballots
{
    /// <summary>Registers them. The keys of boxes lie in a folder of their own below <c>Keys:Folder</c>.</summary>
    public static IServiceCollection AddBallots(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddBallots(Path.Combine(environment.KeyFolder(configuration), "ballots"))
        .AddHostedService<AgreementAtStart>()
        .AddHostedService<StageClock>();

    // Tries the machine's library when the program starts, so that no voter waits for it and the log says which one is used.
    private sealed class AgreementAtStart(ILogger<AgreementAtStart> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (KeyAgreement.WhyNotOpenSsl.Length > 0)
            {
                log.LogWarning("Key agreements of envelopes: the framework, which takes a count twice the time. {Reason}", KeyAgreement.WhyNotOpenSsl);
            }
            else
            {
                log.LogInformation("Key agreements of envelopes: {Library}", KeyAgreement.OpenSsl is null ? "the framework" : "OpenSSL");
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
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
        var now = clock.GetUtcNow().UtcDateTime;
        // When both moments were missed, beginning is left to people: nobody would have had the time to vote.
        await ForEachAsync(CampaignAct.Begin, c => c.Stage == CampaignStage.Finalized && c.BeginsByItself && c.PlannedBegin <= now && !(c.EndsByItself && c.PlannedEnd <= now), (stages, id) => stages.BeginAsync(id, cancellation), cancellation);
        await ForEachAsync(CampaignAct.End, c => c.Stage == CampaignStage.Open && c.EndsByItself && c.PlannedEnd <= now, (stages, id) => stages.EndAsync(id, cancellation), cancellation);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CountService>().DestroyKeysAsync(cancellation);
    }

    // Each campaign in a scope of its own: one that fails keeps no other waiting.
    private async Task ForEachAsync(CampaignAct act, Expression<Func<Campaign, bool>> due, Func<StageService, Guid, Task<ActOutcome>> perform, CancellationToken cancellation)
    {
        List<Guid> ids;
        await using (var scope = scopes.CreateAsyncScope())
        {
            ids = await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Campaigns.Where(due).Select(c => c.Id).ToListAsync(cancellation);
        }

        foreach (var id in ids)
        {
            await using var scope = scopes.CreateAsyncScope();
            var changes = JournalScope.Begin();
            try
            {
                // What is refused (codes are missing) is tried again every round and would fill the log.
                if (await perform(scope.ServiceProvider.GetRequiredService<StageService>(), id) == ActOutcome.Done)
                {
                    await scope.ServiceProvider.GetRequiredService<JournalService>().RecordAsync(new JournalAct("", "CampaignRun/" + act, $"/campaigns/{id}/run", changes));
                    log.LogInformation("{Act} of campaign {Campaign} at its set time.", act, id);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "{Act} of campaign {Campaign} at its set time could not be looked after.", act, id);
            }
        }
    }
}

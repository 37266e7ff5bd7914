using Evaluation.Core.Notifications;

namespace Evaluation.Web.Notifications;

/// <summary>Finds deadlines, sends mails and removes what is old, once a minute. Every node runs it: keys and claims let everything happen once.</summary>
internal sealed class NotificationClock(IServiceScopeFactory scopes, MailSettings settings, TimeProvider clock, ILogger<NotificationClock> log) : BackgroundService
{
    private const int RoundsBetweenSweeps = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var round = 0;
        do
        {
            await TryAsync<DeadlineService>("Deadlines could not be looked for.", s => s.FindAsync(stoppingToken));
            // Where no mail is sent, the library that sends it is not even loaded.
            if (settings.IsOn)
            {
                await TryAsync<MailRound>("Mails could not be looked after.", s => s.SendAsync(stoppingToken));
            }

            if (round++ % RoundsBetweenSweeps == 0)
            {
                await TryAsync<NotificationService>("Old notifications could not be removed.", s => s.SweepAsync(stoppingToken));
                await TryAsync<Outbox>("Old mails could not be removed.", s => s.SweepAsync(stoppingToken));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The database may be away for a moment; the next round tries again.
    private async Task TryAsync<TService>(string failure, Func<TService, Task> act)
        where TService : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider.GetRequiredService<TService>());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "{Failure}", failure);
        }
    }
}

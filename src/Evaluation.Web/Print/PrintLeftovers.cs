using Microsoft.Extensions.Options;

namespace Evaluation.Web.Print;

/// <summary>Deletes, at the start and every hour, the folders of prints during which the program was killed.</summary>
internal sealed class PrintLeftovers(IOptions<PrintOptions> options, TimeProvider clock, ILogger<PrintLeftovers> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            // Other nodes may share the folder: what is younger than two time limits may be theirs and in use.
            var deleted = PrintFolder.DeleteLeftovers(options.Value.Folder, clock.GetUtcNow().UtcDateTime.AddSeconds(-2 * options.Value.TimeoutSeconds));
            if (deleted > 0)
            {
                log.LogWarning("{Count} folders of interrupted prints were deleted.", deleted);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

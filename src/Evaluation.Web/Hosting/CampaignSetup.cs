using Evaluation.Core.Campaigns;
using Evaluation.Core.Campaigns.Templates;

namespace Evaluation.Web.Hosting;

/// <summary>Setting up campaigns: the services, and the templates they start from.</summary>
public static class CampaignSetup
{
    /// <summary>Registers them. The templates lie in the <see cref="SeedFolder"/>.</summary>
    public static IServiceCollection AddCampaignSetup(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddCampaigns(SeedFolder.Find(configuration, environment))
        .AddHostedService<TemplatesAtStart>();

    // Reads the templates when the program starts, so that the log names their mistakes before anybody needs one.
    private sealed class TemplatesAtStart(TemplateLibrary library, ILogger<TemplatesAtStart> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.LogInformation("Templates: {Count}", library.Templates.Count);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

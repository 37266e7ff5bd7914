using Evaluation.Core.Campaigns.Templates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Campaigns;

/// <summary>Registers what setting up campaigns needs.</summary>
public static class CampaignRegistration
{
    /// <summary>Registers the services; <paramref name="seedsFolder"/> holds the templates.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services, string seedsFolder) => services
        .AddSingleton(provider => new TemplateLibrary(seedsFolder, provider.GetRequiredService<ILogger<TemplateLibrary>>()))
        .AddScoped<CampaignService>()
        .AddScoped<CopyService>()
        .AddScoped<FormService>()
        .AddScoped<PoolService>()
        .AddScoped<CategoryService>()
        .AddScoped<SubjectService>()
        .AddScoped<CandidateService>()
        .AddScoped<DeskService>()
        .AddScoped<RuleSetService>();
}

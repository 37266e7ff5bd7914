using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Evaluation.Core.Ballots;

/// <summary>Registers what campaigns, ballots and counts need.</summary>
public static class BallotRegistration
{
    /// <summary>Registers the services; <paramref name="keyFolder"/> is the folder of keys, outside the database.</summary>
    public static IServiceCollection AddBallots(this IServiceCollection services, string keyFolder)
    {
        // A provider may have brought its own.
        services.TryAddSingleton<EnvelopeStore, ParallelEnvelopeStore>();
        return services.AddServices(keyFolder);
    }

    private static IServiceCollection AddServices(this IServiceCollection services, string keyFolder) => services
        .AddScoped(provider => new Lazy<EvaluationDbContext>(provider.GetRequiredService<EvaluationDbContext>))
        .AddSingleton(_ => new KeyFolder(keyFolder))
        .AddScoped<InstallationKeyCheck>()
        .AddSingleton<CodeHasher>()
        .AddSingleton<BoxKeys>()
        .AddSingleton<OpenedCodes>()
        .AddSingleton<FrozenBoxes>()
        .AddSingleton<StageNews>()
        .AddScoped<SheetService>()
        .AddScoped<CastingService>()
        .AddScoped<ReceiptService>()
        .AddScoped<SealedExportService>()
        .AddScoped<DamageService>()
        .AddScoped<AccessCodeService>()
        .AddScoped<CodeOverviewService>()
        .AddScoped<StageService>()
        .AddScoped<TurnoutService>()
        .AddScoped<CountService>()
        .AddScoped<ResultService>();
}

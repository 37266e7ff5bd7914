using Evaluation.Core.Directives;
using Evaluation.Core.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Supervision;

/// <summary>Registers what superiors use.</summary>
public static class SupervisionRegistration
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddMemoryCache()
        .AddScoped<ResultSummaries>()
        .AddScoped<BoardService>()
        .AddScoped<ComparisonService>()
        .AddScoped<HandDownService>()
        .AddScoped<DirectiveService>()
        .AddScoped<FilingService>()
        .AddScoped<InspectionService>()
        .AddScoped<TalkService>();
}

using Evaluation.Core.Supervision;

namespace Evaluation.Web.Results;

/// <summary>Registers the pages and documents of results.</summary>
public static class ResultsRegistration
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddResults(this IServiceCollection services) => services
        .AddSupervision()
        .AddSingleton<ResultTexts>()
        .AddSingleton<Areas.Superior.Models.BoardTexts>()
        .AddSingleton<Areas.Superior.Models.DirectiveTexts>()
        .AddSingleton<Areas.Superior.Models.ComparisonTexts>()
        .AddScoped<TallySheets>();
}

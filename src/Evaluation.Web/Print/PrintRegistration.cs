namespace Evaluation.Web.Print;

/// <summary>Registers printing.</summary>
public static class PrintRegistration
{
    /// <summary>Registers the printer of PDF documents with the settings of the section <c>Print</c>.</summary>
    public static IServiceCollection AddPrint(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PrintOptions>(configuration.GetSection(PrintOptions.Section));
        services.AddSingleton<PrintBrowser>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<PrintStyles>();
        services.AddScoped<PrintViews>();
        services.AddHostedService<PrintLeftovers>();
        return services;
    }
}

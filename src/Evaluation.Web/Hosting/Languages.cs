using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Evaluation.Web.Hosting;

/// <summary>The three languages: Simplified Chinese unless the user chose another, which a cookie keeps.</summary>
public static class Languages
{
    /// <summary>Culture names, the default first.</summary>
    public static readonly string[] Names = ["zh-Hans", "zh-Hant", "en"];

    /// <summary>Registers the texts and the choice of language.</summary>
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddSingleton<Texts>();
        services.AddSingleton<Rules.RuleTexts>();
        services.AddSingleton<IStringLocalizer>(provider => provider.GetRequiredService<Texts>());
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Names[0]).AddSupportedCultures(Names).AddSupportedUICultures(Names);
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        // Without this every Chinese character would be sent as &#x…;, six times its size.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }
}

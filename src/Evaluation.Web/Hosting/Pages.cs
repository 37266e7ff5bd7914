using System.Net;
using Evaluation.Core.Journals;
using Evaluation.Web.Areas.Evaluator;
using Evaluation.Web.Areas.Evaluator.Prepared;
using Evaluation.Web.Areas.Organizer;
using Evaluation.Web.Areas.Public;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Evaluation.Web.Hosting;

/// <summary>The pages: controllers, views, forms and everything a request passes on its way to them.</summary>
public static class Pages
{
    /// <summary>Registers controllers and views. Every form is checked against forgery unless it says otherwise.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddHttpContextAccessor();
        services.AddJournal();
        services.AddSingleton(TimeProvider.System);
        services.AddControllersWithViews(options =>
            {
                // What the address names, on which scopes are checked, is not overridden by a field of the same name: the framework asks the form first.
                var route = options.ValueProviderFactories.OfType<RouteValueProviderFactory>().Single();
                options.ValueProviderFactories.Remove(route);
                options.ValueProviderFactories.Insert(0, route);
                options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
                options.Filters.Add<PendingPasswordFilter>();
                options.Filters.Add<NoNullCharacters>();
                options.Filters.Add<JournalRecorder>();
                options.MaxModelBindingCollectionSize = Limits.FormFields;
                // A form model says itself what it requires, with [Required].
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.ModelMetadataDetailsProviders.Add(new DefaultMessages());
                options.UseLocalizedMessages();
            })
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, _) => new Texts());
        // Evaluator pages alone: their forms bear no secret of somebody else, so that their length gives nothing away to a third party.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.AddSingleton<PreparedPages>();
        services.AddHostedService<SheetPreparation>();
        services.AddSingleton<WrongCodes>();
        services.AddSingleton<ObjectionLimit>();
        services.AddScoped<PublicAddressFinder>();
        services.AddScoped<CodeDocuments>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "evaluation.form";
            options.Cookie.SecurePolicy = Accounts.SecurePolicy(configuration, environment);
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "evaluation.flash";
            options.Cookie.SecurePolicy = Accounts.SecurePolicy(configuration, environment);
        });
        services.Configure<FormOptions>(Limits.Configure);
        services.Configure<ForwardedHeadersOptions>(options => TrustProxies(options, configuration));
        return services;
    }

    /// <summary>Lays out the way of a request.</summary>
    public static void UsePages(this WebApplication app)
    {
        if (HasProxies(app.Configuration))
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        if (app.Configuration.GetValue("Https:Redirect", false))
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseWhen(context => context.Request.Path.StartsWithSegments("/b", StringComparison.Ordinal), evaluator => evaluator.UseResponseCompression());
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
    }

    private static bool HasProxies(IConfiguration configuration) =>
        configuration.GetSection("Proxies:Addresses").Exists() || configuration.GetSection("Proxies:Networks").Exists();

    // Only named proxies are believed about address and scheme; a header from anybody else is ignored.
    private static void TrustProxies(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var address in configuration.GetSection("Proxies:Addresses").Get<string[]>() ?? [])
        {
            options.KnownProxies.Add(IPAddress.Parse(address));
        }

        foreach (var network in configuration.GetSection("Proxies:Networks").Get<string[]>() ?? [])
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }
}

using Evaluation.Core.Attachments;
using Evaluation.Core.Publications;
using Evaluation.Core.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Outcomes;

/// <summary>Registers what follows a count.</summary>
public static class OutcomeRegistration
{
    /// <summary>Registers the services; templates are those of <see cref="Campaigns.CampaignRegistration.AddCampaigns"/>.</summary>
    public static IServiceCollection AddOutcomes(this IServiceCollection services) => services
        .AddScoped<DeterminationService>()
        .AddScoped<ConsequenceService>()
        .AddScoped<RegisterService>()
        .AddScoped<ArchiveService>()
        .AddScoped<IrregularityService>()
        .AddScoped<AttachmentService>()
        .AddScoped<FeedbackService>()
        .AddScoped<HolidayService>()
        .AddScoped<PublicationService>();
}

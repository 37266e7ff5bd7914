using Evaluation.Core.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Members;

/// <summary>Registers what the tree and the rosters need.</summary>
public static class RosterRegistration
{
    /// <summary>Registers the services.</summary>
    public static IServiceCollection AddRosters(this IServiceCollection services) => services
        .AddScoped<OrganizationService>()
        .AddScoped<HeadService>()
        .AddScoped<MemberService>()
        .AddScoped<PostService>()
        .AddScoped<RosterImport>()
        .AddScoped<RosterExport>();
}

using Evaluation.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Evaluation.Web.Hosting;

/// <summary>One policy per audience. A policy says who may open the area at all; which rows they see is decided by their <see cref="Scope"/>.</summary>
public static class Policies
{
    /// <summary>Anyone with an account.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Those who set up and run campaigns.</summary>
    public const string Organizer = nameof(Organizer);

    /// <summary>Those who supervise a subtree.</summary>
    public const string Superior = nameof(Superior);

    /// <summary>A subject's own area.</summary>
    public const string Member = nameof(Member);

    /// <summary>Those who keep organizations, accounts and settings.</summary>
    public const string Admin = nameof(Admin);

    /// <summary>Those who keep what belongs to the whole installation: administrators at a root.</summary>
    public const string Installation = nameof(Installation);

    /// <summary>Those who may ask for or release a sealed box.</summary>
    public const string SealedBoxes = nameof(SealedBoxes);

    /// <summary>Those who decide on results and follow what comes of them: the organization itself and the one above.</summary>
    public const string Outcomes = nameof(Outcomes);

    /// <summary>Rosters and the tree are kept by organizers and administrators.</summary>
    public const string Rosters = nameof(Rosters);

    /// <summary>Registers the policies. What names none is refused to strangers.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddScoped<CurrentUser>();
        services.AddScoped<IAuthorizationHandler, HoldsRoleHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Organizer, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Organizer)))
            .AddPolicy(Superior, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Superior)))
            .AddPolicy(Member, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Member)))
            .AddPolicy(Admin, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Administrator)))
            .AddPolicy(Installation, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Administrator) { AtRoot = true }))
            .AddPolicy(SealedBoxes, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Organizer, Role.Superior, Role.Witness)))
            .AddPolicy(Outcomes, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Organizer, Role.Superior)))
            .AddPolicy(Rosters, policy => policy.RequireAuthenticatedUser().AddRequirements(new HoldsRole(Role.Organizer, Role.Administrator)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    private sealed class HoldsRole(params Role[] roles) : IAuthorizationRequirement
    {
        public Role[] Roles { get; } = roles;

        // Means the role of administrator; no other role is different at a root.
        public bool AtRoot { get; init; }
    }

    private sealed class HoldsRoleHandler(CurrentUser user) : AuthorizationHandler<HoldsRole>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, HoldsRole requirement)
        {
            var scope = await user.ScopeAsync();
            if (scope.Holds(requirement.Roles) && (!requirement.AtRoot || scope.IsRootAdministrator))
            {
                context.Succeed(requirement);
            }
        }
    }
}

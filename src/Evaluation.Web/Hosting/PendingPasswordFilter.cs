using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Evaluation.Web.Hosting;

/// <summary>Marks what somebody may do who must choose a new password first.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowPendingPasswordAttribute : Attribute;

/// <summary>Leads whoever signed in with a password that somebody else chose to the page where they choose their own. Pages open to everybody stay open.</summary>
public sealed class PendingPasswordFilter(CurrentUser user) : IAsyncAuthorizationFilter
{
    /// <inheritdoc />
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var metadata = context.ActionDescriptor.EndpointMetadata;
        if (metadata.Any(m => m is IAllowAnonymous or AllowPendingPasswordAttribute))
        {
            return;
        }

        if ((await user.ScopeAsync()).MustChangePassword)
        {
            context.Result = new RedirectResult("/account/password");
        }
    }
}

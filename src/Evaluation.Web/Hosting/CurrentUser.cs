using System.Security.Claims;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;

namespace Evaluation.Web.Hosting;

/// <summary>The scope of whoever sent the request, read once per request.</summary>
public sealed class CurrentUser(Lazy<EvaluationDbContext> db, IHttpContextAccessor accessor)
{
    private Scope? scope;

    /// <summary>What the user may see and do; <see cref="Scope.Nobody"/> when not signed in.</summary>
    public async Task<Scope> ScopeAsync()
    {
        if (scope is null)
        {
            var context = accessor.HttpContext;
            scope = Guid.TryParse(context?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? await Scope.ForUserAsync(db.Value, id, context!.RequestAborted)
                : Scope.Nobody;
        }

        return scope;
    }
}

using System.Security.Claims;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;

namespace Evaluation.Web.Hosting;

/// <summary>The scope of whoever sent the request, read once per request, and once more for whoever signs in with it.</summary>
public sealed class CurrentUser(Lazy<EvaluationDbContext> db, IHttpContextAccessor accessor)
{
    private Scope? scope;

    /// <summary>What the user may see and do; <see cref="Scope.Nobody"/> when not signed in.</summary>
    public async Task<Scope> ScopeAsync()
    {
        var context = accessor.HttpContext;
        if (!Guid.TryParse(context?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Scope.Nobody;
        }

        return scope is { } known && known.UserId == id ? known : scope = await Scope.ForUserAsync(db.Value, id, context!.RequestAborted);
    }
}

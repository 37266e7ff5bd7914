using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Answers 404 unless the campaign of the route's <c>id</c> is hosted where the user holds one of the roles: what lies outside one's subtree is not there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CampaignScopeAttribute(params Role[] roles) : Attribute, IFilterFactory
{
    /// <inheritdoc />
    public bool IsReusable => false;

    /// <inheritdoc />
    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(
        roles, serviceProvider.GetRequiredService<EvaluationDbContext>(), serviceProvider.GetRequiredService<CurrentUser>());

    private sealed class Filter(Role[] roles, EvaluationDbContext db, CurrentUser user) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var scope = await user.ScopeAsync();
            if (Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id)
                && await db.Campaigns.WhereCovered(db, scope, roles).AnyAsync(c => c.Id == id, context.HttpContext.RequestAborted))
            {
                await next();
            }
            else
            {
                context.Result = new NotFoundResult();
            }
        }
    }
}

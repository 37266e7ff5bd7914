using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Named queries over campaigns.</summary>
public static class CampaignQueries
{
    /// <summary>Campaigns hosted by organizations that any of the roles of <paramref name="scope"/> covers.</summary>
    public static IQueryable<Campaign> WhereCovered(this IQueryable<Campaign> campaigns, EvaluationDbContext db, Scope scope, params Role[] roles)
    {
        var organizations = db.Organizations.Where(scope.Covered(roles));
        return campaigns.Where(c => organizations.Any(o => o.Id == c.OrganizationId));
    }

    /// <summary>With everything that is set up: forms, pools, categories, subjects.</summary>
    public static IQueryable<Campaign> WithSetup(this IQueryable<Campaign> campaigns) => campaigns
        .Include(c => c.Forms.OrderBy(f => f.Order))
        .Include(c => c.Pools.OrderBy(p => p.Order)).ThenInclude(p => p.Categories)
        .Include(c => c.Categories.OrderBy(x => x.Order))
        .Include(c => c.Subjects.OrderBy(s => s.Order))
        .AsSplitQuery();

    /// <summary>Campaigns whose title contains a text, in whatever width and case; an empty text finds all.</summary>
    public static IQueryable<Campaign> WhereMatches(this IQueryable<Campaign> campaigns, string? text)
    {
        var folded = SearchText.Fold(text ?? "");
        return folded.Length == 0 ? campaigns : campaigns.Where(c => c.SearchTitle.Contains(folded));
    }

    /// <summary>The newest year first, then those made last.</summary>
    public static IOrderedQueryable<Campaign> OrderByNewest(this IQueryable<Campaign> campaigns) =>
        campaigns.OrderByDescending(c => c.Year).ThenByDescending(c => c.CreatedAt).ThenBy(c => c.Id);
}

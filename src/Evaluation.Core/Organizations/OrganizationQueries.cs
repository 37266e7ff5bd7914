using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Organizations;

/// <summary>Named queries over organizations.</summary>
public static class OrganizationQueries
{
    /// <summary>Those covered by any of the roles that <paramref name="scope"/> holds.</summary>
    public static IQueryable<Organization> WhereCovered(this IQueryable<Organization> organizations, Scope scope, params Role[] roles) =>
        organizations.Where(scope.Covered(roles));

    /// <summary>The node at <paramref name="path"/> and all below it.</summary>
    public static IQueryable<Organization> WhereWithin(this IQueryable<Organization> organizations, string path) =>
        organizations.Where(o => o.Path.StartsWith(path));
}

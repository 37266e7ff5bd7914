using System.Linq.Expressions;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Accounts;

/// <summary>What one signed-in user may see and do: the paths of the nodes at which each role is held. Read anew for every request, so that a revoked role ends at once.</summary>
public sealed class Scope
{
    private readonly IReadOnlyList<(Role Role, string Path)> grants;

    private Scope(Guid userId, string displayName, IReadOnlyList<(Role, string)> grants)
    {
        UserId = userId;
        DisplayName = displayName;
        this.grants = grants;
    }

    /// <summary>The scope of somebody who is not signed in: nothing.</summary>
    public static Scope Nobody { get; } = new(Guid.Empty, "", []);

    /// <summary>The scope of nobody in particular who holds one role at the node of <paramref name="path"/>: for what the program itself does, such as its demo.</summary>
    public static Scope OfRole(Role role, string path) => new(Guid.Empty, "", [(role, path)]);

    /// <summary>Name of the uppermost organization at which a role is held; null without a role.</summary>
    public string? OrganizationName { get; private init; }

    /// <summary>The user on a roster; null for an account that belongs to nobody there.</summary>
    public Guid? MemberId { get; private init; }

    /// <summary>Whether a new password is due before anything else.</summary>
    public bool MustChangePassword { get; private init; }

    /// <summary>Whose scope this is; empty for nobody.</summary>
    public Guid UserId { get; }

    /// <summary>Name shown in the shell and written into records.</summary>
    public string DisplayName { get; }

    /// <summary>Reads the scope of a user from the database; <see cref="Nobody"/> when the user is gone or locked by an administrator.</summary>
    public static async Task<Scope> ForUserAsync(EvaluationDbContext db, Guid userId, CancellationToken cancellation)
    {
        var user = await db.Users.Where(u => u.Id == userId && !u.IsLocked)
            .Select(u => new { u.DisplayName, u.MustChangePassword, u.MemberId }).SingleOrDefaultAsync(cancellation);
        if (user is null)
        {
            return Nobody;
        }

        var held = await db.RoleAssignments.Where(r => r.UserId == userId)
            .Join(db.Organizations, r => r.OrganizationId, o => o.Id, (r, o) => new { r.Role, o.Path, o.Name })
            .ToListAsync(cancellation);
        return new Scope(userId, user.DisplayName, [.. held.Select(g => (g.Role, g.Path))])
        {
            OrganizationName = held.OrderBy(g => g.Path.Length).ThenBy(g => g.Path, StringComparer.Ordinal).FirstOrDefault()?.Name,
            MustChangePassword = user.MustChangePassword,
            MemberId = user.MemberId,
        };
    }

    /// <summary>Whether the role of administrator is held at a root: such people also keep what belongs to the whole installation.</summary>
    public bool IsRootAdministrator => grants.Any(g => g.Role == Role.Administrator && g.Path.Count(c => c == '/') == 1);

    /// <summary>Whether any of the roles is held anywhere.</summary>
    public bool Holds(params ReadOnlySpan<Role> roles)
    {
        foreach (var grant in grants)
        {
            if (roles.Contains(grant.Role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any of the roles covers the organization at <paramref name="path"/>.</summary>
    public bool Covers(string path, params ReadOnlySpan<Role> roles)
    {
        foreach (var grant in grants)
        {
            if (roles.Contains(grant.Role) && path.StartsWith(grant.Path, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A predicate that is true for organizations covered by any of the roles; with no such role it is false for all.</summary>
    public Expression<Func<Organization, bool>> Covered(params Role[] roles)
    {
        var organization = Expression.Parameter(typeof(Organization), "organization");
        var path = Expression.Property(organization, nameof(Organization.Path));
        Expression body = Expression.Constant(false);
        foreach (var prefix in grants.Where(g => roles.Contains(g.Role)).Select(g => g.Path).Distinct(StringComparer.Ordinal))
        {
            Expression<Func<string, bool>> starts = p => p.StartsWith(prefix);
            body = Expression.OrElse(body, new Replace(starts.Parameters[0], path).Visit(starts.Body));
        }

        return Expression.Lambda<Func<Organization, bool>>(body, organization);
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

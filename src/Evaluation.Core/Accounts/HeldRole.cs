using Evaluation.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Accounts;

/// <summary>A role with the name of the place where it is held.</summary>
/// <param name="AssignmentId">The assignment.</param>
/// <param name="UserId">Who holds it.</param>
/// <param name="Role">Which role.</param>
/// <param name="OrganizationName">Where.</param>
/// <param name="Path">Where, in the tree.</param>
public sealed record HeldRole(Guid AssignmentId, Guid UserId, Role Role, string OrganizationName, string Path);

/// <summary>Reads roles with their places.</summary>
public static class HeldRoleQueries
{
    /// <summary>The roles of the given users, from the top of the tree down.</summary>
    public static async Task<IReadOnlyList<HeldRole>> RolesOfAsync(this EvaluationDbContext db, IReadOnlyCollection<Guid> userIds, CancellationToken cancellation)
    {
        var held = await db.RoleAssignments.Where(r => userIds.Contains(r.UserId))
            .Join(db.Organizations, r => r.OrganizationId, o => o.Id, (r, o) => new HeldRole(r.Id, r.UserId, r.Role, o.Name, o.Path))
            .ToListAsync(cancellation);
        return [.. held.OrderBy(h => h.Path.Length).ThenBy(h => h.Path, StringComparer.Ordinal).ThenBy(h => h.Role)];
    }

    /// <summary>The roles of one user, from the top of the tree down.</summary>
    public static Task<IReadOnlyList<HeldRole>> RolesOfAsync(this EvaluationDbContext db, Guid userId, CancellationToken cancellation) =>
        db.RolesOfAsync([userId], cancellation);
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Organizations;

/// <summary>A node of the tree as it is listed.</summary>
/// <param name="Id">The organization.</param>
/// <param name="ParentId">The one above it; null for a root.</param>
/// <param name="Name">Its name.</param>
/// <param name="SearchName">Its name as it is searched.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Path">Its path.</param>
/// <param name="Depth">Levels below the uppermost node that is listed; that one has 0.</param>
/// <param name="Trail">Names of the listed nodes above it, from the top.</param>
/// <param name="HasSuperior">Whether the node above it is listed, too: only then may it be moved.</param>
/// <param name="HasChildren">Whether there are nodes below it.</param>
public sealed record OrganizationNode(
    Guid Id, Guid? ParentId, string Name, string SearchName, OrganizationKind Kind, string Path, int Depth, IReadOnlyList<string> Trail, bool HasSuperior, bool HasChildren);

/// <summary>What is counted of a node, and who heads it today.</summary>
/// <param name="Members">People in status <see cref="MemberStatus.Active"/> on its roster and on those below it.</param>
/// <param name="HeadId">The present head; null when vacant.</param>
/// <param name="HeadName">The present head's name.</param>
public sealed record OrganizationFigures(int Members, Guid? HeadId, string? HeadName);

/// <summary>Reads the tree in its order.</summary>
public static class OrganizationTree
{
    /// <summary>The nodes covered by any of the roles, each after its superior, siblings in their given order.</summary>
    public static async Task<IReadOnlyList<OrganizationNode>> ReadAsync(EvaluationDbContext db, Scope scope, Role[] roles, CancellationToken cancellation)
    {
        var rows = await db.Organizations.WhereCovered(scope, roles).AsNoTracking().ToListAsync(cancellation);
        var known = rows.Select(o => o.Id).ToHashSet();
        // A node whose superior is not covered heads a list of its own.
        var children = rows.ToLookup(o => o.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty);
        var nodes = new List<OrganizationNode>(rows.Count);
        Append(Guid.Empty, [], false);
        return nodes;

        void Append(Guid parent, IReadOnlyList<string> trail, bool hasSuperior)
        {
            foreach (var o in children[parent].OrderBy(o => o.Order).ThenBy(o => o.Name, StringComparer.Ordinal))
            {
                nodes.Add(new OrganizationNode(o.Id, o.ParentId, o.Name, o.SearchName, o.Kind, o.Path, trail.Count, trail, hasSuperior, children[o.Id].Any()));
                Append(o.Id, [.. trail, o.Name], true);
            }
        }
    }

    /// <summary>The covered nodes at and below <paramref name="path"/> for whoever organizes there, in the same order.</summary>
    public static async Task<IReadOnlyList<OrganizationNode>> ReadWithinAsync(EvaluationDbContext db, Scope scope, string path, CancellationToken cancellation) =>
        [.. (await ReadAsync(db, scope, [Role.Organizer], cancellation)).Where(node => node.Path.StartsWith(path, StringComparison.Ordinal))];

    /// <summary>Figures for some of the nodes covered by any of the roles; <paramref name="today"/> says who heads them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OrganizationFigures>> FiguresAsync(
        EvaluationDbContext db, Scope scope, Role[] roles, IReadOnlyCollection<OrganizationNode> nodes, DateOnly today, CancellationToken cancellation)
    {
        var ids = nodes.Select(n => n.Id).ToList();
        var counts = await db.Organizations.WhereCovered(scope, roles)
            .Join(db.Members.Where(m => m.Status == MemberStatus.Active), o => o.Id, m => m.OrganizationId, (o, _) => o.Path)
            .GroupBy(path => path).Select(g => new { Path = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var heads = await db.Posts.Where(p => ids.Contains(p.OrganizationId) && p.Kind == PostKind.Head)
            .Where(p => (p.From == null || p.From <= today) && (p.Until == null || p.Until >= today))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { p.OrganizationId, m.Id, m.Name }).ToListAsync(cancellation);
        var byNode = heads.ToLookup(h => h.OrganizationId);
        return nodes.ToDictionary(n => n.Id, n => new OrganizationFigures(
            counts.Where(c => c.Path.StartsWith(n.Path, StringComparison.Ordinal)).Sum(c => c.Count),
            byNode[n.Id].FirstOrDefault()?.Id,
            byNode[n.Id].FirstOrDefault()?.Name));
    }
}

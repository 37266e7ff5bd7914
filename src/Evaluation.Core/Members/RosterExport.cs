using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>A roster as rows that can be imported again.</summary>
/// <param name="Name">The organization whose subtree it is.</param>
/// <param name="Organizations">Organizations, each after its superior.</param>
/// <param name="Members">People, roster by roster in their given order.</param>
public sealed record ExportedRoster(string Name, IReadOnlyList<OrganizationRow> Organizations, IReadOnlyList<MemberRow> Members);

/// <summary>Writes the roster of a subtree out.</summary>
public sealed class RosterExport(EvaluationDbContext db)
{
    /// <summary>The roster of an organization and all below it; null when it is not in the actor's subtree.</summary>
    public async Task<ExportedRoster?> ReadAsync(Scope scope, Guid organizationId, CancellationToken cancellation)
    {
        var root = await db.Organizations.WhereCovered(scope, RosterKeepers.Roles).AsNoTracking().SingleOrDefaultAsync(o => o.Id == organizationId, cancellation);
        if (root is null)
        {
            return null;
        }

        var nodes = (await OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, cancellation)).Where(n => n.Path.StartsWith(root.Path, StringComparison.Ordinal)).ToList();
        var subtree = await db.Organizations.WhereWithin(root.Path).AsNoTracking().ToDictionaryAsync(o => o.Id, cancellation);
        var index = new OrganizationIndex(subtree[root.Id], subtree.Values);
        var place = nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var members = await db.Members.WhereWithin(db, root.Path).Include(m => m.Posts).AsSplitQuery().AsNoTracking().ToListAsync(cancellation);
        return new ExportedRoster(
            root.Name,
            [.. nodes.Select(node => Row(subtree[node.Id], node.Id == root.Id ? null : index.ReferenceTo(subtree[node.ParentId!.Value])))],
            [.. members.OrderBy(m => place[m.OrganizationId]).ThenBy(m => m.Order).ThenBy(m => m.Id).Select(m => Row(m, index, subtree))]);
    }

    private static OrganizationRow Row(Organization organization, string? parent) => new("", 0, organization.Name, parent, organization.Kind);

    // A post outside the subtree is left out: the file could not be imported where that organization is unknown.
    private static MemberRow Row(Member member, OrganizationIndex index, Dictionary<Guid, Organization> subtree) => new("", 0)
    {
        Name = member.Name,
        StaffNumber = member.StaffNumber,
        Sex = member.Sex,
        Ethnicity = member.Ethnicity,
        BirthDate = Date(member.BirthDate),
        Education = member.Education,
        JoinDate = Date(member.JoinDate),
        Standing = member.Standing,
        Employment = member.Employment,
        Status = member.Status,
        Organization = index.ReferenceTo(subtree[member.OrganizationId]),
        Posts = [.. member.Posts.Where(p => subtree.ContainsKey(p.OrganizationId)).OrderBy(p => p.From).ThenBy(p => p.Title, StringComparer.Ordinal)
            .Select(p => new RosterPost(p.Title, p.Kind, index.ReferenceTo(subtree[p.OrganizationId]), p.From, p.Until))],
    };

    // A first of the month may stand for the month, so no more is claimed.
    private static RosterDate? Date(DateOnly? date) => date is { } known ? new RosterDate(known, known.Day == 1) : null;
}

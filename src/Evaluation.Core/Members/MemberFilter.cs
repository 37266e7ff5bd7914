using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>What a list of people is narrowed to.</summary>
/// <param name="OrganizationId">The organization whose subtree is listed; null for all that is covered.</param>
/// <param name="Text">Part of a name or staff number.</param>
/// <param name="Standing">Standing in the Party; null for all.</param>
/// <param name="Status">Status; null for all.</param>
/// <param name="ByStrokes">Ordered by strokes of the surname; otherwise roster by roster in the given order.</param>
public sealed record MemberFilter(Guid? OrganizationId, string? Text, PartyStanding? Standing, MemberStatus? Status, bool ByStrokes = false);

/// <summary>A person as listed.</summary>
/// <param name="Member">The person, with posts.</param>
/// <param name="Organization">The organization on whose roster the person stands.</param>
public sealed record ListedMember(Member Member, OrganizationNode Organization);

/// <summary>Lists people page by page.</summary>
public static class MemberLists
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads a page of the people that fit, within <paramref name="nodes"/>, the tree that the reader covers.</summary>
    public static async Task<Page<ListedMember>> ReadAsync(EvaluationDbContext db, Scope scope, IReadOnlyList<OrganizationNode> nodes, MemberFilter filter, int page, CancellationToken cancellation)
    {
        var place = nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var fitting = await Fitting(db, scope, nodes, filter).Select(m => new { m.Id, m.Name, m.OrganizationId, m.Order }).ToListAsync(cancellation);
        // Neither the order of the tree nor that of strokes is known to the database, so light rows are ordered here and one page is read in full.
        var ordered = filter.ByStrokes
            ? fitting.OrderBy(m => m.Name, NameOrder.ByStrokes).ThenBy(m => place[m.OrganizationId]).ThenBy(m => m.Order).ThenBy(m => m.Id)
            : fitting.OrderBy(m => place[m.OrganizationId]).ThenBy(m => m.Order).ThenBy(m => m.Id);
        var number = Math.Clamp(page, 1, new Paging(1, PageSize, fitting.Count).Pages);
        var ids = ordered.Skip((number - 1) * PageSize).Take(PageSize).Select(m => m.Id).ToList();
        var rows = await db.Members.Where(m => ids.Contains(m.Id)).Include(m => m.Posts).AsSplitQuery().AsNoTracking().ToDictionaryAsync(m => m.Id, cancellation);
        return new Page<ListedMember>([.. ids.Where(rows.ContainsKey).Select(id => new ListedMember(rows[id], nodes[place[rows[id].OrganizationId]]))], number, PageSize, fitting.Count);
    }

    private static IQueryable<Member> Fitting(EvaluationDbContext db, Scope scope, IReadOnlyList<OrganizationNode> nodes, MemberFilter filter)
    {
        var members = db.Members.WhereCovered(db, scope, RosterKeepers.Roles).WhereMatches(filter.Text);
        if (filter.OrganizationId is { } id)
        {
            // What is not covered has no path here, and no people.
            members = members.WhereWithin(db, nodes.FirstOrDefault(n => n.Id == id)?.Path ?? "-");
        }

        members = filter.Standing is { } standing ? members.Where(m => m.Standing == standing) : members;
        return filter.Status is { } status ? members.Where(m => m.Status == status) : members;
    }
}

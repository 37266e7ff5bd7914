using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Directives;

/// <summary>Reads to whom something can be handed down.</summary>
internal static class BranchChoices
{
    /// <summary>The organizations below one that hold campaigns of their own, in the order of the tree; empty when the scope does not supervise it.</summary>
    /// <param name="db">The storage.</param>
    /// <param name="scope">Who hands down.</param>
    /// <param name="organizationId">In whose name.</param>
    /// <param name="year">The year whose campaigns are looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<BranchChoice>> ReadAsync(EvaluationDbContext db, Scope scope, Guid organizationId, int year, CancellationToken cancellation)
    {
        var tree = await OrganizationTree.ReadAsync(db, scope, [Role.Superior], cancellation);
        if (tree.FirstOrDefault(n => n.Id == organizationId) is not { } top)
        {
            return [];
        }

        var below = tree.Where(n => n.Id != top.Id && n.Path.StartsWith(top.Path, StringComparison.Ordinal) && OrganizationKinds.Hosting.Contains(n.Kind)).ToList();
        var held = await db.Campaigns.Where(c => c.Year == year).Select(c => new { c.OrganizationId, c.Title }).ToListAsync(cancellation);
        var evaluated = await (
            from subject in db.Subjects.Where(s => s.MemberId == null)
            join campaign in db.Campaigns.Where(c => c.Year == year) on subject.CampaignId equals campaign.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            where campaign.OrganizationId != subject.OrganizationId
            select new { subject.OrganizationId, campaign.Title, host.Path }).Distinct().ToListAsync(cancellation);
        var present = held.Select(h => (h.OrganizationId, h.Title))
            .Concat(evaluated.Select(e => (e.OrganizationId, Title: scope.Covers(e.Path, Role.Superior, Role.Organizer) ? e.Title : "")))
            .ToLookup(p => p.OrganizationId, p => p.Title);
        return [.. below.Select(n => new BranchChoice(n.Id, n.Name, n.SearchName, n.Kind, n.Depth - top.Depth - 1, [.. present[n.Id].Order(StringComparer.Ordinal)]))];
    }
}

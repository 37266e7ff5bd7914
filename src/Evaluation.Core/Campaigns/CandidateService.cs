using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Which candidates are listed.</summary>
/// <param name="CampaignId">The campaign that looks for subjects.</param>
/// <param name="Kind">As what they would be evaluated.</param>
/// <param name="OrganizationId">Only in this organization and those below it; null for the whole scope.</param>
/// <param name="Search">Part of a name; empty for all.</param>
/// <param name="Page">Number of the page, from 1.</param>
public sealed record CandidateFilter(Guid CampaignId, SubjectKind Kind, Guid? OrganizationId = null, string? Search = null, int Page = 1);

/// <summary>Lists what could be picked as subjects from the organizations and rosters of the actor's subtree.</summary>
public sealed class CandidateService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Rows of a page: a whole branch fits on one.</summary>
    public const int PageSize = 50;

    /// <summary>One page of candidates in the order of tree and roster.</summary>
    public async Task<Page<SubjectCandidate>> ListAsync(Scope scope, CandidateFilter filter, CancellationToken cancellation)
    {
        var host = await db.Campaigns.WhereCovered(db, scope, Role.Organizer).Where(c => c.Id == filter.CampaignId).Select(c => c.OrganizationId).SingleAsync(cancellation);
        var zone = await TimeZones.OfAsync(db, host, cancellation);
        var roster = new RosterSubjects(db, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone)));
        var tree = await OrganizationTree.ReadAsync(db, scope, [Role.Organizer], cancellation);
        if (filter.OrganizationId is { } below)
        {
            var path = tree.FirstOrDefault(o => o.Id == below)?.Path;
            tree = [.. tree.Where(o => path is not null && o.Path.StartsWith(path, StringComparison.Ordinal))];
        }

        return filter.Kind.IsPickedByPerson()
            ? await PeopleAsync(roster, scope, tree, filter, cancellation)
            : await OrganizationsAsync(roster, tree, filter, cancellation);
    }

    private static async Task<Page<SubjectCandidate>> OrganizationsAsync(
        RosterSubjects roster, IReadOnlyList<OrganizationNode> tree, CandidateFilter filter, CancellationToken cancellation)
    {
        var kinds = filter.Kind.OrganizationKinds();
        var search = SearchText.Fold(filter.Search ?? "");
        var fitting = tree.Where(o => kinds.Contains(o.Kind) && o.SearchName.Contains(search, StringComparison.Ordinal)).ToList();
        var number = Math.Clamp(filter.Page, 1, new Paging(1, PageSize, fitting.Count).Pages);
        var rows = fitting.Skip((number - 1) * PageSize).Take(PageSize).Select(o => (o.Id, o.Name)).ToList();
        return new Page<SubjectCandidate>(await roster.OfOrganizationsAsync(rows, filter.Kind, cancellation), number, PageSize, fitting.Count);
    }

    private async Task<Page<SubjectCandidate>> PeopleAsync(
        RosterSubjects roster, Scope scope, IReadOnlyList<OrganizationNode> tree, CandidateFilter filter, CancellationToken cancellation)
    {
        var people = RosterSubjects.People(db.Members.AsNoTracking().WhereCovered(db, scope, Role.Organizer), filter.Kind, withProbationary: true).WhereMatches(filter.Search);
        if (filter.OrganizationId is not null)
        {
            var path = tree.Count > 0 ? tree[0].Path : "-";
            people = people.WhereWithin(db, path);
        }

        // The order of the tree is made in memory; only what it takes is read for all.
        var rank = tree.Select((node, i) => (node.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var keys = (await people.Select(m => new { m.Id, m.OrganizationId, m.Order, m.Name }).ToListAsync(cancellation))
            .OrderBy(m => rank.GetValueOrDefault(m.OrganizationId, int.MaxValue)).ThenBy(m => m.Order).ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id)
            .Select(m => m.Id).ToList();
        var number = Math.Clamp(filter.Page, 1, new Paging(1, PageSize, keys.Count).Pages);
        var shown = keys.Skip((number - 1) * PageSize).Take(PageSize).ToList();
        var rows = (await db.Members.AsNoTracking().Where(m => shown.Contains(m.Id)).ToListAsync(cancellation)).OrderBy(m => shown.IndexOf(m.Id)).ToList();
        return new Page<SubjectCandidate>(await roster.OfPeopleAsync(rows, filter.Kind, cancellation), number, PageSize, keys.Count);
    }
}

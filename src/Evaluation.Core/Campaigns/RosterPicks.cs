using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Picks whole groups of subjects from the roster of an organization and all below it: what a template takes by itself, or the members of a branch.</summary>
/// <param name="db">The storage.</param>
/// <param name="tree">The organization and all below it, in order.</param>
/// <param name="roster">Reads the candidates.</param>
internal sealed class RosterPicks(EvaluationDbContext db, IReadOnlyList<OrganizationNode> tree, RosterSubjects roster)
{
    /// <summary>Adds the subjects. A group that would lead over the most a campaign may have is left to the organizer.</summary>
    public async Task FillAsync(Campaign campaign, CampaignTemplate template, CancellationToken cancellation)
    {
        var formKeys = template.Forms.Select(f => f.Key).ToList();
        foreach (var (source, pool) in template.Pools.Zip(campaign.Pools))
        {
            var order = 0;
            foreach (var group in source.Subjects.Where(s => s.Pick != TemplatePick.None))
            {
                var candidates = await CandidatesAsync(group, template.Basics.EvaluatesProbationary, cancellation);
                if (campaign.Subjects.Count + candidates.Count <= Campaign.MostSubjects)
                {
                    var form = campaign.Forms[formKeys.IndexOf(group.Form)];
                    campaign.Subjects.AddRange(candidates.Select(c => RosterSubjects.Make(c, campaign.Id, pool.Id, form.Id, order++)));
                }
            }
        }
    }

    /// <summary>All Party members, in the order of the tree and of the rosters.</summary>
    public Task<IReadOnlyList<SubjectCandidate>> PartyMembersAsync(bool withProbationary, CancellationToken cancellation) =>
        OfPeopleAsync(SubjectKind.Member, [.. tree.Select(o => o.Id)], withProbationary, cancellation);

    private async Task<IReadOnlyList<SubjectCandidate>> CandidatesAsync(TemplateSubjects group, bool withProbationary, CancellationToken cancellation)
    {
        var places = group.Pick switch
        {
            TemplatePick.Host => tree.Take(1),
            TemplatePick.First when group.Kind.IsPickedByPerson() => tree.Where(o => o.Kind == OrganizationKind.Branch).Take(1),
            _ => tree,
        };
        if (group.Kind.IsPickedByPerson())
        {
            return await OfPeopleAsync(group.Kind, [.. places.Select(o => o.Id)], withProbationary, cancellation);
        }

        var kinds = group.Kind.OrganizationKinds();
        var fitting = places.Where(o => group.Pick == TemplatePick.Host || kinds.Contains(o.Kind)).Select(o => (o.Id, o.Name)).Take(group.Pick == TemplatePick.First ? 1 : int.MaxValue);
        return await roster.OfOrganizationsAsync([.. fitting], group.Kind, cancellation);
    }

    private async Task<IReadOnlyList<SubjectCandidate>> OfPeopleAsync(SubjectKind kind, IReadOnlyList<Guid> places, bool withProbationary, CancellationToken cancellation)
    {
        var rank = places.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
        var people = await RosterSubjects.People(db.Members.AsNoTracking(), kind, withProbationary)
            .Where(m => db.Organizations.Any(o => o.Id == m.OrganizationId && o.Path.StartsWith(tree[0].Path))).ToListAsync(cancellation);
        return await roster.OfPeopleAsync(
            [.. people.Where(m => rank.ContainsKey(m.OrganizationId)).OrderBy(m => rank[m.OrganizationId]).ThenBy(m => m.Order).ThenBy(m => m.Name, StringComparer.Ordinal)],
            kind,
            cancellation);
    }
}

using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Somebody or something on the roster that could be a subject.</summary>
/// <param name="Kind">As what it would be evaluated.</param>
/// <param name="OrganizationId">The organization, or that of the person.</param>
/// <param name="MemberId">The person; null for organizations.</param>
/// <param name="Name">Name as it would be printed.</param>
/// <param name="Detail">Branch and posts of a person; empty for organizations, whose kind says enough.</param>
public sealed record SubjectCandidate(SubjectKind Kind, Guid OrganizationId, Guid? MemberId, string Name, string Detail)
{
    /// <summary>What is picked: the person, or the organization.</summary>
    public Guid Key => Kind.IsPickedByPerson() ? MemberId!.Value : OrganizationId;
}

/// <summary>Reads candidates from organizations and rosters. Posts are those held today.</summary>
/// <param name="db">The storage.</param>
/// <param name="today">Today in the host's time zone.</param>
internal sealed class RosterSubjects(EvaluationDbContext db, DateOnly today)
{
    // Printed on Chinese ballots whatever language the organizer reads.
    private const string TeamSuffix = "领导班子";

    /// <summary>People on rosters who may be evaluated as <paramref name="kind"/>: Party members, or for cadres everybody.</summary>
    public static IQueryable<Member> People(IQueryable<Member> members, SubjectKind kind, bool withProbationary)
    {
        var active = members.Where(m => m.Status == MemberStatus.Active);
        return kind == SubjectKind.Member
            ? active.Where(m => m.Standing == PartyStanding.Full || (withProbationary && m.Standing == PartyStanding.Probationary))
            : active;
    }

    /// <summary>The candidates that organizations make: themselves, their leading teams, or their heads; an organization without a head makes none.</summary>
    public async Task<IReadOnlyList<SubjectCandidate>> OfOrganizationsAsync(IReadOnlyList<(Guid Id, string Name)> organizations, SubjectKind kind, CancellationToken cancellation)
    {
        if (kind != SubjectKind.Head)
        {
            return [.. organizations.Select(o => new SubjectCandidate(kind, o.Id, null, kind == SubjectKind.LeadingTeam ? TeamOf(o.Name) : o.Name, ""))];
        }

        var ids = organizations.Select(o => o.Id).ToList();
        var heads = await HeldToday().Where(p => p.Kind == PostKind.Head && ids.Contains(p.OrganizationId))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { p.OrganizationId, p.Title, m.Id, m.Name }).ToListAsync(cancellation);
        return [.. organizations
            .Select(o => (o.Id, o.Name, Head: heads.FirstOrDefault(h => h.OrganizationId == o.Id)))
            .Where(x => x.Head is not null)
            .Select(x => new SubjectCandidate(kind, x.Id, x.Head!.Id, x.Head.Name, Detail(x.Name, [x.Head.Title])))];
    }

    /// <summary>The candidates that people make, in the given order.</summary>
    public async Task<IReadOnlyList<SubjectCandidate>> OfPeopleAsync(IReadOnlyList<Member> people, SubjectKind kind, CancellationToken cancellation)
    {
        var organizationIds = people.Select(m => m.OrganizationId).Distinct().ToList();
        var names = await db.Organizations.Where(o => organizationIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellation);
        var ids = people.Select(m => m.Id).ToList();
        var posts = (await HeldToday().Where(p => ids.Contains(p.MemberId)).OrderBy(p => p.Id).ToListAsync(cancellation))
            .OrderBy(p => p.Kind).ToLookup(p => p.MemberId, p => p.Title);
        return [.. people.Select(m => new SubjectCandidate(kind, m.OrganizationId, m.Id, m.Name, Detail(names[m.OrganizationId], posts[m.Id])))];
    }

    /// <summary>The subject a candidate becomes.</summary>
    public static Subject Make(SubjectCandidate candidate, Guid campaignId, Guid poolId, Guid formId, int order) => new()
    {
        CampaignId = campaignId,
        PoolId = poolId,
        FormId = formId,
        Kind = candidate.Kind,
        OrganizationId = candidate.OrganizationId,
        MemberId = candidate.MemberId,
        Name = candidate.Name,
        Detail = candidate.Detail,
        Order = order,
    };

    private IQueryable<Post> HeldToday() => db.Posts.AsNoTracking()
        .Where(p => (p.From == null || p.From <= today) && (p.Until == null || p.Until >= today));

    private static string TeamOf(string organization) =>
        organization.EndsWith(TeamSuffix, StringComparison.Ordinal) ? organization : Cut(organization, Organization.NameLength - TeamSuffix.Length) + TeamSuffix;

    private static string Detail(string organization, IEnumerable<string> titles) => Cut(string.Join(' ', titles.Distinct().Prepend(organization)), Subject.DetailLength);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Subjects to be added to a pool.</summary>
/// <param name="PoolId">Who evaluates them.</param>
/// <param name="FormId">With which form.</param>
/// <param name="Kind">As what they are evaluated.</param>
/// <param name="Keys">The people, for members and cadres; else the organizations, for heads too.</param>
public sealed record AddSubjects(Guid PoolId, Guid FormId, SubjectKind Kind, IReadOnlyList<Guid> Keys);

/// <summary>All Party members of an organization and those below it, to be added to a pool.</summary>
/// <param name="PoolId">Who evaluates them.</param>
/// <param name="FormId">With which form.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="WithProbationary">Whether probationary members are evaluated, too.</param>
public sealed record AddPartyMembers(Guid PoolId, Guid FormId, Guid OrganizationId, bool WithProbationary);

/// <summary>What came of adding subjects.</summary>
/// <param name="Outcome">Whether it was saved.</param>
/// <param name="Added">How many were added.</param>
/// <param name="Present">How many stood in the pool already.</param>
public sealed record AddedSubjects(EditOutcome Outcome, int Added = 0, int Present = 0);

/// <summary>Picks subjects from the organizations and rosters of the actor's subtree, while the campaign is in preparation.</summary>
public sealed class SubjectService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Adds subjects; what stands in the pool already, or is not there to be picked, is left out.</summary>
    public Task<AddedSubjects> AddAsync(Scope scope, CampaignRef which, AddSubjects act, CancellationToken cancellation) =>
        AddAsync(scope, which, act.PoolId, act.FormId, roster => CandidatesAsync(roster, scope, act, cancellation), cancellation);

    /// <summary>Adds all Party members of an organization and of those below it.</summary>
    public Task<AddedSubjects> AddPartyMembersAsync(Scope scope, CampaignRef which, AddPartyMembers act, CancellationToken cancellation) =>
        AddAsync(scope, which, act.PoolId, act.FormId, async roster =>
        {
            var path = await db.Organizations.WhereCovered(scope, Role.Organizer).Where(o => o.Id == act.OrganizationId).Select(o => o.Path).SingleOrDefaultAsync(cancellation);
            if (path is null)
            {
                return null;
            }

            var tree = await OrganizationTree.ReadWithinAsync(db, scope, path, cancellation);
            return await new RosterPicks(db, tree, roster).PartyMembersAsync(act.WithProbationary, cancellation);
        }, cancellation);

    /// <summary>Removes subjects; those not there are passed over.</summary>
    public Task<EditOutcome> RemoveAsync(Scope scope, CampaignRef which, IReadOnlyCollection<Guid> subjects, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            foreach (var subject in campaign.Subjects.Where(s => subjects.Contains(s.Id)).ToList())
            {
                campaign.Subjects.Remove(subject);
                db.Remove(subject);
            }

            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Gives subjects another form.</summary>
    public Task<EditOutcome> AssignFormAsync(Scope scope, CampaignRef which, IReadOnlyCollection<Guid> subjects, Guid formId, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (!campaign.Forms.Exists(f => f.Id == formId))
            {
                return EditOutcome.NotFound;
            }

            foreach (var subject in campaign.Subjects.Where(s => subjects.Contains(s.Id)))
            {
                subject.FormId = formId;
            }

            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Moves a subject one place up or down in its pool.</summary>
    public Task<EditOutcome> MoveAsync(Scope scope, CampaignRef which, Guid subjectId, bool up, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (campaign.Subjects.Find(s => s.Id == subjectId) is not { } subject)
            {
                return EditOutcome.NotFound;
            }

            CampaignEditing.Move(campaign.Subjects.Where(s => s.PoolId == subject.PoolId).OrderBy(s => s.Order), subject, up, (s, order) => s.Order = order);
            return EditOutcome.Saved;
        }, cancellation);

    private async Task<AddedSubjects> AddAsync(
        Scope scope, CampaignRef which, Guid poolId, Guid formId, Func<RosterSubjects, Task<IReadOnlyList<SubjectCandidate>?>> read, CancellationToken cancellation)
    {
        var (added, present) = (0, 0);
        var outcome = await db.EditCampaignAsync(scope, which, async campaign =>
        {
            if (!campaign.Pools.Exists(p => p.Id == poolId) || !campaign.Forms.Exists(f => f.Id == formId)
                || await read(await RosterAsync(campaign, cancellation)) is not { } candidates)
            {
                return EditOutcome.NotFound;
            }

            var inPool = campaign.Subjects.Where(s => s.PoolId == poolId).ToList();
            var order = inPool.Select(s => s.Order + 1).DefaultIfEmpty(0).Max();
            foreach (var candidate in candidates)
            {
                if (inPool.Exists(s => s.Kind == candidate.Kind && s.OrganizationId == candidate.OrganizationId && s.MemberId == candidate.MemberId))
                {
                    present++;
                    continue;
                }

                var subject = RosterSubjects.Make(candidate, campaign.Id, poolId, formId, order++);
                inPool.Add(subject);
                campaign.Subjects.Add(subject);
                added++;
            }

            return campaign.Subjects.Count > Campaign.MostSubjects ? EditOutcome.TooMany : EditOutcome.Saved;
        }, cancellation);
        return outcome == EditOutcome.Saved ? new AddedSubjects(outcome, added, present) : new AddedSubjects(outcome);
    }

    private async Task<RosterSubjects> RosterAsync(Campaign campaign, CancellationToken cancellation)
    {
        var zone = await TimeZones.OfAsync(db, campaign.OrganizationId, cancellation);
        return new RosterSubjects(db, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone)));
    }

    private async Task<IReadOnlyList<SubjectCandidate>?> CandidatesAsync(RosterSubjects roster, Scope scope, AddSubjects act, CancellationToken cancellation)
    {
        var keys = act.Keys.ToHashSet();
        if (!act.Kind.IsPickedByPerson())
        {
            var tree = await OrganizationTree.ReadAsync(db, scope, [Role.Organizer], cancellation);
            return await roster.OfOrganizationsAsync([.. tree.Where(o => keys.Contains(o.Id)).Select(o => (o.Id, o.Name))], act.Kind, cancellation);
        }

        var people = await RosterSubjects.People(db.Members.AsNoTracking().WhereCovered(db, scope, Role.Organizer), act.Kind, withProbationary: true)
            .Where(m => act.Keys.Contains(m.Id)).ToListAsync(cancellation);
        return await roster.OfPeopleAsync([.. people.OrderBy(m => m.OrganizationId).ThenBy(m => m.Order).ThenBy(m => m.Name, StringComparer.Ordinal)], act.Kind, cancellation);
    }
}

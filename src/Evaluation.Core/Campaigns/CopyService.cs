using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Members;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>A campaign made as a copy of an earlier one.</summary>
/// <param name="Id">The copy.</param>
/// <param name="Dropped">Names of subjects that are no longer there: left the roster or the host's subtree, or a post that is vacant.</param>
/// <param name="Replaced">Heads who have a successor: the organization's present head took their place.</param>
public sealed record CampaignCopy(Guid Id, IReadOnlyList<string> Dropped, IReadOnlyList<(string Former, string Present)> Replaced);

/// <summary>Copies a campaign, for the year after or to hold it again: forms, pools, categories with their invitees, rules and settings as they were, the subjects read anew from the roster, the dates cleared.</summary>
public sealed class CopyService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Makes the copy, for the year after.</summary>
    /// <returns>The copy; null when the campaign is outside the actor's scope.</returns>
    public async Task<CampaignCopy?> CopyAsync(Scope scope, Guid campaignId, CancellationToken cancellation)
    {
        if (await FindAsync(scope, campaignId, cancellation) is not { } source)
        {
            return null;
        }

        var (last, next) = (source.Year.ToString(CultureInfo.InvariantCulture), (source.Year + 1).ToString(CultureInfo.InvariantCulture));
        var copy = CopyBasics(source, source.Year + 1, source.Title.Replace(last, next, StringComparison.Ordinal));
        copy.TallySheetTitle = source.TallySheetTitle.Replace(last, next, StringComparison.Ordinal);
        return await CopyAsync(source, copy, cancellation);
    }

    /// <summary>Makes a copy for the same year, to hold an evaluation again.</summary>
    /// <param name="scope">Who makes it.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="subjects">The subjects for which it is held again; null for all.</param>
    /// <param name="title">Title of the copy; cut to what a title may hold.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The copy; null when the campaign is outside the actor's scope.</returns>
    public async Task<CampaignCopy?> CopyAgainAsync(Scope scope, Guid campaignId, IReadOnlySet<Guid>? subjects, string title, CancellationToken cancellation)
    {
        if (await FindAsync(scope, campaignId, cancellation) is not { } source)
        {
            return null;
        }

        if (subjects is not null)
        {
            // Only who evaluates one of them takes part.
            source.Subjects.RemoveAll(s => !subjects.Contains(s.Id));
            source.Pools.RemoveAll(p => source.Subjects.TrueForAll(s => s.PoolId != p.Id));
            source.Categories.RemoveAll(c => source.Pools.TrueForAll(p => p.Categories.TrueForAll(pc => pc.CategoryId != c.Id)));
        }

        var copy = CopyBasics(source, source.Year, title.Length > Campaign.TitleLength ? title[..Campaign.TitleLength] : title);
        // What the superior laid down stays laid down; the dates are over.
        (copy.DirectiveId, copy.Locks) = (source.DirectiveId, source.Locks & ~(CampaignLocks.Begin | CampaignLocks.End));
        return await CopyAsync(source, copy, cancellation);
    }

    /// <summary>A campaign of another host with the forms, categories, pools, rules and settings of this one, without subjects, invitees and dates; not stored yet.</summary>
    /// <param name="source">The campaign with its set-up.</param>
    /// <param name="hostId">The other host.</param>
    /// <param name="year">Its year.</param>
    /// <param name="title">Its title.</param>
    internal Campaign Blank(Campaign source, Guid hostId, int year, string title)
    {
        var copy = CopyBasics(source, year, title);
        (copy.OrganizationId, copy.Place) = (hostId, "");
        CopyParts(source, copy);
        foreach (var category in copy.Categories.Where(c => c.Issue == CodeIssue.Invited))
        {
            // As many as stand on the list, which the other host has yet to write.
            category.Target = 0;
        }

        return copy;
    }

    private Task<Campaign?> FindAsync(Scope scope, Guid campaignId, CancellationToken cancellation) =>
        db.Campaigns.AsNoTracking().WhereCovered(db, scope, Role.Organizer).WithSetup().SingleOrDefaultAsync(c => c.Id == campaignId, cancellation);

    private async Task<CampaignCopy> CopyAsync(Campaign source, Campaign copy, CancellationToken cancellation)
    {
        var (forms, categories, pools) = CopyParts(source, copy);
        var report = await CopySubjectsAsync(source, copy, pools, forms, cancellation);
        var invitees = await db.Invitees.AsNoTracking().Where(i => source.Categories.Select(c => c.Id).Contains(i.CategoryId)).ToListAsync(cancellation);
        db.Campaigns.Add(copy);
        db.Invitees.AddRange(invitees.Select(i => new Invitee { CategoryId = categories[i.CategoryId].Id, Name = i.Name, Contact = i.Contact, Order = i.Order }));
        await db.SaveChangesAsync(cancellation);
        return report;
    }

    // Forms, categories and pools by the ids of those they are copies of.
    private static (Dictionary<Guid, BallotForm> Forms, Dictionary<Guid, EvaluatorCategory> Categories, Dictionary<Guid, EvaluatorPool> Pools) CopyParts(Campaign source, Campaign copy)
    {
        var forms = source.Forms.ToDictionary(f => f.Id, f => new BallotForm { CampaignId = copy.Id, Name = f.Name, Order = f.Order, Definition = f.Definition });
        var categories = source.Categories.ToDictionary(c => c.Id, c => CopyCategory(c, copy.Id));
        var pools = source.Pools.ToDictionary(p => p.Id, p => CopyPool(p, copy.Id, categories));
        copy.Forms.AddRange(forms.Values);
        copy.Categories.AddRange(categories.Values);
        copy.Pools.AddRange(pools.Values);
        return (forms, categories, pools);
    }

    private Campaign CopyBasics(Campaign source, int year, string title) => new()
    {
        OrganizationId = source.OrganizationId,
        Title = title,
        Year = year,
        TemplateKey = source.TemplateKey,
        Place = source.Place,
        Requirements = source.Requirements,
        TallySheetTitle = source.TallySheetTitle,
        GroupMinimum = source.GroupMinimum,
        ShowsRank = source.ShowsRank,
        SortsByStrokes = source.SortsByStrokes,
        HasTwoLocks = source.HasTwoLocks,
        DecidesInPairs = source.DecidesInPairs,
        Rules = source.Rules,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
    };

    private static EvaluatorCategory CopyCategory(EvaluatorCategory source, Guid campaignId) => new()
    {
        CampaignId = campaignId,
        Name = source.Name,
        Order = source.Order,
        Target = source.Target,
        Spares = source.Spares,
        Issue = source.Issue,
        Weight = source.Weight,
    };

    private static EvaluatorPool CopyPool(EvaluatorPool source, Guid campaignId, Dictionary<Guid, EvaluatorCategory> categories)
    {
        var pool = new EvaluatorPool { CampaignId = campaignId, Name = source.Name, PlannedSize = source.PlannedSize, Order = source.Order };
        pool.Categories.AddRange(source.Categories.Select(pc => new PoolCategory { PoolId = pool.Id, CategoryId = categories[pc.CategoryId].Id, Minimum = pc.Minimum }));
        return pool;
    }

    private async Task<CampaignCopy> CopySubjectsAsync(
        Campaign source, Campaign copy, Dictionary<Guid, EvaluatorPool> pools, Dictionary<Guid, BallotForm> forms, CancellationToken cancellation)
    {
        var present = await PresentAsync(source, cancellation);
        var (dropped, replaced) = (new List<string>(), new List<(string, string)>());
        foreach (var (poolId, subjects) in source.Subjects.OrderBy(s => s.Order).GroupBy(s => s.PoolId).Select(g => (g.Key, g)))
        {
            var order = 0;
            foreach (var subject in subjects)
            {
                if (present(subject) is not { } candidate)
                {
                    dropped.Add(subject.Name);
                    continue;
                }

                if (candidate.MemberId != subject.MemberId)
                {
                    replaced.Add((subject.Name, candidate.Name));
                }

                copy.Subjects.Add(RosterSubjects.Make(candidate, copy.Id, pools[poolId].Id, forms[subject.FormId].Id, order++));
            }
        }

        return new CampaignCopy(copy.Id, dropped, replaced);
    }

    // What each subject is today, read in a few queries for all of them.
    private async Task<Func<Subject, SubjectCandidate?>> PresentAsync(Campaign source, CancellationToken cancellation)
    {
        var host = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == source.OrganizationId, cancellation);
        var zone = await TimeZones.OfAsync(db, host.Id, cancellation);
        var roster = new RosterSubjects(db, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone)));
        var organizationIds = source.Subjects.Where(s => s.MemberId is null || s.Kind == SubjectKind.Head).Select(s => s.OrganizationId).Distinct().ToList();
        var organizations = await db.Organizations.AsNoTracking().WhereWithin(host.Path).Where(o => organizationIds.Contains(o.Id)).ToListAsync(cancellation);
        var memberIds = source.Subjects.Where(s => s.Kind != SubjectKind.Head && s.MemberId is not null).Select(s => s.MemberId!.Value).Distinct().ToList();
        var people = await db.Members.AsNoTracking().Where(m => memberIds.Contains(m.Id) && m.Status == MemberStatus.Active)
            .Where(m => db.Organizations.Any(o => o.Id == m.OrganizationId && o.Path.StartsWith(host.Path))).ToListAsync(cancellation);
        var found = new Dictionary<(SubjectKind, Guid), SubjectCandidate>();
        foreach (var kind in source.Subjects.Select(s => s.Kind).Distinct())
        {
            var candidates = kind.IsPickedByPerson()
                ? await roster.OfPeopleAsync([.. people.Where(m => kind == SubjectKind.Cadre || m.IsPartyMember)], kind, cancellation)
                : await roster.OfOrganizationsAsync([.. organizations.Select(o => (o.Id, o.Name))], kind, cancellation);
            foreach (var candidate in candidates)
            {
                found.Add((kind, candidate.Key), candidate);
            }
        }

        return subject => found.GetValueOrDefault((subject.Kind, subject.Kind.IsPickedByPerson() ? subject.MemberId!.Value : subject.OrganizationId));
    }
}

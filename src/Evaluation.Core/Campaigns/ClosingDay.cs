using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>Keeps what the roster said on the day of closing: who bears the consequences, and of each person branch, posts and standing. A later change of the roster changes no result.</summary>
internal static class ClosingDay
{
    /// <summary>Writes it into the subjects of a campaign that ends at <paramref name="now"/> (UTC).</summary>
    public static async Task RecordAsync(EvaluationDbContext db, Guid campaignId, DateTime now, CancellationToken cancellation)
    {
        // Posts are dated in the host's time zone: a head who left yesterday there bears nothing.
        var host = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.OrganizationId).SingleAsync(cancellation);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, await TimeZones.OfAsync(db, host, cancellation)));
        var posts = db.Posts.Where(p => (p.From == null || p.From <= day) && (p.Until == null || p.Until >= day));
        var subjects = await db.Subjects.Where(s => s.CampaignId == campaignId).ToListAsync(cancellation);
        await RecordOrganizationsAsync(db, subjects, posts, campaignId, cancellation);
        await RecordPeopleAsync(db, subjects, posts, campaignId, cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static async Task RecordOrganizationsAsync(EvaluationDbContext db, List<Subject> subjects, IQueryable<Post> posts, Guid campaignId, CancellationToken cancellation)
    {
        var heads = await posts
            .Where(p => p.Kind == PostKind.Head && db.Subjects.Any(s => s.CampaignId == campaignId && s.MemberId == null && s.OrganizationId == p.OrganizationId))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => new { p.OrganizationId, m.Id, m.Name })
            .ToListAsync(cancellation);
        foreach (var subject in subjects.Where(s => s.MemberId is null))
        {
            var head = heads.FirstOrDefault(h => h.OrganizationId == subject.OrganizationId);
            subject.BearerId = head?.Id;
            subject.BearerName = head?.Name ?? "";
        }
    }

    private static async Task RecordPeopleAsync(EvaluationDbContext db, List<Subject> subjects, IQueryable<Post> posts, Guid campaignId, CancellationToken cancellation)
    {
        var members = db.Members.Where(m => db.Subjects.Any(s => s.CampaignId == campaignId && s.MemberId == m.Id));
        var people = await members.Join(db.Organizations, m => m.OrganizationId, o => o.Id, (m, o) => new { m.Id, m.Standing, Branch = o.Name })
            .ToDictionaryAsync(m => m.Id, cancellation);
        var held = await posts.Where(p => members.Any(m => m.Id == p.MemberId)).Select(p => new { p.MemberId, p.Kind, p.Title }).ToListAsync(cancellation);
        var titles = held.GroupBy(p => p.MemberId)
            .ToDictionary(g => g.Key, g => string.Join('、', g.OrderBy(p => p.Kind).ThenBy(p => p.Title, StringComparer.Ordinal).Select(p => p.Title).Distinct(StringComparer.Ordinal)));
        foreach (var subject in subjects.Where(s => s.MemberId is not null))
        {
            var (person, title) = (people[subject.MemberId!.Value], titles.GetValueOrDefault(subject.MemberId.Value, ""));
            subject.BearerId = subject.MemberId;
            subject.BearerName = subject.Name;
            subject.BranchName = person.Branch;
            subject.PostTitle = title.Length <= Subject.PostTitleLength ? title : title[..Subject.PostTitleLength];
            subject.Standing = person.Standing;
        }
    }
}

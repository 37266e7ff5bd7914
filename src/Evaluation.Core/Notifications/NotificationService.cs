using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Notifications;

/// <summary>A notification as it is shown.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="HostPath">Path of the campaign's host, in whose time zone moments are shown.</param>
public sealed record ShownNotification(Notification Notification, string HostPath);

/// <summary>What is listed.</summary>
/// <param name="UnreadOnly">Only those not read yet.</param>
/// <param name="Search">Part of a title or name; may be empty.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record NotificationFilter(bool UnreadOnly, string? Search, int Page);

/// <summary>One's own notifications. Every method names whose they are; those of others are not there.</summary>
public sealed class NotificationService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>The bell counts no further.</summary>
    public const int MostCounted = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(366);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>How many are unread, at most <see cref="MostCounted"/>; answered by an index alone.</summary>
    public Task<int> CountUnreadAsync(Guid userId, CancellationToken cancellation) =>
        db.Notifications.Where(n => n.UserId == userId && n.ReadAt == null).Select(n => n.Id).Take(MostCounted).CountAsync(cancellation);

    /// <summary>One's own, the newest first.</summary>
    public Task<Page<ShownNotification>> ListAsync(Guid userId, NotificationFilter filter, CancellationToken cancellation)
    {
        var search = SearchText.Fold(filter.Search ?? "");
        return db.Notifications.AsNoTracking()
            .Where(n => n.UserId == userId && (!filter.UnreadOnly || n.ReadAt == null) && (search == "" || n.Search.Contains(search)))
            .OrderByDescending(n => n.At).ThenBy(n => n.Id).WithHosts(db).ToPageAsync(filter.Page, cancellation: cancellation);
    }

    /// <summary>Marks one as read and gives it; null when the user has no such.</summary>
    public async Task<Notification?> ReadAsync(Guid userId, Guid id, CancellationToken cancellation)
    {
        await MarkAsync(db.Notifications.Where(n => n.UserId == userId && n.Id == id), cancellation);
        return await db.Notifications.AsNoTracking().SingleOrDefaultAsync(n => n.UserId == userId && n.Id == id, cancellation);
    }

    /// <summary>Marks all as read that were told until a moment, UTC: what came after the page was shown stays unread.</summary>
    public Task ReadAllAsync(Guid userId, DateTime until, CancellationToken cancellation) =>
        MarkAsync(db.Notifications.Where(n => n.UserId == userId && n.At <= until), cancellation);

    /// <summary>Removes those older than a year.</summary>
    public Task SweepAsync(CancellationToken cancellation)
    {
        var limit = Now - Kept;
        return db.Notifications.Where(n => n.At < limit).ExecuteDeleteAsync(cancellation);
    }

    // What was read needs no mail any more.
    private Task<int> MarkAsync(IQueryable<Notification> notifications, CancellationToken cancellation)
    {
        var now = Now;
        return notifications.Where(n => n.ReadAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now).SetProperty(n => n.MailDueAt, (DateTime?)null), cancellation);
    }
}

/// <summary>Named queries over notifications.</summary>
internal static class NotificationQueries
{
    /// <summary>With the paths of the hosts.</summary>
    public static IQueryable<ShownNotification> WithHosts(this IQueryable<Notification> notifications, EvaluationDbContext db) =>
        notifications.Select(n => new ShownNotification(
            n, db.Campaigns.Where(c => c.Id == n.CampaignId).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (_, o) => o.Path).Single()));
}

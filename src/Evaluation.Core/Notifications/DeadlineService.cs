using System.Globalization;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Oversight;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Notifications;

/// <summary>Finds what becomes due without anybody doing anything. Every node may run it at any time: the unique key lets each thing be told once.</summary>
public sealed class DeadlineService(EvaluationDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>Tells of deadlines that are near or have passed, and of evaluations that begin or end within a day.</summary>
    public async Task FindAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var campaign in (await FindTasksAsync(now, cancellation)).Concat(await FindFilingsAsync(now, cancellation)).Concat(await FindPlansAsync(now, cancellation)).GroupBy(n => n.CampaignId, n => n.News))
        {
            await TellAsync(campaign.Key, [.. campaign], now, cancellation);
        }
    }

    private async Task<IReadOnlyList<(Guid CampaignId, News News)>> FindTasksAsync(DateTime now, CancellationToken cancellation)
    {
        // One day more than needed: the host's day may be ahead of UTC's.
        var latest = DateOnly.FromDateTime(now).AddDays(Notification.SoonDays + 1);
        var tasks = await (
            from task in db.Consequences
            join campaign in db.Campaigns on task.CampaignId equals campaign.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            where (task.State == ConsequenceState.Open || task.State == ConsequenceState.Returned) && task.Deadline <= latest && campaign.Stage == CampaignStage.Counted
                && !db.Notifications.Any(n => n.ConsequenceId == task.Id && n.Kind == NotificationKind.Overdue)
            orderby task.Deadline, task.Id
            select new
            {
                task.Id,
                task.CampaignId,
                task.BearerName,
                task.Kind,
                task.Deadline,
                host.Path,
                IsTold = db.Notifications.Any(n => n.ConsequenceId == task.Id && n.Kind == NotificationKind.DueSoon),
            }).ToListAsync(cancellation);
        var zones = await TimeZones.ByPathAsync(db, cancellation);
        var news = new List<(Guid, News)>();
        foreach (var task in tasks)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zones(task.Path)));
            var kind = task.Deadline < today ? NotificationKind.Overdue : NotificationKind.DueSoon;
            if (task.Deadline <= today.AddDays(Notification.SoonDays) && !(kind == NotificationKind.DueSoon && task.IsTold))
            {
                news.Add((task.CampaignId, News.Of(kind, (task.Id, task.BearerName, task.Kind, task.Deadline))));
            }
        }

        return news;
    }

    // What a superior wants to have filed by a day, of campaigns that were handed down.
    private async Task<IReadOnlyList<(Guid CampaignId, News News)>> FindFilingsAsync(DateTime now, CancellationToken cancellation)
    {
        var latest = DateOnly.FromDateTime(now).AddDays(Notification.SoonDays + 1);
        var due = await FilingDays.WantedOf(db, db.Campaigns.Where(c => c.Stage != CampaignStage.Archived)).Where(d => d.PlanDue <= latest || d.ResultDue <= latest).ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return [];
        }

        var campaigns = due.ConvertAll(d => d.CampaignId);
        var told = (await db.Notifications.Where(n => (n.Kind == NotificationKind.FilingDueSoon || n.Kind == NotificationKind.FilingOverdue) && campaigns.Contains(n.CampaignId))
            .Select(n => n.Key).Distinct().ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var zones = await TimeZones.ByPathAsync(db, cancellation);
        return [.. from wanted in due
                   let today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zones(wanted.HostPath)))
                   from paper in Enum.GetValues<FilingPaper>()
                   where wanted.DayOf(paper) is { } day && day <= today.AddDays(Notification.SoonDays)
                   let news = News.Of(wanted.DayOf(paper) < today ? NotificationKind.FilingOverdue : NotificationKind.FilingDueSoon, wanted.CampaignId, paper, wanted.DayOf(paper)!.Value)
                   where !told.Contains(news.Key)
                   select (wanted.CampaignId, news)];
    }

    // An evaluation of a few hours needs no word that it ends: those running for a day do.
    private async Task<IReadOnlyList<(Guid CampaignId, News News)>> FindPlansAsync(DateTime now, CancellationToken cancellation)
    {
        var (latest, begun) = (now + Ahead, now - Ahead);
        var begin = await db.Campaigns.Where(c => c.Stage == CampaignStage.Finalized && c.PlannedBegin > now && c.PlannedBegin <= latest
                && !db.Notifications.Any(n => n.CampaignId == c.Id && n.Kind == NotificationKind.BeginsSoon && n.Moment == c.PlannedBegin))
            .Select(c => new { c.Id, Moment = c.PlannedBegin!.Value, Kind = NotificationKind.BeginsSoon }).ToListAsync(cancellation);
        var end = await db.Campaigns.Where(c => c.Stage == CampaignStage.Open && c.PlannedEnd > now && c.PlannedEnd <= latest && c.BegunAt <= begun
                && !db.Notifications.Any(n => n.CampaignId == c.Id && n.Kind == NotificationKind.EndsSoon && n.Moment == c.PlannedEnd))
            .Select(c => new { c.Id, Moment = c.PlannedEnd!.Value, Kind = NotificationKind.EndsSoon }).ToListAsync(cancellation);
        return [.. begin.Concat(end).Select(c => (c.Id, new News(c.Kind, string.Create(CultureInfo.InvariantCulture, $"{c.Kind} {c.Id:N} {c.Moment:yyyyMMddHHmm}")) { Moment = c.Moment }))];
    }

    private async Task TellAsync(Guid campaignId, IReadOnlyList<News> news, DateTime now, CancellationToken cancellation)
    {
        await Notifier.AddAsync(db, campaignId, news, (null, now), cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (Exception exception) when (exception is DbUpdateException || exception.InnerException is DbUpdateException)
        {
            db.ChangeTracker.Clear();
            var keys = news.Select(n => n.Key).ToList();
            // Another node was quicker, or PostgreSQL ended one of two that waited for each other, which its provider wraps once more: what is left is found in the next round. Anything else is a fault.
            if (exception is DbUpdateException && !await db.Notifications.AnyAsync(n => n.CampaignId == campaignId && keys.Contains(n.Key), cancellation))
            {
                throw;
            }
        }
    }
}

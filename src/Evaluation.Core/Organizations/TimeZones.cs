using Evaluation.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Organizations;

/// <summary>Time zones of organizations: instants are stored in UTC, shown and entered in the organization's zone.</summary>
public static class TimeZones
{
    /// <summary>Used where no organization up to the root names another.</summary>
    public const string Default = "Asia/Shanghai";

    /// <summary>The zone of an organization: its own, else the nearest above it, else <see cref="Default"/>.</summary>
    public static async Task<TimeZoneInfo> OfAsync(EvaluationDbContext db, Guid organizationId, CancellationToken cancellation)
    {
        var path = await db.Organizations.Where(o => o.Id == organizationId).Select(o => o.Path).SingleAsync(cancellation);
        var zone = await db.Organizations.Where(o => path.StartsWith(o.Path) && o.TimeZoneId != null)
            .OrderByDescending(o => o.Path.Length).Select(o => o.TimeZoneId).FirstOrDefaultAsync(cancellation);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? Default, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById(Default);
    }

    /// <summary>The zones of many organizations at once: a function from an organization's path to its zone.</summary>
    public static async Task<Func<string, TimeZoneInfo>> ByPathAsync(EvaluationDbContext db, CancellationToken cancellation)
    {
        var set = await db.Organizations.Where(o => o.TimeZoneId != null).Select(o => new { o.Path, o.TimeZoneId }).ToListAsync(cancellation);
        return path =>
        {
            var nearest = set.Where(o => path.StartsWith(o.Path, StringComparison.Ordinal)).MaxBy(o => o.Path.Length)?.TimeZoneId;
            return TimeZoneInfo.TryFindSystemTimeZoneById(nearest ?? Default, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById(Default);
        };
    }

    /// <summary>Today in the zone of an organization.</summary>
    public static async Task<DateOnly> TodayAsync(EvaluationDbContext db, TimeProvider clock, Guid organizationId, CancellationToken cancellation) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, await OfAsync(db, organizationId, cancellation)));
}

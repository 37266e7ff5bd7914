using Evaluation.Core.Data;
using Evaluation.Core.Notifications;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The list of one's own notifications.</summary>
/// <param name="Rows">What is shown.</param>
/// <param name="Filter">What is listed.</param>
/// <param name="Unread">How many are unread in all, at most <see cref="NotificationService.MostCounted"/>.</param>
/// <param name="Until">The moment of the page, in ticks UTC.</param>
/// <param name="ZoneOf">Time zone of a host by its path.</param>
public sealed record NotificationsPage(Page<ShownNotification> Rows, NotificationFilter Filter, int Unread, long Until, Func<string, TimeZoneInfo> ZoneOf)
{
    /// <summary>A count as it is shown: beyond 99 it is not exact.</summary>
    public static string Shown(int unread) => unread >= NotificationService.MostCounted ? "99+" : unread.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

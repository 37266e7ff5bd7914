using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Hosting;

/// <summary>Time zones as choices of a select: those of China first, then all others by name.</summary>
public static class TimeZoneChoices
{
    private static readonly string[] Usual = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau"];

    private static readonly IReadOnlyList<(string Id, string Shown)> Zones = [.. TimeZoneInfo.GetSystemTimeZones()
        .Where(zone => zone.HasIanaId && zone.Id.Contains('/'))
        .OrderBy(zone => Array.IndexOf(Usual, zone.Id) is var place && place < 0 ? Usual.Length : place).ThenBy(zone => zone.Id, StringComparer.Ordinal)
        .Select(zone => (zone.Id, $"{zone.Id} (UTC{(zone.BaseUtcOffset < TimeSpan.Zero ? '-' : '+')}{zone.BaseUtcOffset:hh\\:mm})"))];

    /// <summary>All zones; the first choice takes the superior's.</summary>
    public static IEnumerable<SelectListItem> All(Texts texts) =>
        Zones.Select(zone => new SelectListItem(zone.Shown, zone.Id)).Prepend(new SelectListItem(texts["Organizations.TimeZoneOfParent"], ""));
}

using System.Globalization;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>
/// Buttons that change a list inside a form: they post the form with <c>act=add-grade</c>, <c>remove-grade-2</c>, <c>up-grade-2</c> or <c>down-grade-2</c>,
/// and the same page comes back with everything that was typed. So lists grow without JavaScript.
/// </summary>
public static class RowActs
{
    /// <summary>Most rows a list may grow to.</summary>
    public const int Most = 60;

    /// <summary>Does what <paramref name="act"/> asks of the list called <paramref name="name"/>; false when it asks nothing of it.</summary>
    public static bool Apply<T>(string? act, string name, List<T> rows, Func<T> makeRow)
    {
        var parts = act?.Split('-') ?? [];
        if (parts.Length < 2 || parts[1] != name)
        {
            return false;
        }

        if (parts[0] == "add")
        {
            if (rows.Count < Most)
            {
                rows.Add(makeRow());
            }

            return true;
        }

        if (parts.Length < 3 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= rows.Count)
        {
            return false;
        }

        var row = rows[index];
        rows.RemoveAt(index);
        if (parts[0] != "remove")
        {
            rows.Insert(Math.Clamp(index + (parts[0] == "up" ? -1 : 1), 0, rows.Count), row);
        }

        return true;
    }
}

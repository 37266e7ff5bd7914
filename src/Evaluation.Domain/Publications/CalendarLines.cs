using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Domain.Publications;

/// <summary>What is wrong with a line of a calendar.</summary>
public enum CalendarMistake
{
    /// <summary>It does not begin with a date, or with two that are joined.</summary>
    NotADate,

    /// <summary>The last day lies before the first.</summary>
    EndsBeforeItBegins,

    /// <summary>More than <see cref="CalendarLines.MostDays"/> days: a year was mistyped.</summary>
    TooLong,

    /// <summary>The days lie in another year. December before it and January after it are taken, because a New Year's holiday may span both.</summary>
    OtherYear,

    /// <summary>One of the days stands in an earlier line.</summary>
    Repeated,

    /// <summary>A day that is to be worked is none of a weekend, and worked anyway.</summary>
    WorkedAnyway,

    /// <summary>The name is longer than <see cref="CalendarLines.NameLength"/> characters.</summary>
    NameTooLong,
}

/// <summary>A mistake with its place.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Mistake">What is wrong.</param>
public sealed record CalendarRemark(int Line, CalendarMistake Mistake);

/// <summary>
/// Holidays as they are typed, a line each: <c>2026-10-01..2026-10-07 国庆节</c> for days off, <c>2026-10-10 上班</c> for a weekend that is worked. Dates may be written 2026-10-01, 2026/10/1, 2026.10.1 or
/// 2026年10月1日, and joined by .., ~, 至 or 到. Blank lines are passed over.
/// </summary>
public static partial class CalendarLines
{
    /// <summary>Most days of one line.</summary>
    public const int MostDays = 31;

    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 20;

    private static readonly string[] Formats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];
    private static readonly string[] Working = ["上班", "补班", "调休上班", "working"];

    /// <summary>Reads the lines of a year.</summary>
    /// <returns>The entries in order of their days, and what is wrong; with a mistake the entries are not complete.</returns>
    public static (IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<CalendarRemark> Remarks) Read(int year, string text)
    {
        var (entries, remarks) = (new List<CalendarEntry>(), new List<CalendarRemark>());
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            var entry = ReadLine(lines[i].Trim());
            if (entry is null || MistakeOf(entry, year, entries) is not null)
            {
                remarks.Add(new CalendarRemark(i + 1, entry is null ? CalendarMistake.NotADate : MistakeOf(entry, year, entries)!.Value));
                continue;
            }

            entries.Add(entry);
        }

        return ([.. entries.OrderBy(e => e.From)], remarks);
    }

    /// <summary>Writes entries so that <see cref="Read"/> reads them again.</summary>
    public static string Write(IEnumerable<CalendarEntry> entries) => string.Join('\n', entries.Select(e =>
        (Text(e.From) + (e.Until > e.From ? ".." + Text(e.Until) : "") + " " + (e.IsWorking ? Working[0] : e.Name)).TrimEnd()));

    private static CalendarEntry? ReadLine(string line)
    {
        var parts = Line().Match(line);
        if (!TryReadDay(parts.Groups["from"].Value, out var from) || !TryReadDay(parts.Groups[parts.Groups["until"].Success ? "until" : "from"].Value, out var until))
        {
            return null;
        }

        var name = parts.Groups["name"].Value;
        var isWorking = Working.Contains(name, StringComparer.OrdinalIgnoreCase);
        return new CalendarEntry(from, until, isWorking, isWorking ? "" : name);
    }

    private static CalendarMistake? MistakeOf(CalendarEntry entry, int year, List<CalendarEntry> before)
    {
        if (entry.Until < entry.From)
        {
            return CalendarMistake.EndsBeforeItBegins;
        }

        if (entry.From < new DateOnly(year, 1, 1).AddMonths(-1) || entry.Until >= new DateOnly(year, 12, 1).AddMonths(2))
        {
            return CalendarMistake.OtherYear;
        }

        return entry.Until.DayNumber - entry.From.DayNumber >= MostDays ? CalendarMistake.TooLong
            : entry.Name.Length > NameLength ? CalendarMistake.NameTooLong
            : before.Exists(b => b.From <= entry.Until && entry.From <= b.Until) ? CalendarMistake.Repeated
            : entry.IsWorking && Enumerable.Range(0, entry.Until.DayNumber - entry.From.DayNumber + 1).Any(d => !WorkCalendar.IsWeekend(entry.From.AddDays(d))) ? CalendarMistake.WorkedAnyway
            : null;
    }

    private static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<from>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(\s*(\.\.|~|～|至|到|—|–|-)\s*(?<until>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?))?\s*(?<name>[^\d\s.~～至到—–-].*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}

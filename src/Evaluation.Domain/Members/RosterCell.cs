using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Domain.Members;

/// <summary>How the text of one cell is read. Pure: the same text gives the same value.</summary>
public static partial class RosterCell
{
    /// <summary>Earliest year a roster may name.</summary>
    public const int EarliestYear = 1900;

    private const string NoPost = "无";

    /// <summary>
    /// Reads a date: 1985.03, 1985-3, 1985/03/12, 198503, 19850312, 1985年3月, 1985-03-12 00:00:00.
    /// </summary>
    /// <returns>The date, or the problem: not a date, or a month that may have lost its last zero (1985.1).</returns>
    public static (RosterDate? Date, RosterProblem? Problem) ReadDate(string text)
    {
        var bare = SearchText.Fold(TimeOfDay().Replace(text.Trim(), "")).TrimEnd('.');
        var match = Separated().Match(bare);
        if (!match.Success)
        {
            match = Compact().Match(bare);
        }

        if (!match.Success)
        {
            return (null, RosterProblem.BadDate);
        }

        if (match.Groups["dot"].Success && match.Groups["month"].Value == "1" && !match.Groups["day"].Success)
        {
            return (null, RosterProblem.AmbiguousMonth);
        }

        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var monthOnly = !match.Groups["day"].Success;
        var day = monthOnly ? 1 : int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return (null, RosterProblem.BadDate);
        }

        return year < EarliestYear
            ? (null, RosterProblem.DateOutOfRange)
            : (new RosterDate(new DateOnly(year, month, day), monthOnly), null);
    }

    /// <summary>A text without the white space that forms put into it: 李　明 is 李明; between Latin letters one space stays.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = true;
                continue;
            }

            if (gap && tidy.Length > 0 && tidy[^1] < 0x2E80 && c < 0x2E80)
            {
                tidy.Append(' ');
            }

            gap = false;
            tidy.Append(c);
        }

        return tidy.ToString();
    }

    /// <summary>Splits the cells of posts, which hold several texts separated by semicolons, and pairs them; null when their numbers do not match.</summary>
    /// <remarks>One kind, organization or date stands for all titles; a date may be a span such as 2019-05至2021-03.</remarks>
    public static IReadOnlyList<RosterPost>? ReadPosts(string titles, string kinds, string organizations, string dates)
    {
        var title = Split(titles);
        if (title.Length == 0 || (title.Length == 1 && title[0] is "" or NoPost or "普通党员" or "党员" or "-" or "—" or "/"))
        {
            return [];
        }

        string[] kind = Split(kinds), organization = Split(organizations), date = Split(dates);
        if (!Fits(kind) || !Fits(organization) || !Fits(date) || title.Contains(""))
        {
            return null;
        }

        var posts = new List<RosterPost>();
        for (var i = 0; i < title.Length; i++)
        {
            var span = ReadSpan(Of(date, i));
            var kindWord = Of(kind, i);
            var readKind = RosterWords.Read<PostKind>(kindWord);
            if (span is null || (kindWord.Length > 0 && readKind is null))
            {
                return null;
            }

            posts.Add(new RosterPost(title[i], readKind, Of(organization, i) is { Length: > 0 } name ? name : null, span.Value.From, span.Value.Until));
        }

        return posts;

        bool Fits(string[] list) => list.Length <= 1 || list.Length == title.Length;
        static string Of(string[] list, int index) => list.Length == 0 ? "" : list.Length == 1 ? list[0] : list[index];
    }

    /// <summary>Writes posts as <see cref="ReadPosts"/> reads them, for one of the four columns.</summary>
    public static string WriteList(IEnumerable<string> texts)
    {
        var list = string.Join('；', texts);
        return list.All(c => c == '；') ? "" : list;
    }

    /// <summary>Writes the days of a post as <see cref="ReadPosts"/> reads them.</summary>
    public static string WriteSpan(DateOnly? from, DateOnly? until)
    {
        var first = from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        return until is { } last ? $"{first}至{last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : first;
    }

    private static (DateOnly? From, DateOnly? Until)? ReadSpan(string text)
    {
        var ends = SpanWord().Split(text);
        if (ends.Length > 2)
        {
            return null;
        }

        var until = ends.Length == 2 && ends[1] is not ("" or "今" or "现在") ? ends[1] : "";
        var (from, badFrom) = Day(ends[0]);
        var (last, badLast) = Day(until);
        if (badFrom || badLast || (from is { } f && last is { } l && l.Date < f.Date))
        {
            return null;
        }

        // A post held until a month is held to its last day.
        DateOnly? end = last is not { } given ? null : given.MonthOnly ? given.Date.AddMonths(1).AddDays(-1) : given.Date;
        return (from?.Date, end);

        static (RosterDate? Date, bool Bad) Day(string text)
        {
            if (text.Length == 0)
            {
                return (null, false);
            }

            var (date, problem) = ReadDate(text);
            return (date, problem is not null);
        }
    }

    private static string[] Split(string text) => text.Trim().Length == 0 ? [] : [.. text.Split(';', '；').Select(Tidy)];

    [GeneratedRegex(@"^(?<year>\d{4})((?<dot>\.)|[-/年])(?<month>\d{1,2})(([-./月])(?<day>\d{1,2})日?|月)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separated();

    [GeneratedRegex(@"^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compact();

    [GeneratedRegex(@"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("至|到|~|～", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpanWord();
}

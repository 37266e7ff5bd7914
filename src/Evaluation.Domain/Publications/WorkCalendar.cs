namespace Evaluation.Domain.Publications;

/// <summary>Days that the yearly notice on holidays (国务院办公厅关于部分节假日安排的通知) sets apart.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Until">The last of them, not before the first.</param>
/// <param name="IsWorking">Whether they are worked, as weekends that make up for a holiday (调休) are; else they are off.</param>
/// <param name="Name">What they are called; may be empty.</param>
public sealed record CalendarEntry(DateOnly From, DateOnly Until, bool IsWorking, string Name)
{
    /// <summary>Whether it holds a day; both ends belong to it.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>Which days are working days: Monday to Friday, less the holidays that were entered, and the weekends that make up for them. A day entered both ways is worked.</summary>
/// <param name="Years">The years for which the notice was entered.</param>
/// <param name="Entries">What was entered, of all years.</param>
public sealed record WorkCalendar(IReadOnlyCollection<int> Years, IReadOnlyCollection<CalendarEntry> Entries)
{
    /// <summary>Nothing was entered: weekends alone are off.</summary>
    public static WorkCalendar Empty { get; } = new([], []);

    /// <summary>Whether a day is worked.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        Entries.Any(e => e.IsWorking && e.Covers(day)) || (!IsWeekend(day) && !Entries.Any(e => !e.IsWorking && e.Covers(day)));

    /// <summary>The last of a number of working days that begin on <paramref name="from"/>, which counts itself when it is one.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="days">How many; at least 1.</param>
    public DateOnly LastWorkingDay(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        for (var day = from; ; day = day.AddDays(1))
        {
            days -= IsWorkingDay(day) ? 1 : 0;
            if (days == 0)
            {
                return day;
            }
        }
    }

    /// <summary>How many working days there are from one day to another; both belong. 0 when the last lies before the first.</summary>
    public int CountWorkingDays(DateOnly from, DateOnly until)
    {
        var days = 0;
        for (var day = from.DayNumber; day <= until.DayNumber; day++)
        {
            days += IsWorkingDay(DateOnly.FromDayNumber(day)) ? 1 : 0;
        }

        return days;
    }

    /// <summary>The years from one day to another for which nothing was entered, ascending: there, only weekends are known to be off.</summary>
    public IReadOnlyList<int> UnknownYears(DateOnly from, DateOnly until) =>
        until < from ? [] : [.. Enumerable.Range(from.Year, until.Year - from.Year + 1).Except(Years)];

    /// <summary>Whether a day is a Saturday or a Sunday.</summary>
    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

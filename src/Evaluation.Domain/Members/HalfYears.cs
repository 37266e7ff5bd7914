namespace Evaluation.Domain.Members;

/// <summary>The days as of which rosters are reported: 30 June and 31 December.</summary>
public static class HalfYears
{
    /// <summary>The last day of a half-year that is not after <paramref name="today"/>.</summary>
    public static DateOnly LastEnd(DateOnly today) =>
        today is { Month: 12, Day: 31 } ? today
        : today >= new DateOnly(today.Year, 6, 30) ? new DateOnly(today.Year, 6, 30)
        : new DateOnly(today.Year - 1, 12, 31);
}

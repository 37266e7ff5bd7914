using System.Globalization;
using Evaluation.Core.Data;
using Evaluation.Domain.Publications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Settings;

/// <summary>How saving the holidays of a year came out.</summary>
/// <param name="IsStale">Whether somebody else saved in between; nothing was saved.</param>
/// <param name="IsTooLong">Whether it is more than can be kept; nothing was saved.</param>
/// <param name="Remarks">What is wrong, by line; when there is anything, nothing was saved.</param>
public sealed record HolidayOutcome(bool IsStale, bool IsTooLong, IReadOnlyList<CalendarRemark> Remarks)
{
    /// <summary>Whether it was saved.</summary>
    public bool IsSaved => !IsStale && !IsTooLong && Remarks.Count == 0;
}

/// <summary>The statutory holidays of the installation, entered year by year when the State Council has published them. The program brings none along: nobody knows them before.</summary>
public sealed class HolidayService(EvaluationDbContext db)
{
    /// <summary>The first year that can be entered.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last year that can be entered.</summary>
    public const int LastYear = 2100;

    private const string Prefix = "Holidays.";

    /// <summary>The working days as far as they are known.</summary>
    public async Task<WorkCalendar> CalendarAsync(CancellationToken cancellation)
    {
        var years = await db.Settings.AsNoTracking().Where(s => s.Key.StartsWith(Prefix)).ToListAsync(cancellation);
        var read = years.Select(s => (Year: int.Parse(s.Key[Prefix.Length..], CultureInfo.InvariantCulture), s.Value)).OrderBy(y => y.Year).ToList();
        return new WorkCalendar([.. read.Select(y => y.Year)], [.. read.SelectMany(y => CalendarLines.Read(y.Year, y.Value).Entries)]);
    }

    /// <summary>What is kept of a year, a line each; empty when nothing was entered.</summary>
    public async Task<string> LinesAsync(int year, CancellationToken cancellation) =>
        await db.Settings.Where(s => s.Key == KeyOf(year)).Select(s => s.Value).SingleOrDefaultAsync(cancellation) ?? "";

    /// <summary>Saves the holidays of a year; no line at all removes the year.</summary>
    /// <param name="year">The year.</param>
    /// <param name="seen">What was kept when the form was shown.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HolidayOutcome> SaveAsync(int year, string seen, string text, CancellationToken cancellation)
    {
        var key = KeyOf(year);
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == key, cancellation);
        var (entries, remarks) = CalendarLines.Read(year, text);
        var lines = CalendarLines.Write(entries);
        var outcome = new HolidayOutcome((setting?.Value ?? "") != seen.ReplaceLineEndings("\n"), lines.Length > Setting.ValueLength, remarks);
        if (!outcome.IsSaved)
        {
            return outcome;
        }

        if (setting is not null && lines.Length == 0)
        {
            db.Settings.Remove(setting);
        }
        else if (setting is not null)
        {
            setting.Value = lines;
        }
        else if (lines.Length > 0)
        {
            db.Settings.Add(new Setting { Key = key, Value = lines });
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return outcome;
        }
        catch (DbUpdateException) when (setting is null || lines.Length == 0)
        {
            // Two began, or removed, a year at once: the other was quicker.
            db.ChangeTracker.Clear();
            return outcome with { IsStale = true };
        }
    }

    private static string KeyOf(int year) => Prefix + year.ToString(CultureInfo.InvariantCulture);
}

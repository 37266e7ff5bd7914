using System.ComponentModel.DataAnnotations;
using Evaluation.Domain.Publications;

namespace Evaluation.Web.Areas.Admin.Models;

/// <summary>The holidays of one year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">The years to choose from.</param>
/// <param name="Calendar">What is kept of all years.</param>
/// <param name="Form">The lines.</param>
public sealed record HolidaysPage(int Year, IReadOnlyList<int> Years, WorkCalendar Calendar, HolidaysForm Form)
{
    /// <summary>What is wrong with the lines, by line.</summary>
    public IReadOnlyList<CalendarRemark> Remarks { get; init; } = [];

    /// <summary>What is kept of the year.</summary>
    public IEnumerable<CalendarEntry> Entries => Calendar.Entries.Where(e => e.From.Year == Year || e.Until.Year == Year);
}

/// <summary>The lines of a year, as typed.</summary>
public sealed class HolidaysForm
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int Length = 4000;

    /// <summary>What was kept when the form was shown.</summary>
    [StringLength(Length)]
    public string? Seen { get; set; }

    /// <summary>The lines.</summary>
    [Display(Name = "Holidays.Lines"), StringLength(Length)]
    public string? Lines { get; set; }
}

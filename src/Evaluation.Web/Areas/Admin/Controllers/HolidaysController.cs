using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Core.Settings;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>The statutory holidays by year, which working days are counted with.</summary>
[Area("Admin"), Route("admin/holidays"), Authorize(Policies.Installation)]
public sealed class HolidaysController(HolidayService holidays, EvaluationDbContext db, TimeProvider clock, Texts texts) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The lines of a year; of this one when none is named.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year)
    {
        var today = await TodayAsync();
        if (!IsYear(year ?? today.Year))
        {
            return NotFound();
        }

        var lines = await holidays.LinesAsync(year ?? today.Year, Aborted);
        return View(await PageAsync(year ?? today.Year, new HolidaysForm { Seen = lines, Lines = lines }));
    }

    /// <summary>Saves the lines of a year.</summary>
    [HttpPost("")]
    public async Task<IActionResult> SaveHolidays(int year, [Bind(Prefix = nameof(HolidaysPage.Form))] HolidaysForm form)
    {
        if (!IsYear(year))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Index), await PageAsync(year, form));
        }

        var outcome = await holidays.SaveAsync(year, form.Seen ?? "", form.Lines ?? "", Aborted);
        if (outcome.IsSaved)
        {
            this.Flash("Common.Saved");
            return RedirectToAction(nameof(Index), new { year });
        }

        if (outcome.IsStale)
        {
            // What was typed stays; what is kept by now can be looked at beside it.
            ModelState.AddModelError("", texts["Campaigns.Refused.Stale"]);
            ModelState.Remove(nameof(HolidaysPage.Form) + "." + nameof(form.Seen));
            form.Seen = await holidays.LinesAsync(year, Aborted);
        }
        else
        {
            ModelState.AddModelError(nameof(HolidaysPage.Form) + "." + nameof(form.Lines), outcome.IsTooLong ? texts["Holidays.TooLong"] : texts["Holidays.Wrong", outcome.Remarks.Count]);
        }

        return View(nameof(Index), await PageAsync(year, form) with { Remarks = outcome.Remarks });
    }

    private static bool IsYear(int year) => year is >= HolidayService.FirstYear and <= HolidayService.LastYear;

    private async Task<DateOnly> TodayAsync() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, (await TimeZones.ByPathAsync(db, Aborted))("")));

    private async Task<HolidaysPage> PageAsync(int year, HolidaysForm form)
    {
        var today = await TodayAsync();
        var calendar = await holidays.CalendarAsync(Aborted);
        return new HolidaysPage(year, [.. calendar.Years.Concat([today.Year, today.Year + 1, year]).Distinct().Where(IsYear).Order()], calendar, form);
    }
}

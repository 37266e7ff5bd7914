using System.Globalization;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Core.Organizations;
using Evaluation.Web.Areas.Admin.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Admin.Controllers;

/// <summary>The journal of the whole installation.</summary>
[Area("Admin"), Route("admin/journal"), Authorize(Policies.Installation)]
public sealed class JournalController(JournalService journal, EvaluationDbContext db) : Controller
{
    /// <summary>The list, narrowed by text and days.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? text, DateOnly? from, DateOnly? until, int page = 1, CancellationToken cancellation = default)
    {
        var zone = (await TimeZones.ByPathAsync(db, cancellation))("");
        DateTime? StartOf(DateOnly? day) => day is { } d && d < DateOnly.MaxValue ? TimeZoneInfo.ConvertTimeToUtc(d.ToDateTime(TimeOnly.MinValue), zone) : null;
        var filter = new JournalFilter(text?.Trim(), StartOf(from), StartOf(until?.AddDays(until == DateOnly.MaxValue ? 0 : 1)));
        var found = await journal.ListAsync(filter, page, cancellation);
        var rows = found.Rows.Select(JournalRow.From).Select(row => row with { At = TimeZoneInfo.ConvertTimeFromUtc(row.At, zone) });
        return View(new JournalPage(new Page<JournalRow>([.. rows], found.Number, found.Size, found.Total), text, from, until));
    }

    /// <summary>The whole journal as a file that the verifier checks.</summary>
    [HttpGet("download")]
    public IActionResult Download() =>
        new LinesResult(journal.LinesAsync(), string.Create(CultureInfo.InvariantCulture, $"journal-{DateTime.UtcNow:yyyyMMdd}.txt"));
}

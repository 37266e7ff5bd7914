using Evaluation.Core.Data;
using Evaluation.Core.Supervision;
using Evaluation.Documents.Registers;
using Evaluation.Domain.Campaigns;
using Evaluation.Web.Areas.Superior.Models;
using Evaluation.Web.Hosting;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Superior.Controllers;

/// <summary>Counted results held against each other: the subjects of a year, and a subject over the years. Organizers and superiors see those of the campaigns they cover.</summary>
[Area("Superior"), Route("comparison"), Authorize(Policies.Outcomes)]
public sealed class ComparisonController(ComparisonService comparison, CurrentUser user, Texts texts, ComparisonTexts words, TallySheets sheets, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The results of a year.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, SubjectKind? kind, string? search, int page = 1)
    {
        var (scope, filter) = (await user.ScopeAsync(), new ComparisonFilter(kind, search));
        var years = await comparison.YearsAsync(scope, Aborted);
        var chosen = year ?? years.Append(clock.GetUtcNow().Year).First();
        var rows = await comparison.OfYearAsync(scope, chosen, filter, Aborted);
        return View(new ComparisonPage(chosen, [.. years.Append(chosen).Distinct().OrderDescending()], filter, rows.ToPage(page, ComparisonPage.PageSize)));
    }

    /// <summary>The subjects over the years.</summary>
    [HttpGet("trend")]
    public async Task<IActionResult> Trend(SubjectKind? kind, string? search, int page = 1)
    {
        var filter = new ComparisonFilter(kind, search);
        var (years, trends) = await comparison.TrendsAsync(await user.ScopeAsync(), filter, Aborted);
        return View(new TrendPage(years, filter, trends.ToPage(page, ComparisonPage.PageSize)));
    }

    /// <summary>The results of a year as a workbook.</summary>
    [HttpGet("{year:int}.xlsx"), GivesMemoryBack]
    public async Task<IActionResult> Workbook(int year)
    {
        var scope = await user.ScopeAsync();
        var rows = (await comparison.OfYearAsync(scope, year, new ComparisonFilter(), Aborted)).Select(r => new ComparisonRow(
            texts.Of(r.Subject.Kind), r.Name, r.Host, r.Campaign, r.Metric?.Name ?? "", r.IsWithheld ? texts["Oversight.Withheld"] : ComparisonTexts.Rate(r), words.Rank(r), Number(r.Valid), string.Join(texts["Campaigns.Separator"], r.Consequences.Select(texts.Of))));
        var book = ComparisonWorkbook.Make(texts["Oversight.Comparison.BookTitle", year], texts["Oversight.Unit", scope.OrganizationName ?? ""], rows, Translate);
        return File(book, TallySheets.Workbook, sheets.FileName("Oversight.Comparison.BookTitle", "xlsx", year));
    }

    /// <summary>The subjects over the years as a workbook.</summary>
    [HttpGet("trend.xlsx"), GivesMemoryBack]
    public async Task<IActionResult> TrendWorkbook()
    {
        var scope = await user.ScopeAsync();
        var (_, trends) = await comparison.TrendsAsync(scope, new ComparisonFilter(), Aborted);
        var rows = trends.SelectMany(t => t.Results.Select(r => new TrendRow(
            texts.Of(r.Subject.Kind), r.Name, Number(r.Year), r.Campaign, r.Metric?.Name ?? "", r.IsWithheld ? texts["Oversight.Withheld"] : ComparisonTexts.Rate(r), words.Change(t, r), Number(r.Valid))));
        var book = Documents.Registers.TrendWorkbook.Make(texts["Oversight.Trend.BookTitle"], texts["Oversight.Unit", scope.OrganizationName ?? ""], rows, Translate);
        return File(book, TallySheets.Workbook, sheets.FileName("Oversight.Trend.BookTitle", "xlsx"));
    }

    private static string Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private string Translate(string key, params object[] arguments) => texts[key, arguments];
}

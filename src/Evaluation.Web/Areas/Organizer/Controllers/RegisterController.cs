using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Documents.Registers;
using Evaluation.Domain.Rules;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The register: who may not be commended this year, whose rating is capped, who is put forward, and why.</summary>
[Area("Organizer"), Route("register"), Authorize(Policies.Outcomes)]
public sealed class RegisterController(RegisterService register, ConsequenceService consequences, CurrentUser user, Texts texts, ResultTexts words, TallySheets sheets) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The entries of a year.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, ConsequenceKind? kind, string? search, int page = 1) => View(await PageAsync(year, kind, search, page));

    /// <summary>Asks for a pasted list of names. Nothing is stored.</summary>
    [HttpPost("check")]
    public async Task<IActionResult> Check(int? year, string? names)
    {
        var page = await PageAsync(year, null, null, 1);
        var asked = RegisterService.NamesOf(names);
        if (asked.Count is 0 or > RegisterService.MostNames)
        {
            ModelState.AddModelError("names", texts[asked.Count == 0 ? "Outcomes.Register.NoNames" : "Outcomes.Register.TooManyNames", RegisterService.MostNames]);
            return View(nameof(Index), page with { Names = names });
        }

        return View(nameof(Index), page with { Names = names, Checked = await register.CheckAsync(await user.ScopeAsync(), page.Year, asked, Aborted) });
    }

    /// <summary>The entries of a year as a workbook.</summary>
    [HttpGet("{year:int}.xlsx")]
    public async Task<IActionResult> Workbook(int year)
    {
        var scope = await user.ScopeAsync();
        var rows = (await register.ListAsync(scope, year, null, null, Aborted)).Select(e => new RegisterRow(
            e.Organization, e.Consequence.BearerName, texts.Of(e.Consequence.Kind), e.ShowsFigures ? words.Line(e.Found) : texts["Outcomes.FiguresWithheld"], texts["Results.Clause", e.Rule.Number, e.Rule.Clause], e.Campaign));
        var book = RegisterWorkbook.Make(texts["Outcomes.Register.BookTitle", year], scope.OrganizationName ?? "", rows, (key, arguments) => texts[key, arguments]);
        return File(book, TallySheets.Workbook, sheets.FileName("Outcomes.Register.BookTitle", "xlsx", year));
    }

    private async Task<RegisterPage> PageAsync(int? year, ConsequenceKind? kind, string? search, int page)
    {
        var (scope, chosen) = (await user.ScopeAsync(), year ?? (await consequences.TodayAsync(Aborted)).Year);
        var entries = await register.ListAsync(scope, chosen, kind, search, Aborted);
        return new RegisterPage(chosen, [.. (await register.YearsAsync(scope, Aborted)).Append(chosen).Distinct().OrderDescending()], kind, search, entries.ToPage(page, RegisterPage.PageSize), null, null);
    }
}

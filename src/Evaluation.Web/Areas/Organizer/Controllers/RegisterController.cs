using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Documents.Registers;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Evaluation.Web.Hosting;
using Evaluation.Web.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The register: who may not be commended this year, whose rating is capped, who is put forward or on one of the other lists, and why.</summary>
[Area("Organizer"), Route("register"), Authorize(Policies.Outcomes)]
public sealed class RegisterController(RegisterService register, ConsequenceService consequences, CurrentUser user, Texts texts, ResultTexts words, TallySheets sheets) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The entries of a year on one list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int? year, ConsequenceKind? kind, string? search, RegisterList list = RegisterList.Limits, int page = 1) => View(await PageAsync(year, list, kind, search, page));

    /// <summary>Asks for a pasted list of names. Nothing is stored.</summary>
    [HttpPost("check")]
    public async Task<IActionResult> Check(int? year, string? names)
    {
        var page = await PageAsync(year, RegisterList.Limits, null, null, 1);
        var asked = RegisterService.NamesOf(names);
        if (asked.Count is 0 or > RegisterService.MostNames)
        {
            ModelState.AddModelError("names", texts[asked.Count == 0 ? "Outcomes.Register.NoNames" : "Outcomes.Register.TooManyNames", RegisterService.MostNames]);
            return View(nameof(Index), page with { Names = names });
        }

        return View(nameof(Index), page with { Names = names, Checked = await register.CheckAsync(await user.ScopeAsync(), page.Year, asked, Aborted) });
    }

    /// <summary>The entries of a year on one list as a workbook.</summary>
    [HttpGet("{year:int}.xlsx")]
    public async Task<IActionResult> Workbook(int year, RegisterList list = RegisterList.Limits)
    {
        var scope = await user.ScopeAsync();
        var rows = (await register.ListAsync(scope, (year, list), null, null, Aborted)).Select(e => new RegisterRow(
            e.Organization, e.Consequence.BearerName, texts.Of(e.Consequence.Kind), e.ShowsFigures ? words.Line(e.Found) : texts["Outcomes.FiguresWithheld"], texts["Results.Clause", e.Rule.Number, e.Rule.Clause], e.Campaign, RemarkOn(e)));
        var title = texts["Outcomes.Register.BookTitle", year, texts.Of(list)];
        return File(
            RegisterWorkbook.Make(title, scope.OrganizationName ?? "", rows, (key, arguments) => texts[key, arguments]),
            TallySheets.Workbook,
            sheets.FileName("Outcomes.Register.BookTitle", "xlsx", year, texts.Of(list)));
    }

    // Deeds and where they are publicised, and whatever limits somebody on a favourable list.
    private string RemarkOn(RegisterEntry entry)
    {
        var task = entry.Consequence;
        return string.Join('\n', new[]
        {
            task.Record,
            task.Publicised.Length > 0 ? texts["Outcomes.Register.PublicisedIn", task.Publicised] : "",
            entry.Limits.Count > 0 ? texts["Outcomes.Register.Limited", string.Join(texts["Campaigns.Separator"], entry.Limits.Select(k => texts.Of(k)))] : "",
        }.Where(line => line.Length > 0));
    }

    private async Task<RegisterPage> PageAsync(int? year, RegisterList list, ConsequenceKind? kind, string? search, int page)
    {
        var (scope, chosen) = (await user.ScopeAsync(), year ?? (await consequences.TodayAsync(Aborted)).Year);
        var entries = await register.ListAsync(scope, (chosen, list), kind, search, Aborted);
        return new RegisterPage(chosen, [.. (await register.YearsAsync(scope, Aborted)).Append(chosen).Distinct().OrderDescending()], list, kind, search, entries.ToPage(page, RegisterPage.PageSize), null, null);
    }
}

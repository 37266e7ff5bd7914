using Evaluation.Core.Members;
using Evaluation.Documents.Rosters;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The template that is filled in, and the roster as a workbook.</summary>
[Area("Organizer"), Route("members"), Authorize(Policies.Rosters)]
public sealed class RosterFilesController(RosterExport export, CurrentUser current, RosterTexts texts) : Controller
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The template, in the user's language.</summary>
    [HttpGet("template")]
    public IActionResult Template()
    {
        using var file = new MemoryStream();
        RosterTemplate.Write(file, texts.Labels, texts.Template);
        return File(file.ToArray(), Workbook, texts.TemplateFileName);
    }

    /// <summary>The roster of an organization and all below it.</summary>
    [HttpGet("export")]
    public async Task<IActionResult> Export(Guid organization)
    {
        var roster = await export.ReadAsync(await current.ScopeAsync(), organization, HttpContext.RequestAborted);
        if (roster is null)
        {
            return NotFound();
        }

        using var file = new MemoryStream();
        RosterWorkbook.Write(file, texts.Labels, roster.Organizations, roster.Members);
        return File(file.ToArray(), Workbook, texts.ExportFileName(roster.Name));
    }
}

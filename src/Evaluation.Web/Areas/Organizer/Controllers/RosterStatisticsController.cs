using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Web.Areas.Organizer.Models;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Areas.Organizer.Controllers;

/// <summary>The make-up of a roster in figures.</summary>
[Area("Organizer"), Route("members/statistics"), Authorize(Policies.Rosters)]
public sealed class RosterStatisticsController(EvaluationDbContext db, CurrentUser current, TimeProvider clock) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The figures of a subtree, ages as of a day: the end of the last half-year unless another is asked for.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? organization, DateOnly? asOf)
    {
        var scope = await current.ScopeAsync();
        var nodes = await OrganizationTree.ReadAsync(db, scope, RosterKeepers.Roles, Aborted);
        var root = nodes.FirstOrDefault(n => organization is null || n.Id == organization);
        if (root is null)
        {
            return NotFound();
        }

        var today = await TimeZones.TodayAsync(db, clock, root.Id, Aborted);
        var people = await db.Members.WhereCovered(db, scope, RosterKeepers.Roles).WhereWithin(db, root.Path).SelectPeople().ToListAsync(Aborted);
        var statistics = RosterStatistics.Of(people, asOf ?? HalfYears.LastEnd(today));
        return View(new StatisticsPage(
            statistics,
            [.. nodes.Where(n => statistics.ByOrganization.ContainsKey(n.Id))],
            root.Id,
            root.Name,
            await Places.ForAsync(db, scope, Aborted, RosterKeepers.Roles),
            today));
    }
}

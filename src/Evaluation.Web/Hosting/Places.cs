using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Organizations as choices of a select.</summary>
public static class Places
{
    // Browsers drop plain blanks at the start of a choice, but not this one.
    private const char Indent = '\u3000';

    /// <summary>The organizations covered by any of the roles, parents before children, indented by level; the first choice is empty.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> ForAsync(EvaluationDbContext db, Scope scope, CancellationToken cancellation, params Role[] roles)
    {
        var organizations = await db.Organizations.AsNoTracking().WhereCovered(scope, roles).ToListAsync(cancellation);
        var ids = organizations.Select(o => o.Id).ToHashSet();
        var children = organizations.ToLookup(o => o.ParentId is { } parent && ids.Contains(parent) ? parent : Guid.Empty);
        var choices = new List<SelectListItem> { new("", "") };
        Add(Guid.Empty, 0);
        return choices;

        void Add(Guid parent, int level)
        {
            foreach (var organization in children[parent].OrderBy(o => o.Order).ThenBy(o => o.Name, StringComparer.Ordinal))
            {
                choices.Add(new SelectListItem(new string(Indent, level) + organization.Name, organization.Id.ToString()));
                Add(organization.Id, level + 1);
            }
        }
    }
}

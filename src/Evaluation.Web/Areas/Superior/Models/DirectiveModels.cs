using System.Globalization;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Directives;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>What was handed down.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Zone">The zone in which times are shown.</param>
public sealed record DirectivesPage(Page<ListedDirective> Rows, string? Search, TimeZoneInfo Zone);

/// <summary>The page on which an evaluation is handed down, and the one that asks once more.</summary>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Organizations">In whose name it can be done.</param>
/// <param name="Sources">What can be handed down.</param>
/// <param name="Choices">To whom, in the order of the tree.</param>
/// <param name="Zone">Zone of the times.</param>
public sealed record HandDownPage(DirectiveForm Form, IReadOnlyList<SelectListItem> Organizations, IReadOnlyList<SelectListItem> Sources, IReadOnlyList<BranchChoice> Choices, TimeZoneInfo Zone)
{
    /// <summary>Title of the source, where {year} and {organization} are to be filled in.</summary>
    public string SourceTitle { get; init; } = "";

    /// <summary>The branches that are shown: those that are searched for.</summary>
    public IReadOnlyList<BranchChoice> Shown => SearchText.Fold(Form.Search ?? "") is { Length: > 0 } search
        ? [.. Choices.Where(c => c.SearchName.Contains(search, StringComparison.Ordinal))]
        : Choices;

    /// <summary>Branches ticked that are not shown: they stay ticked.</summary>
    public IEnumerable<Guid> Hidden => Form.Chosen.Except(Shown.Select(c => c.Id));

    /// <summary>The branches ticked.</summary>
    public IReadOnlyList<BranchChoice> Chosen => [.. Choices.Where(c => Form.Chosen.Contains(c.Id))];

    /// <summary>What is handed down, in words.</summary>
    public string SourceName => Sources.FirstOrDefault(s => s.Value == Form.Source)?.Text ?? "";

    /// <summary>In whose name.</summary>
    public string OrganizationName => Organizations.FirstOrDefault(o => o.Value == Form.Organization?.ToString())?.Text ?? "";

    /// <summary>Title of a branch's campaign.</summary>
    public string TitleOf(BranchChoice branch) =>
        CampaignService.FillTitle(string.IsNullOrWhiteSpace(Form.Title) ? SourceTitle : Form.Title.Trim(), Form.Year ?? 0, branch.Name);
}

/// <summary>One directive with its branches.</summary>
/// <param name="Listed">The directive.</param>
/// <param name="Rows">One page of its branches.</param>
/// <param name="View">Which are shown.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Zone">Zone of the times.</param>
/// <param name="Source">Name of what was handed down.</param>
public sealed record DirectivePage(ListedDirective Listed, Page<DirectiveRow> Rows, DirectiveView View, string? Search, TimeZoneInfo Zone, string Source)
{
    /// <summary>A moment in the zone, as text; null when there is none.</summary>
    public string? Local(DateTime? utc) => utc is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("g", CultureInfo.CurrentCulture) : null;

    /// <summary>Whether a part is laid down.</summary>
    public bool Locks(CampaignLocks part) => (Listed.Directive.Locks & part) != CampaignLocks.None;
}

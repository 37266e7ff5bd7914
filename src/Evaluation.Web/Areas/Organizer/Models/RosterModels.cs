using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form that uploads a roster.</summary>
public sealed class UploadModel
{
    /// <summary>The organization it is imported into.</summary>
    [Display(Name = "Import.Organization"), Required(ErrorMessage = "Common.Choose")]
    public Guid? OrganizationId { get; set; }

    /// <summary>The file.</summary>
    [Display(Name = "Import.File"), Required(ErrorMessage = "Common.Choose")]
    public IFormFile? File { get; set; }

    /// <summary>Whether organizations that are named and not declared are made.</summary>
    [Display(Name = "Import.MakesOrganizations")]
    public bool MakesOrganizations { get; set; }
}

/// <summary>The page on which a roster is uploaded.</summary>
/// <param name="Form">The form.</param>
/// <param name="Places">Organizations to choose from.</param>
public sealed record UploadPage(UploadModel Form, IReadOnlyList<SelectListItem> Places);

/// <summary>What an uploaded roster would do.</summary>
/// <param name="DraftId">The draft.</param>
/// <param name="Preview">What it would do.</param>
/// <param name="Errors">One page of its errors.</param>
public sealed record PreviewPage(Guid DraftId, RosterPreview Preview, Page<RosterRemark> Errors)
{
    /// <summary>Changes and notices shown; the rest are counted.</summary>
    public const int Shown = 100;
}

/// <summary>The statistics of a roster.</summary>
/// <param name="Statistics">The counts.</param>
/// <param name="Nodes">Organizations with Party members, in their order.</param>
/// <param name="OrganizationId">The organization whose subtree is counted.</param>
/// <param name="OrganizationName">Its name.</param>
/// <param name="Places">Organizations to choose from.</param>
/// <param name="Today">Today in its time zone.</param>
public sealed record StatisticsPage(
    RosterStatistics Statistics, IReadOnlyList<OrganizationNode> Nodes, Guid OrganizationId, string OrganizationName, IReadOnlyList<SelectListItem> Places, DateOnly Today);

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The tree, one page of it.</summary>
/// <param name="Rows">Its nodes.</param>
/// <param name="Figures">What is counted of each.</param>
/// <param name="Text">What was searched; null for all.</param>
public sealed record OrganizationListModel(Page<OrganizationNode> Rows, IReadOnlyDictionary<Guid, OrganizationFigures> Figures, string? Text);

/// <summary>The form of an organization.</summary>
public sealed class OrganizationModel
{
    /// <summary>The superior, when it is new.</summary>
    [Display(Name = "Organizations.Parent"), Required(ErrorMessage = "Common.Choose")]
    public Guid? ParentId { get; set; }

    /// <summary>The version that is edited.</summary>
    public int Version { get; set; }

    /// <summary>Full name.</summary>
    [Display(Name = "Organizations.Name"), Required, StringLength(Organization.NameLength)]
    public string? Name { get; set; }

    /// <summary>Its kind.</summary>
    [Display(Name = "Organizations.Kind"), Required(ErrorMessage = "Common.Choose")]
    public OrganizationKind? Kind { get; set; }

    /// <summary>Its time zone; empty takes the superior's.</summary>
    [Display(Name = "Organizations.TimeZone"), StringLength(60)]
    public string? TimeZoneId { get; set; }

    /// <summary>The form of a known organization.</summary>
    public static OrganizationModel From(Organization organization) => new()
    {
        ParentId = organization.ParentId,
        Version = organization.Version,
        Name = organization.Name,
        Kind = organization.Kind,
        TimeZoneId = organization.TimeZoneId,
    };
}

/// <summary>A form with the choices it offers.</summary>
/// <param name="Form">The form.</param>
/// <param name="Places">Organizations to choose from.</param>
public sealed record NewOrganizationPage(OrganizationModel Form, IReadOnlyList<SelectListItem> Places);

/// <summary>The page of one organization.</summary>
public sealed class OrganizationPage
{
    /// <summary>The node in the tree.</summary>
    public required OrganizationNode Node { get; init; }

    /// <summary>The form.</summary>
    public required OrganizationModel Form { get; init; }

    /// <summary>Where it may be moved.</summary>
    public required IReadOnlyList<SelectListItem> Places { get; init; }

    /// <summary>People of its subtree, and its head.</summary>
    public required OrganizationFigures Figures { get; init; }

    /// <summary>All who head or headed it, the latest first.</summary>
    public required IReadOnlyList<(Post Post, string Name)> Heads { get; init; }

    /// <summary>Today in its time zone.</summary>
    public required DateOnly Today { get; init; }
}

/// <summary>The form that appoints a head.</summary>
public sealed class HeadModel
{
    /// <summary>Who.</summary>
    [Display(Name = "Organizations.Head.Person"), Required(ErrorMessage = "Common.Choose")]
    public Guid? MemberId { get; set; }

    /// <summary>Title of the post.</summary>
    [Display(Name = "Members.Post.Title"), Required, StringLength(Post.TitleLength)]
    public string? Title { get; set; }

    /// <summary>First day.</summary>
    [Display(Name = "Members.Post.From"), Required]
    public DateOnly? From { get; set; }
}

/// <summary>The page on which a head is appointed.</summary>
/// <param name="Node">The organization.</param>
/// <param name="Present">Its present head; null when vacant.</param>
/// <param name="Candidates">People to choose from, with the names of their organizations.</param>
/// <param name="IsCut">Whether more people fit than are shown.</param>
/// <param name="Text">What was searched.</param>
/// <param name="Form">The form.</param>
public sealed record HeadPage(OrganizationNode Node, string? Present, IReadOnlyList<(Guid Id, string Name, string Organization)> Candidates, bool IsCut, string? Text, HeadModel Form);

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A row of the list of campaigns.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Host">Name of its host.</param>
/// <param name="Year">Its year.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Evaluators">Planned evaluators, each person once.</param>
public sealed record CampaignRow(Guid Id, string Title, string Host, int Year, CampaignStage Stage, int Subjects, int Evaluators);

/// <summary>What the list is narrowed to.</summary>
public sealed class CampaignsFilter
{
    /// <summary>Part of a title.</summary>
    public string? Search { get; set; }

    /// <summary>Year.</summary>
    public int? Year { get; set; }

    /// <summary>Stage.</summary>
    public CampaignStage? Stage { get; set; }

    /// <summary>Number of the page.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Whether it narrows at all.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(Search) || Year is not null || Stage is not null;
}

/// <summary>The list of campaigns.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="Years">The years there are.</param>
public sealed record CampaignsPage(Page<CampaignRow> Rows, CampaignsFilter Filter, IReadOnlyList<int> Years);

/// <summary>The form for a new campaign.</summary>
public sealed class NewCampaignForm
{
    /// <summary>Key of the template.</summary>
    [Display(Name = "Campaigns.New.Template"), Required(ErrorMessage = "Common.Choose")]
    public string? Template { get; set; }

    /// <summary>The host.</summary>
    [Display(Name = "Campaigns.Host"), Required(ErrorMessage = "Common.Choose")]
    public Guid? Organization { get; set; }

    /// <summary>Year.</summary>
    [Display(Name = "Campaigns.Year"), Required, Range(Campaign.FirstYear, Campaign.LastYear)]
    public int? Year { get; set; }

    /// <summary>Title; empty for the template's.</summary>
    [Display(Name = "Campaigns.TitleField"), StringLength(Campaign.TitleLength)]
    public string? Title { get; set; }
}

/// <summary>The page for a new campaign.</summary>
/// <param name="Form">The form.</param>
/// <param name="Library">The templates and their mistakes.</param>
/// <param name="Organizations">The hosts to choose from.</param>
/// <param name="Earlier">Campaigns that can be copied, the newest first.</param>
public sealed record NewCampaignPage(
    NewCampaignForm Form, TemplateLibrary Library, IReadOnlyList<SelectListItem> Organizations, IReadOnlyList<SelectListItem> Earlier);

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Data;
using Evaluation.Core.Oversight;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Oversight;
using Evaluation.Web.Areas.Organizer.Models.Outcomes;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>The inspections within reach.</summary>
/// <param name="Rows">One page of them.</param>
/// <param name="Filter">What is listed.</param>
/// <param name="Today">Today, for what is overdue.</param>
/// <param name="MayPlan">Whether the user plans inspections.</param>
public sealed record InspectionsPage(Page<ListedInspection> Rows, InspectionFilter Filter, DateOnly Today, bool MayPlan);

/// <summary>The form of a new inspection.</summary>
/// <param name="Form">Its fields.</param>
/// <param name="Places">Organizations to choose from.</param>
/// <param name="Campaigns">Campaigns to choose from.</param>
public sealed record NewInspectionPage(InspectionPlanForm Form, IReadOnlyList<SelectListItem> Places, IReadOnlyList<SelectListItem> Campaigns);

/// <summary>One inspection with its forms and what can be done.</summary>
/// <param name="Listed">The inspection.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Today">Today.</param>
public sealed record InspectionPage(ListedInspection Listed, OversightViewer Viewer, DateOnly Today)
{
    /// <summary>The inspection.</summary>
    public Inspection Inspection => Listed.Inspection;

    /// <summary>Day and inspectors.</summary>
    public InspectionChangeForm Plan { get; init; } = new() { PlannedOn = Listed.Inspection.PlannedOn, Inspectors = Listed.Inspection.Inspectors };

    /// <summary>What was found.</summary>
    public FindingsForm Findings { get; init; } = new();

    /// <summary>What was done about it.</summary>
    public ReportForm Report { get; init; } = new() { Done = Listed.Inspection.Report };

    /// <summary>The form that sends the report back.</summary>
    public RemarkForm Return { get; init; } = new();

    /// <summary>Whether the act is possible now, by this user.</summary>
    public bool Can(InspectionAct act) => Inspection.State.Allows(act)
        && (act.IsSuperiors() ? Viewer.IsSuperior && (act is not (InspectionAct.Close or InspectionAct.Return) || Inspection.ReportedBy != Viewer.UserId) : Viewer.IsOrganizer);
}

/// <summary>A new inspection, as typed.</summary>
public sealed class InspectionPlanForm
{
    /// <summary>The organization; not needed with a campaign.</summary>
    [Display(Name = "Oversight.Inspection.Organization")]
    public Guid? OrganizationId { get; set; }

    /// <summary>The campaign; null for the work of the year.</summary>
    [Display(Name = "Oversight.Campaign")]
    public Guid? CampaignId { get; set; }

    /// <summary>The year; a campaign's own goes before it.</summary>
    [Display(Name = "Oversight.Year"), Required, Range(Campaign.FirstYear, Campaign.LastYear)]
    public int? Year { get; set; }

    /// <summary>The day.</summary>
    [Display(Name = "Oversight.Inspection.PlannedOn"), Required, DataType(DataType.Date)]
    public DateOnly? PlannedOn { get; set; }

    /// <summary>Who inspects.</summary>
    [Display(Name = "Oversight.Inspection.Inspectors"), Required, StringLength(Inspection.InspectorsLength)]
    public string? Inspectors { get; set; }
}

/// <summary>Day and inspectors of one that is planned.</summary>
public sealed class InspectionChangeForm
{
    /// <summary>The day.</summary>
    [Display(Name = "Oversight.Inspection.PlannedOn"), Required, DataType(DataType.Date)]
    public DateOnly? PlannedOn { get; set; }

    /// <summary>Who inspects.</summary>
    [Display(Name = "Oversight.Inspection.Inspectors"), Required, StringLength(Inspection.InspectorsLength)]
    public string? Inspectors { get; set; }
}

/// <summary>What was found, as typed.</summary>
public sealed class FindingsForm
{
    /// <summary>The day.</summary>
    [Display(Name = "Oversight.Inspection.HeldOn"), Required, DataType(DataType.Date)]
    public DateOnly? HeldOn { get; set; }

    /// <summary>What was found.</summary>
    [Display(Name = "Oversight.Inspection.Findings"), Required, StringLength(Inspection.TextLength)]
    public string? Found { get; set; }

    /// <summary>What has to be put right.</summary>
    [Display(Name = "Oversight.Inspection.FollowUp"), StringLength(Inspection.TextLength)]
    public string? FollowUp { get; set; }

    /// <summary>By when.</summary>
    [Display(Name = "Oversight.Inspection.Deadline"), DataType(DataType.Date)]
    public DateOnly? Deadline { get; set; }

    /// <summary>What the use case takes.</summary>
    public InspectionFindings ToFindings() => new(HeldOn!.Value, TypedText.Of(Found), TypedText.Of(FollowUp), Deadline);
}

/// <summary>What was done about it, as typed.</summary>
public sealed class ReportForm
{
    /// <summary>What was done.</summary>
    [Display(Name = "Oversight.Inspection.Report"), Required, StringLength(Inspection.TextLength)]
    public string? Done { get; set; }

    /// <summary>The day on which it was done.</summary>
    [Display(Name = "Oversight.Inspection.DoneOn"), Required, DataType(DataType.Date)]
    public DateOnly? DoneOn { get; set; }
}

using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>An invitee in the list. Whether the code was used is not in it.</summary>
/// <param name="Id">The invitee.</param>
/// <param name="Name">Name.</param>
/// <param name="Contact">Telephone or unit.</param>
/// <param name="Category">Name of the category.</param>
/// <param name="Codes">Codes given so far, voided ones included; 0 before codes are made.</param>
public sealed record InviteeRow(Guid Id, string Name, string Contact, string Category, int Codes);

/// <summary>The list of invitees.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Categories">The categories that invite by name.</param>
/// <param name="Rows">The page of the list.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Category">The category chosen; null for all.</param>
public sealed record InviteesPage(Campaign Campaign, IReadOnlyList<(Guid Id, string Name)> Categories, Page<InviteeRow> Rows, string? Search, Guid? Category)
{
    /// <summary>Whether lost codes can be replaced now.</summary>
    public bool CanReplace => Campaign.Stage is CampaignStage.Finalized or CampaignStage.Open;

    /// <summary>Whether the list is narrowed.</summary>
    public bool IsNarrowed => Category is not null || !string.IsNullOrWhiteSpace(Search);
}

/// <summary>A replaced code, shown this once.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Name">The invitee's name.</param>
/// <param name="Code">The new code in groups of four.</param>
/// <param name="Link">The link that opens its sheet.</param>
/// <param name="Entry">The page on which the code can be typed.</param>
public sealed record ReplacedCode(Campaign Campaign, string Name, string Code, string Link, string Entry);

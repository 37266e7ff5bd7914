using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>How to evaluate, for the wall of the meeting room.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Begin">The planned beginning in the host's time zone; null when none is planned.</param>
/// <param name="Place">The place; may be empty.</param>
/// <param name="IsDrawn">Whether every code is drawn, so that nobody knows who has which.</param>
/// <param name="Address">The address to open.</param>
public sealed record PosterDocument(Guid CampaignId, string Title, DateTime? Begin, string Place, bool IsDrawn, PublicAddress Address);

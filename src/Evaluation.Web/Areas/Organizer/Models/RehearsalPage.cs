using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The codes for trying the sheets.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Address">The public address without a slash at its end.</param>
/// <param name="IsAddressSet">Whether it is the setting; else it is the address of this very request.</param>
/// <param name="Codes">The codes just made, by category; null when none were made now: they are shown once.</param>
/// <param name="TriedAt">When a phone last opened the address, in the host's zone; null for never.</param>
public sealed record RehearsalPage(Campaign Campaign, string Address, bool IsAddressSet, IReadOnlyList<RehearsalCodeRow>? Codes, DateTime? TriedAt);

/// <summary>A rehearsal code.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Code">In groups of four.</param>
/// <param name="Link">What the QR code says.</param>
/// <param name="Subjects">How many subjects its sheet shows.</param>
public sealed record RehearsalCodeRow(EvaluatorCategory Category, string Code, string Link, int Subjects);

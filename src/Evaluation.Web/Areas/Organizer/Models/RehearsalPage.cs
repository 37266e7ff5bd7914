using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Evaluation.Web.Hosting;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The codes for trying the sheets.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Address">The public address.</param>
/// <param name="Codes">The codes just made; null when none were made now: they are shown once.</param>
/// <param name="TriedAt">When a phone last opened the address with such a code, in the host's zone; null for never.</param>
public sealed record RehearsalPage(Campaign Campaign, PublicAddress Address, IReadOnlyList<RehearsalCodeRow>? Codes, DateTime? TriedAt);

/// <summary>A rehearsal code.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Code">In groups of four.</param>
/// <param name="Link">What the QR code says.</param>
/// <param name="Subjects">How many subjects its sheet shows.</param>
public sealed record RehearsalCodeRow(EvaluatorCategory Category, string Code, string Link, int Subjects);

using Evaluation.Core.Publications;

namespace Evaluation.Web.Areas.Organizer.Models.Outcomes;

/// <summary>The notice of a result on paper.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Day">The day under it: on which it was made public, or today for a draft; in the host's time zone.</param>
/// <param name="Address">Where it stands online; null when it does not.</param>
/// <param name="WorkingDays">How many working days it stands; null where the holidays are not known.</param>
public sealed record NoticePaperDocument(PublicationNotice Notice, DateOnly Day, string? Address, int? WorkingDays)
{
    /// <summary>Whether it is not public yet.</summary>
    public bool IsDraft => Notice.Publication.PublishedAt is null;

    /// <summary>Names of the rates that any subject has.</summary>
    public IReadOnlyList<string> Rates => [.. Notice.Publication.Subjects.SelectMany(s => s.Rates).Select(r => r.Name).Distinct()];
}

using Evaluation.Domain.Campaigns;

namespace Evaluation.Domain.Oversight;

/// <summary>Somebody who was talked with.</summary>
/// <param name="MemberId">The member; null for a name that stands on no roster, or on it twice.</param>
/// <param name="Name">The name as it was then.</param>
public sealed record TalkPartner(Guid? MemberId, string Name);

/// <summary>A talk before the evaluation (评前谈话, D2): the superior's delegate talks with the organization's head and with all its members. Held with one person or with several together.</summary>
public sealed class Talk : IVersioned
{
    /// <summary>Longest name of who talks, in characters.</summary>
    public const int DelegateLength = 50;

    /// <summary>Longest main points, in characters.</summary>
    public const int PointsLength = 4000;

    /// <summary>Most people in one talk.</summary>
    public const int MostPartners = 200;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>The day, in the host's time zone.</summary>
    public DateOnly HeldOn { get; set; }

    /// <summary>Who talked for the superior.</summary>
    public required string Delegate { get; set; }

    /// <summary>With whom; never empty.</summary>
    public IReadOnlyList<TalkPartner> Partners { get; set; } = [];

    /// <summary>The main points.</summary>
    public required string Points { get; set; }

    /// <summary>Name of the account that wrote it down.</summary>
    public string RecordedBy { get; set; } = "";

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whether talks can be written down while the campaign is at <paramref name="stage"/>: until it is archived.</summary>
    public static bool CanBeRecorded(CampaignStage stage) => stage != CampaignStage.Archived;

    /// <summary>Whether a day can be that of a talk before the evaluation: not in the future, and not after the day on which the evaluation began.</summary>
    /// <param name="day">The day.</param>
    /// <param name="today">Today in the host's time zone.</param>
    /// <param name="begun">The day on which the evaluation began; null while it has not.</param>
    public static bool CanBeHeldOn(DateOnly day, DateOnly today, DateOnly? begun) => day <= today && (begun is null || day <= begun);
}

namespace Evaluation.Domain.Ballots;

/// <summary>What takes two people: asked for by one with a reason, released by a second.</summary>
public abstract class TwoPersonRequest : IVersioned
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLength = 300;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Why it is asked for.</summary>
    public required string Reason { get; set; }

    /// <summary>Who asked.</summary>
    public Guid RequestedBy { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime RequestedAt { get; set; }

    /// <summary>Who released it: another person than the one who asked; null while it waits.</summary>
    public Guid? ReleasedBy { get; set; }

    /// <summary>When, UTC; null while it waits.</summary>
    public DateTime? ReleasedAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>A request to take a sealed box out for a recount (封存票箱导出).</summary>
public sealed class ExportRequest : TwoPersonRequest;

/// <summary>A request to count without the envelopes that were found damaged (损坏选票不计入).</summary>
public sealed class LeaveOutRequest : TwoPersonRequest
{
    /// <summary>The envelopes, as <see cref="EnvelopeIds.Pack"/> writes them.</summary>
    public required byte[] Envelopes { get; set; }

    /// <summary>How many they are.</summary>
    public int Number { get; set; }
}

namespace Evaluation.Domain.Forms;

/// <summary>A form (评议表) of a campaign.</summary>
public sealed class BallotForm
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 60;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Name shown to the organizer, such as 党组织评议表.</summary>
    public required string Name { get; set; }

    /// <summary>Place among the forms, from 0.</summary>
    public int Order { get; set; }

    /// <summary>What it asks.</summary>
    public required FormDefinition Definition { get; set; }
}

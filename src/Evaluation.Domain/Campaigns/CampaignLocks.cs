namespace Evaluation.Domain.Campaigns;

/// <summary>What of a campaign's set-up the superior laid down: whoever sets it up leaves that as it is.</summary>
[Flags]
public enum CampaignLocks
{
    /// <summary>Nothing: the campaign is the host's own.</summary>
    None = 0,

    /// <summary>The forms, and with them title, year, and how the tally sheet is laid out: one standard form for all (D2).</summary>
    Form = 1,

    /// <summary>The rules, and the categories' weights, on which a weighted metric rests.</summary>
    Rules = 2,

    /// <summary>The planned beginning.</summary>
    Begin = 4,

    /// <summary>The planned end.</summary>
    End = 8,
}

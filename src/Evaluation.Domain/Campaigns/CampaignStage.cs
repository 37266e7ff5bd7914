namespace Evaluation.Domain.Campaigns;

/// <summary>Where a campaign stands. The order of the values is the order of the course.</summary>
public enum CampaignStage
{
    /// <summary>准备: everything can be changed.</summary>
    Preparing,

    /// <summary>已定稿: subjects, forms, categories and rules are frozen; codes can be made; a code answers that the evaluation has not begun.</summary>
    Finalized,

    /// <summary>评议中: codes can be used.</summary>
    Open,

    /// <summary>已结束: nothing more is accepted; waits for the count.</summary>
    Ended,

    /// <summary>已计票: tallies and the sealed box exist, the envelopes and the key do not.</summary>
    Counted,

    /// <summary>已归档: closed for good; nothing is decided or handed in any more.</summary>
    Archived,
}

/// <summary>An act that moves a campaign on.</summary>
public enum CampaignAct
{
    /// <summary>定稿.</summary>
    Finalize,

    /// <summary>撤回定稿: back to preparation while nothing has begun; codes and box are destroyed.</summary>
    Withdraw,

    /// <summary>开始评议.</summary>
    Begin,

    /// <summary>结束评议.</summary>
    End,

    /// <summary>计票.</summary>
    Count,

    /// <summary>归档.</summary>
    Archive,
}

/// <summary>The state machine of a campaign, in one place; drawn in docs/states.md.</summary>
public static class CampaignStages
{
    private static readonly Dictionary<CampaignAct, (CampaignStage From, CampaignStage To)> Moves = new()
    {
        [CampaignAct.Finalize] = (CampaignStage.Preparing, CampaignStage.Finalized),
        [CampaignAct.Withdraw] = (CampaignStage.Finalized, CampaignStage.Preparing),
        [CampaignAct.Begin] = (CampaignStage.Finalized, CampaignStage.Open),
        [CampaignAct.End] = (CampaignStage.Open, CampaignStage.Ended),
        [CampaignAct.Count] = (CampaignStage.Ended, CampaignStage.Counted),
        [CampaignAct.Archive] = (CampaignStage.Counted, CampaignStage.Archived),
    };

    /// <summary>The stages in which figures of the result exist, for queries.</summary>
    public static readonly CampaignStage[] WithResult = [.. Enum.GetValues<CampaignStage>().Where(HasResult)];

    /// <summary>The stage in which <paramref name="act"/> is possible.</summary>
    public static CampaignStage Before(this CampaignAct act) => Moves[act].From;

    /// <summary>The stage to which <paramref name="act"/> leads.</summary>
    public static CampaignStage After(this CampaignAct act) => Moves[act].To;

    /// <summary>Whether <paramref name="act"/> is possible at <paramref name="stage"/>.</summary>
    public static bool Allows(this CampaignStage stage, CampaignAct act) => Moves[act].From == stage;

    /// <summary>Whether subjects, forms, categories and rules can still be changed.</summary>
    public static bool CanBeEdited(this CampaignStage stage) => stage == CampaignStage.Preparing;

    /// <summary>Whether figures of the result exist. Before this nobody sees a rate.</summary>
    public static bool HasResult(this CampaignStage stage) => stage >= CampaignStage.Counted;
}

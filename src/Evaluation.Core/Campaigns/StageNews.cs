using System.Collections.Concurrent;
using Evaluation.Domain.Campaigns;

namespace Evaluation.Core.Campaigns;

/// <summary>Tells within this node that a campaign has moved to another stage. What hangs on it must also come right without: another node may have moved it.</summary>
public sealed class StageNews
{
    private readonly ConcurrentBag<Action<Guid, CampaignStage>> listeners = [];

    /// <summary>Calls the listener whenever a campaign has moved, with the stage at which it now stands. It returns at once and throws nothing.</summary>
    public void Listen(Action<Guid, CampaignStage> listener) => listeners.Add(listener);

    internal void Tell(Guid campaignId, CampaignStage stage)
    {
        foreach (var listener in listeners)
        {
            listener(campaignId, stage);
        }
    }
}

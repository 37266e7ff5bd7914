using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>What a superior laid down of a campaign, written out, so that a change is noticed whichever way it is made.</summary>
internal static class LockedParts
{
    /// <summary>The locked parts as they stand; two texts that differ tell that one of them was changed.</summary>
    /// <param name="db">The storage, which knows what is about to be removed.</param>
    /// <param name="campaign">The campaign with its set-up.</param>
    public static string Of(EvaluationDbContext db, Campaign campaign)
    {
        var parts = new List<object?>();
        if (campaign.Locks.HasFlag(CampaignLocks.Form))
        {
            parts.AddRange([campaign.Title, campaign.Year, campaign.TallySheetTitle, campaign.GroupMinimum, campaign.ShowsRank, campaign.SortsByStrokes]);
            parts.AddRange(Kept(db, campaign.Forms).OrderBy(f => f.Order).Select(f => new object[] { f.Id, f.Name, f.Definition }));
        }

        if (campaign.Locks.HasFlag(CampaignLocks.Rules))
        {
            parts.Add(campaign.Rules);
            parts.AddRange(Kept(db, campaign.Categories).Where(c => c.Weight is not null).OrderBy(c => c.Id).Select(c => new object?[] { c.Id, c.Weight }));
        }

        if (campaign.Locks.HasFlag(CampaignLocks.Begin))
        {
            parts.Add(campaign.PlannedBegin);
        }

        if (campaign.Locks.HasFlag(CampaignLocks.End))
        {
            parts.Add(campaign.PlannedEnd);
        }

        return JsonSerializer.Serialize(parts, StorageJson.Options);
    }

    private static IEnumerable<T> Kept<T>(EvaluationDbContext db, IEnumerable<T> rows)
        where T : class => rows.Where(row => db.Entry(row).State != EntityState.Deleted);
}

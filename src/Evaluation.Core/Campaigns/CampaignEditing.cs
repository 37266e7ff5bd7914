using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>The campaign that is edited, as it was when the form was opened.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Version">Its version then: a later save by somebody else makes the form stale.</param>
public sealed record CampaignRef(Guid Id, int Version);

/// <summary>How a change of the set-up came out.</summary>
public enum EditOutcome
{
    /// <summary>Saved.</summary>
    Saved,

    /// <summary>There is no such campaign, or part of it, where the actor is organizer.</summary>
    NotFound,

    /// <summary>Somebody saved in between; nothing was changed.</summary>
    Stale,

    /// <summary>The set-up is frozen: the campaign is no longer in preparation.</summary>
    Frozen,

    /// <summary>Other parts of the set-up use it; it cannot be removed.</summary>
    InUse,

    /// <summary>It cannot be stored as it is.</summary>
    Invalid,

    /// <summary>There would be more than can be.</summary>
    TooMany,

    /// <summary>The superior who handed the campaign down laid this part of it down.</summary>
    Locked,
}

/// <summary>The one way to change a set-up: within the actor's scope, in preparation only, and never over somebody else's change.</summary>
internal static class CampaignEditing
{
    /// <summary>
    /// Loads the campaign with its set-up, lets <paramref name="change"/> alter it, and saves under its version, which is raised whatever part was changed,
    /// so that the finalizing freezes exactly what was checked.
    /// </summary>
    public static async Task<EditOutcome> EditCampaignAsync(
        this EvaluationDbContext db, Scope scope, CampaignRef which, Func<Campaign, Task<EditOutcome>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var campaign = await db.Campaigns.WhereCovered(db, scope, Role.Organizer).WithSetup().SingleOrDefaultAsync(c => c.Id == which.Id, cancellation);
        var outcome = campaign switch
        {
            null => EditOutcome.NotFound,
            _ when !campaign.Stage.CanBeEdited() => EditOutcome.Frozen,
            _ when campaign.Version != which.Version => EditOutcome.Stale,
            _ => await ChangeAsync(db, campaign, change),
        };
        if (outcome != EditOutcome.Saved)
        {
            db.ChangeTracker.Clear();
            return outcome;
        }

        if (db.Entry(campaign!).State is EntityState.Unchanged or EntityState.Modified)
        {
            db.Entry(campaign!).Property(c => c.Version).IsModified = true;
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return EditOutcome.Stale;
        }
    }

    /// <summary>The same for a change that needs nothing from elsewhere.</summary>
    public static Task<EditOutcome> EditCampaignAsync(
        this EvaluationDbContext db, Scope scope, CampaignRef which, Func<Campaign, EditOutcome> change, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign => Task.FromResult(change(campaign)), cancellation);

    // The one guard of what was handed down: compared is what came of the change, so that no way of changing is forgotten.
    private static async Task<EditOutcome> ChangeAsync(EvaluationDbContext db, Campaign campaign, Func<Campaign, Task<EditOutcome>> change)
    {
        var before = LockedParts.Of(db, campaign);
        var outcome = await change(campaign);
        return outcome == EditOutcome.Saved && db.Entry(campaign).State != EntityState.Deleted && LockedParts.Of(db, campaign) != before ? EditOutcome.Locked : outcome;
    }

    /// <summary>Swaps an element with its neighbour in the order and numbers all from 0; at the end of the list nothing changes.</summary>
    public static void Move<T>(IEnumerable<T> ordered, T element, bool up, Action<T, int> setOrder)
        where T : class
    {
        var list = ordered.ToList();
        var from = list.IndexOf(element);
        var to = Math.Clamp(from + (up ? -1 : 1), 0, list.Count - 1);
        list.RemoveAt(from);
        list.Insert(to, element);
        for (var i = 0; i < list.Count; i++)
        {
            setOrder(list[i], i);
        }
    }
}

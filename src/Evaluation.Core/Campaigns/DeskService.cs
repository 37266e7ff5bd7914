using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>What to do next for a campaign.</summary>
public enum NextStep
{
    /// <summary>Clear what blocks finalizing.</summary>
    CompleteSetup,

    /// <summary>Finalize.</summary>
    FinalizeNow,

    /// <summary>Make codes.</summary>
    MakeCodes,

    /// <summary>Begin.</summary>
    Begin,

    /// <summary>Follow the turnout, and end.</summary>
    FollowTurnout,

    /// <summary>Enter the numbers of those present and of codes handed out.</summary>
    EnterAttendance,

    /// <summary>Count.</summary>
    Count,

    /// <summary>Decide what the rules propose.</summary>
    Review,

    /// <summary>Carry out what follows.</summary>
    CarryOut,

    /// <summary>Archive: everything is closed.</summary>
    Archive,

    /// <summary>Archived: read the result.</summary>
    ReadResult,
}

/// <summary>A campaign on the desk.</summary>
/// <param name="Campaign">The campaign without its set-up.</param>
/// <param name="HostName">Name of the host.</param>
/// <param name="Step">What to do next.</param>
/// <param name="Blocking">How many findings block finalizing; 0 after it.</param>
/// <param name="Returned">Sheets returned; 0 before the beginning.</param>
/// <param name="Target">Planned evaluators, each person once.</param>
public sealed record DeskRow(Campaign Campaign, string HostName, NextStep Step, int Blocking, int Returned, int Target);

/// <summary>What to do next over all campaigns of an organizer.</summary>
public sealed class DeskService(EvaluationDbContext db, AccessCodeService codes, TimeProvider clock)
{
    /// <summary>Most campaigns shown; the list of campaigns has them all.</summary>
    public const int Most = 12;

    // How long a result stays on the desk.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(60);

    /// <summary>The campaigns that wait for something, the farthest first: what is open is more urgent than what is prepared.</summary>
    public async Task<IReadOnlyList<DeskRow>> ListAsync(Scope scope, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().UtcDateTime - Recent;
        var campaigns = await db.Campaigns.AsNoTracking().WhereCovered(db, scope, Role.Organizer)
            .Where(c => c.Stage != CampaignStage.Archived || c.ArchivedAt >= since)
            .OrderByNewest().Take(Most).ToListAsync(cancellation);
        var hosts = await HostsAsync([.. campaigns.Select(c => c.OrganizationId)], cancellation);
        var rows = new List<DeskRow>();
        foreach (var campaign in campaigns)
        {
            rows.Add(await RowAsync(campaign, hosts[campaign.OrganizationId], cancellation));
        }

        return [.. rows.OrderBy(r => Urgency(r.Campaign.Stage)).ThenBy(r => r.Campaign.PlannedBegin ?? DateTime.MaxValue)];
    }

    private static int Urgency(CampaignStage stage) => stage switch
    {
        CampaignStage.Open => 0,
        CampaignStage.Ended => 1,
        CampaignStage.Finalized => 2,
        CampaignStage.Preparing => 3,
        CampaignStage.Counted => 4,
        _ => 5,
    };

    private async Task<NextStep> AfterCountAsync(Guid campaignId, CancellationToken cancellation)
    {
        return await db.Determinations.AnyAsync(d => d.CampaignId == campaignId && d.State == DeterminationState.Proposed, cancellation) ? NextStep.Review
            : await db.Consequences.AnyAsync(c => c.CampaignId == campaignId && Consequences.OpenStates.Contains(c.State), cancellation) ? NextStep.CarryOut
            : NextStep.Archive;
    }

    private async Task<Dictionary<Guid, string>> HostsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        await db.Organizations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellation);

    private async Task<DeskRow> RowAsync(Campaign campaign, string host, CancellationToken cancellation)
    {
        if (campaign.Stage.CanBeEdited())
        {
            var setup = await db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == campaign.Id, cancellation);
            var blocking = Checklist.Of(setup, clock.GetUtcNow().UtcDateTime).Count(f => f.Blocks);
            return new DeskRow(campaign, host, blocking > 0 ? NextStep.CompleteSetup : NextStep.FinalizeNow, blocking, 0, setup.Categories.Sum(c => c.Target));
        }

        var categories = await db.EvaluatorCategories.AsNoTracking().Where(c => c.CampaignId == campaign.Id).ToListAsync(cancellation);
        var counts = await codes.CountAsync(campaign.Id, cancellation);
        var step = campaign.Stage switch
        {
            CampaignStage.Finalized => categories.TrueForAll(c => counts.TryGetValue(c.Id, out var made) && made.Made > 0) ? NextStep.Begin : NextStep.MakeCodes,
            CampaignStage.Open => NextStep.FollowTurnout,
            CampaignStage.Ended => categories.TrueForAll(c => c.Present is not null && c.HandedOut is not null) ? NextStep.Count : NextStep.EnterAttendance,
            CampaignStage.Counted => await AfterCountAsync(campaign.Id, cancellation),
            _ => NextStep.ReadResult,
        };
        return new DeskRow(campaign, host, step, 0, counts.Values.Sum(c => c.Used), categories.Sum(c => c.Target));
    }
}

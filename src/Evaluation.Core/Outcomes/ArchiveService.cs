using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>What keeps a campaign from being archived.</summary>
/// <param name="Undecided">Determinations that nobody decided yet.</param>
/// <param name="Open">Consequences that are not closed.</param>
/// <param name="Objections">Objections that nobody answered yet.</param>
public sealed record ArchiveObstacles(int Undecided, IReadOnlyList<Consequence> Open, int Objections)
{
    /// <summary>Whether there is any.</summary>
    public bool Any => Undecided > 0 || Open.Count > 0 || Objections > 0;
}

/// <summary>How archiving came out.</summary>
public enum ArchiveOutcome
{
    /// <summary>Archived.</summary>
    Archived,

    /// <summary>Not counted yet, or archived before.</summary>
    WrongStage,

    /// <summary>Something is open, and no superior gave a reason.</summary>
    Open,
}

/// <summary>Archives campaigns (归档). Nothing is archived while a determination is undecided or a consequence open, except by the superior with a reason.</summary>
public sealed class ArchiveService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>What keeps a campaign from being archived.</summary>
    public async Task<ArchiveObstacles> ObstaclesOfAsync(Guid campaignId, CancellationToken cancellation) => new(
        await db.Determinations.CountAsync(d => d.CampaignId == campaignId && d.State == DeterminationState.Proposed, cancellation),
        await db.Consequences.AsNoTracking().Where(c => c.CampaignId == campaignId && Consequences.OpenStates.Contains(c.State)).OrderBy(c => c.Deadline).ThenBy(c => c.Id).ToListAsync(cancellation),
        await db.Objections.CountAsync(o => o.Outcome == ObjectionOutcome.Open && db.Publications.Any(p => p.Id == o.PublicationId && p.CampaignId == campaignId), cancellation));

    /// <summary>Archives.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="reason">The superior's reason for archiving in spite of what is open; null from anybody else.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ArchiveOutcome> ArchiveAsync(Guid campaignId, string? reason, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var moved = await db.Campaigns.Where(c => c.Id == campaignId && c.Stage == CampaignStage.Counted).ExecuteUpdateAsync(
            s => s.SetProperty(c => c.Stage, CampaignStage.Archived).SetProperty(c => c.ArchivedAt, now).SetProperty(c => c.ArchiveReason, reason ?? "").SetProperty(c => c.Version, c => c.Version + 1), cancellation);
        if (moved != 1)
        {
            return ArchiveOutcome.WrongStage;
        }

        // Looked at behind the update: whoever opened something meanwhile came before it and is seen.
        if (string.IsNullOrEmpty(reason) && (await ObstaclesOfAsync(campaignId, cancellation)).Any)
        {
            return ArchiveOutcome.Open;
        }

        JournalScope.Note("Campaign " + campaignId, nameof(Campaign.Stage), nameof(CampaignStage.Counted), nameof(CampaignStage.Archived));
        await transaction.CommitAsync(cancellation);
        return ArchiveOutcome.Archived;
    }
}

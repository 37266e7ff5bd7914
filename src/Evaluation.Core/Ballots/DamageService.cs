using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>The damaged envelopes of a box and what was asked about them.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Envelopes">The envelopes that did not open when the count last stopped.</param>
/// <param name="Requests">The requests to count without them, the newest first.</param>
public sealed record DamageOverview(Guid CampaignId, string Title, IReadOnlyList<Guid> Envelopes, IReadOnlyList<RequestRow<LeaveOutRequest>> Requests)
{
    /// <summary>Whether two people have decided on all of them, so that the count can be tried again.</summary>
    public bool IsDecided => !Envelopes.Except(Requests.Where(r => r.Request.ReleasedBy is not null).SelectMany(r => EnvelopeIds.Unpack(r.Request.Envelopes))).Any();
}

/// <summary>Damaged envelopes (损坏选票): they stop the count, until one person asks to count without them and another releases it.</summary>
public sealed class DamageService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>The damaged envelopes of a campaign that waits for its count; null when none were found.</summary>
    public async Task<DamageOverview?> FindAsync(Guid campaignId, CancellationToken cancellation)
    {
        var found = await FoundAsync(campaignId, cancellation);
        return found is null ? null : new DamageOverview(
            campaignId, found.Value.Title, EnvelopeIds.Unpack(found.Value.Damaged), await TwoPersonRequests.ListAsync<LeaveOutRequest>(db, campaignId, cancellation));
    }

    /// <summary>Asks to count without the envelopes that were found damaged.</summary>
    /// <returns>False when there are none, or a request about them waits already or was released.</returns>
    public async Task<bool> RequestAsync(Guid campaignId, Guid userId, string reason, CancellationToken cancellation)
    {
        if (await FoundAsync(campaignId, cancellation) is not { } found
            || (await db.LeaveOutRequests.Where(r => r.CampaignId == campaignId).Select(r => r.Envelopes).ToListAsync(cancellation)).Any(asked => asked.SequenceEqual(found.Damaged)))
        {
            return false;
        }

        db.LeaveOutRequests.Add(new LeaveOutRequest
        {
            CampaignId = campaignId,
            Reason = reason,
            Envelopes = found.Damaged,
            Number = EnvelopeIds.Unpack(found.Damaged).Count,
            RequestedBy = userId,
            RequestedAt = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Releases a request of somebody else; the next count then leaves these envelopes out, as far as they still do not open.</summary>
    public Task<ReleaseOutcome> ReleaseAsync(Guid campaignId, Guid requestId, Guid userId, CancellationToken cancellation) =>
        TwoPersonRequests.ReleaseAsync<LeaveOutRequest>(db, campaignId, requestId, userId, clock.GetUtcNow().UtcDateTime, cancellation);

    /// <summary>What two people decided, for the minutes.</summary>
    public async Task<IReadOnlyList<RequestRow<LeaveOutRequest>>> DecisionsAsync(Guid campaignId, CancellationToken cancellation) =>
        [.. (await TwoPersonRequests.ListAsync<LeaveOutRequest>(db, campaignId, cancellation)).Where(r => r.Request.ReleasedBy is not null)];

    /// <summary>The envelopes that two people decided to leave out.</summary>
    internal async Task<IReadOnlySet<Guid>> DecidedAsync(Guid campaignId, CancellationToken cancellation) =>
        (await db.LeaveOutRequests.Where(r => r.CampaignId == campaignId && r.ReleasedBy != null).Select(r => r.Envelopes).ToListAsync(cancellation))
            .SelectMany(EnvelopeIds.Unpack).ToHashSet();

    private async Task<(string Title, byte[] Damaged)?> FoundAsync(Guid campaignId, CancellationToken cancellation)
    {
        var found = await db.BallotBoxes.Where(b => b.CampaignId == campaignId && b.Damaged != null)
            .Join(db.Campaigns.Where(c => c.Stage == CampaignStage.Ended), b => b.CampaignId, c => c.Id, (b, c) => new { c.Title, b.Damaged }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.Title, found.Damaged!);
    }
}

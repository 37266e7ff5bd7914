using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>The sealed box of a campaign, as those who may ask for it see it.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Title">Its title.</param>
/// <param name="Seal">The seal.</param>
/// <param name="BasisCode">The basis code.</param>
/// <param name="Requests">The requests, the newest first.</param>
public sealed record SealedBoxOverview(Guid CampaignId, string Title, string Seal, string BasisCode, IReadOnlyList<RequestRow<ExportRequest>> Requests);

/// <summary>Takes sealed boxes out for a recount: asked for by one person, released by a second, and for a week the file can be fetched.</summary>
public sealed class SealedExportService(EvaluationDbContext db, BoxKeys keys, TimeProvider clock)
{
    /// <summary>How long after its release a file can be fetched.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(7);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The sealed box of a campaign; null before the count.</summary>
    public async Task<SealedBoxOverview?> FindAsync(Guid campaignId, CancellationToken cancellation)
    {
        var box = await db.BallotBoxes.AsNoTracking().Where(b => b.CampaignId == campaignId && b.Manifest != null)
            .Join(db.Campaigns, b => b.CampaignId, c => c.Id, (b, c) => new { c.Title, b.Seal, b.Manifest }).SingleOrDefaultAsync(cancellation);
        if (box is null)
        {
            return null;
        }

        var requests = await TwoPersonRequests.ListAsync<ExportRequest>(db, campaignId, cancellation);
        return new SealedBoxOverview(campaignId, box.Title, box.Seal!, SealedExport.BasisCodeOf(box.Manifest!), requests);
    }

    /// <summary>Asks for the file.</summary>
    /// <returns>False when the campaign is not counted, or a request of the same person waits already.</returns>
    public async Task<bool> RequestAsync(Guid campaignId, Guid userId, string reason, CancellationToken cancellation)
    {
        if (!await db.Campaigns.AnyAsync(c => c.Id == campaignId && CampaignStages.WithResult.Contains(c.Stage), cancellation)
            || await db.ExportRequests.AnyAsync(r => r.CampaignId == campaignId && r.RequestedBy == userId && r.ReleasedBy == null, cancellation))
        {
            return false;
        }

        db.ExportRequests.Add(new ExportRequest { CampaignId = campaignId, Reason = reason, RequestedBy = userId, RequestedAt = Now });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Releases a request of somebody else; for a week the file can then be fetched.</summary>
    public Task<ReleaseOutcome> ReleaseAsync(Guid campaignId, Guid requestId, Guid userId, CancellationToken cancellation) =>
        TwoPersonRequests.ReleaseAsync<ExportRequest>(db, campaignId, requestId, userId, Now, cancellation);

    /// <summary>The file of a released request, for the two people of the request alone; null for others, before the release and a week after it.</summary>
    public async Task<byte[]?> WriteAsync(Guid campaignId, Guid requestId, Guid userId, CancellationToken cancellation)
    {
        if (!await MayFetchAsync(campaignId, requestId, userId, cancellation))
        {
            return null;
        }

        var box = await db.BallotBoxes.AsNoTracking().Where(b => b.CampaignId == campaignId).Select(b => new { b.Id, b.EncryptedSealedBox, b.Manifest }).SingleAsync(cancellation);
        return SealedExport.Write(box.Manifest!, keys.UnprotectBytes(box.Id, box.EncryptedSealedBox!));
    }

    /// <summary>The slips of a released request as they are printed, for those who may have its file and no longer than that; null for others.</summary>
    public async Task<PrintedBox?> PrintAsync(Guid campaignId, Guid requestId, Guid userId, CancellationToken cancellation)
    {
        if (!await MayFetchAsync(campaignId, requestId, userId, cancellation))
        {
            return null;
        }

        var box = await db.BallotBoxes.AsNoTracking().Where(b => b.CampaignId == campaignId).Select(b => new { b.Id, b.Layout, b.Plan, b.EncryptedSealedBox }).SingleAsync(cancellation);
        var plan = JsonSerializer.Deserialize<CountPlan>(box.Plan!, StorageJson.Options)!;
        return PrintedBox.Of(BoxKeys.LayoutOf(box.Layout), plan, SealedBox.Read(keys.UnprotectBytes(box.Id, box.EncryptedSealedBox!)));
    }

    private Task<bool> MayFetchAsync(Guid campaignId, Guid requestId, Guid userId, CancellationToken cancellation)
    {
        var earliest = Now - Open;
        return db.ExportRequests.AnyAsync(r => r.Id == requestId && r.CampaignId == campaignId && r.ReleasedAt > earliest && (r.RequestedBy == userId || r.ReleasedBy == userId), cancellation);
    }
}

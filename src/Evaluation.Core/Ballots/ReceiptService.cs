using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>What a receipt shows.</summary>
public enum ReceiptState
{
    /// <summary>Not of the form of a receipt.</summary>
    Mistyped,

    /// <summary>No submission belongs to it.</summary>
    Unknown,

    /// <summary>The submission lies in the box, which has not been counted.</summary>
    NotCountedYet,

    /// <summary>The submission was counted.</summary>
    Counted,

    /// <summary>The envelope was found damaged, and two people decided to count without it.</summary>
    LeftOut,
}

/// <summary>What a receipt shows, and nothing about what was chosen.</summary>
/// <param name="State">What it shows.</param>
/// <param name="Campaign">Title of the campaign in which it was counted; else null.</param>
public sealed record ReceiptAnswer(ReceiptState State, string? Campaign = null);

/// <summary>Checks receipts. Nothing is written, not even that somebody asked.</summary>
public sealed class ReceiptService(EvaluationDbContext db)
{
    /// <summary>Looks a receipt up; blanks in it are left out of account.</summary>
    public async Task<ReceiptAnswer> CheckAsync(string? typed, CancellationToken cancellation)
    {
        var receipt = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        if (!Receipt.TryGetEnvelopeId(receipt, out var envelopeId))
        {
            return new ReceiptAnswer(ReceiptState.Mistyped);
        }

        var title = await db.CountedEnvelopes.Where(e => e.Id == envelopeId)
            .Join(db.BallotBoxes, e => e.BoxId, b => b.Id, (e, b) => b.CampaignId).Join(db.Campaigns, id => id, c => c.Id, (id, c) => c.Title).SingleOrDefaultAsync(cancellation);
        if (title is not null)
        {
            return new ReceiptAnswer(ReceiptState.Counted, title);
        }

        // What was decided counts only where the count then left it out.
        var decided = await db.LeaveOutRequests.Where(r => r.ReleasedBy != null).Join(db.Campaigns.Where(c => CampaignStages.WithResult.Contains(c.Stage)), r => r.CampaignId, c => c.Id, (r, c) => new { r.Envelopes, c.Title }).ToListAsync(cancellation);
        if (decided.FirstOrDefault(d => EnvelopeIds.Unpack(d.Envelopes).Contains(envelopeId)) is { } leftOut)
        {
            return new ReceiptAnswer(ReceiptState.LeftOut, leftOut.Title);
        }

        return new ReceiptAnswer(await db.Envelopes.AnyAsync(e => e.Id == envelopeId, cancellation) ? ReceiptState.NotCountedYet : ReceiptState.Unknown);
    }
}

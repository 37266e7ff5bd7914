using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>Why a code does not open a sheet, or that it does. Each value has a sentence of its own.</summary>
public enum CodeAnswer
{
    /// <summary>The sheet can be filled in.</summary>
    Ready,

    /// <summary>A rehearsal: the sheet can be filled in, nothing is stored.</summary>
    Rehearsal,

    /// <summary>Not of the form of a code, or mistyped: the check symbol does not fit.</summary>
    Mistyped,

    /// <summary>Well-formed, but nobody made it.</summary>
    Unknown,

    /// <summary>The evaluation has not begun.</summary>
    NotBegun,

    /// <summary>Already used.</summary>
    Used,

    /// <summary>Voided by the organizer.</summary>
    Revoked,

    /// <summary>The evaluation has ended.</summary>
    Ended,
}

/// <summary>What a code opens.</summary>
/// <param name="Answer">Whether it opens a sheet.</param>
/// <param name="Code">The code as read; null when it could not be read.</param>
/// <param name="Layout">The layout; null unless a sheet can be shown.</param>
/// <param name="Category">Index of the category in the layout.</param>
/// <param name="Sheet">The sheet; null unless it can be shown.</param>
/// <param name="Box">The box that takes it; null for a rehearsal, and unless a sheet can be shown.</param>
public sealed record OpenedSheet(CodeAnswer Answer, string? Code = null, BallotLayout? Layout = null, int Category = 0, Sheet? Sheet = null, FrozenBox? Box = null);

/// <summary>Opens the sheet that belongs to a code. Opening spends nothing and stores nothing.</summary>
public sealed class SheetService(Lazy<EvaluationDbContext> lazyDb, EnvelopeStore store, OpenedCodes codes, FrozenBoxes boxes, CodeHasher hasher, TimeProvider clock)
{
    // Leased from the pool only by what needs it: most sheets are opened without.
    private EvaluationDbContext Db => lazyDb.Value;

    /// <summary>Opens the sheet of a typed code.</summary>
    public async Task<OpenedSheet> OpenAsync(string? typed, CancellationToken cancellation)
    {
        if (!CodeText.TryRead(typed, out var code))
        {
            return new OpenedSheet(CodeAnswer.Mistyped);
        }

        if (CodeText.IsRehearsal(code))
        {
            return await OpenRehearsalAsync(code, cancellation);
        }

        var hash = hasher.Hash(code);
        if (await store.FindCodeAsync(hash, cancellation) is not { } found)
        {
            return new OpenedSheet(CodeAnswer.Unknown, code);
        }

        var answer = found.State switch
        {
            CodeState.Waiting => CodeAnswer.NotBegun,
            CodeState.Used => CodeAnswer.Used,
            CodeState.Revoked => CodeAnswer.Revoked,
            CodeState.Usable when found.IsOpen && !(found.ClosesAt <= clock.GetUtcNow().UtcDateTime) => CodeAnswer.Ready,
            _ => CodeAnswer.Ended,
        };
        if (answer != CodeAnswer.Ready)
        {
            return new OpenedSheet(answer, code);
        }

        codes.Remember(hash, found);
        return await ReadyAsync(code, found.BoxId, found.CategoryId, cancellation);
    }

    /// <summary>
    /// Opens the sheet that is being submitted. A code that opened its sheet before is taken for ready without asking: whether it still is, is decided where it is spent,
    /// in the same transaction as the envelope.
    /// </summary>
    public async Task<OpenedSheet> OpenSubmittedAsync(string? typed, CancellationToken cancellation)
    {
        // A box without a key takes nothing: because it was counted, which the code itself says, or because the key cannot be read.
        if (CodeText.TryRead(typed, out var code) && codes.Recall(hasher.Hash(code)) is { } known
            && await ReadyAsync(code, known.BoxId, known.CategoryId, cancellation) is { Box.MacKey: not null } opened)
        {
            return opened;
        }

        return await OpenAsync(typed, cancellation);
    }

    private async Task<OpenedSheet> ReadyAsync(string code, Guid boxId, Guid categoryId, CancellationToken cancellation)
    {
        var box = await boxes.FindAsync(boxId, cancellation);
        var category = box.IndexOf(categoryId);
        return new OpenedSheet(CodeAnswer.Ready, code, box.Layout, category, box.Sheets[category], box);
    }

    /// <summary>Notes that a rehearsal code was opened by a phone under the printed address. Not an evaluator's act, so it may have a time.</summary>
    public async Task NoteAddressTriedAsync(string rehearsalCode, CancellationToken cancellation)
    {
        var (hash, now) = (hasher.Hash(rehearsalCode), clock.GetUtcNow().UtcDateTime);
        await Db.Campaigns.Where(c => Db.RehearsalCodes.Any(r => r.CampaignId == c.Id && r.Hash == hash))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.AddressTriedAt, now), cancellation);
    }

    private async Task<OpenedSheet> OpenRehearsalAsync(string code, CancellationToken cancellation)
    {
        var hash = hasher.Hash(code);
        var rehearsal = await Db.RehearsalCodes.AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash, cancellation);
        if (rehearsal is null)
        {
            return new OpenedSheet(CodeAnswer.Unknown, code);
        }

        var campaign = await Db.Campaigns.AsNoTracking().AsSplitQuery()
            .Include(c => c.Forms).Include(c => c.Pools).ThenInclude(p => p.Categories).Include(c => c.Categories).Include(c => c.Subjects)
            .SingleAsync(c => c.Id == rehearsal.CampaignId, cancellation);
        if (!campaign.Stage.CanBeEdited())
        {
            return new OpenedSheet(CodeAnswer.Unknown, code);
        }

        var layout = BallotLayout.Of(campaign);
        var category = layout.Categories.ToList().FindIndex(c => c.Id == rehearsal.CategoryId);
        return new OpenedSheet(CodeAnswer.Rehearsal, code, layout, category, layout.SheetOf(category));
    }
}

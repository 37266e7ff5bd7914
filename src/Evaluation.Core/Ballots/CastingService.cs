using System.Security.Cryptography;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Ballots;

/// <summary>What somebody submits.</summary>
/// <param name="Code">The code, as typed.</param>
/// <param name="Receipt">The receipt made when the form was rendered.</param>
/// <param name="Marks">One character per mark of the sheet.</param>
/// <param name="Opinions">The free texts that are not empty.</param>
public sealed record Submission(string Code, string Receipt, string Marks, IReadOnlyList<OpinionText> Opinions);

/// <summary>How a submission came out.</summary>
public enum CastOutcome
{
    /// <summary>Stored; it will be counted.</summary>
    Accepted,

    /// <summary>This very form was submitted before; the first submission counts.</summary>
    AlreadySubmitted,

    /// <summary>The form's receipt belongs to another submission (two people on one phone): nothing was spent, submit again with a fresh receipt.</summary>
    ReceiptTaken,

    /// <summary>The free texts together are too long; nothing was spent.</summary>
    TextTooLong,

    /// <summary>The form was changed on its way; nothing was spent.</summary>
    NotOfThisSheet,

    /// <summary>The code does not open a sheet; see the answer.</summary>
    Refused,

    /// <summary>The box's key cannot be read at the moment, or does not fit: nothing was stored and nothing spent, somebody must look after the server.</summary>
    Unavailable,
}

/// <summary>How a submission came out, with the reason of a refusal.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Answer">Why a code was refused.</param>
public sealed record CastResult(CastOutcome Outcome, CodeAnswer Answer = CodeAnswer.Ready);

/// <summary>
/// Takes submissions: one transaction with one conditional update of the code and one insert of the envelope. It locks nothing that
/// submissions share, and keeps no time, address or order.
/// </summary>
public sealed class CastingService(EvaluationDbContext db, SheetService sheets, BoxKeys keys, CodeHasher hasher, TimeProvider clock, IServiceScopeFactory scopes, ILogger<CastingService> log)
{
    /// <summary>Casts one submission.</summary>
    public async Task<CastResult> CastAsync(Submission submission, CancellationToken cancellation)
    {
        if (!Receipt.TryGetEnvelopeId(submission.Receipt, out var envelopeId))
        {
            return new CastResult(CastOutcome.NotOfThisSheet);
        }

        var opened = await sheets.OpenAsync(submission.Code, cancellation);
        if (opened.Answer != CodeAnswer.Ready)
        {
            return await RefuseAsync(envelopeId, opened.Answer, cancellation);
        }

        var content = new BallotContent(opened.Category, submission.Marks, submission.Opinions);
        if (!IsOfSheet(opened.Layout!, content))
        {
            return new CastResult(CastOutcome.NotOfThisSheet);
        }

        var hash = hasher.Hash(opened.Code!);
        var box = await db.AccessCodes.Where(c => c.Hash == hash).Join(db.BallotBoxes, c => c.BoxId, b => b.Id, (c, b) => b).AsNoTracking().SingleAsync(cancellation);
        if (!content.TryEncode(box.ContentLength, out var bytes))
        {
            return new CastResult(CastOutcome.TextTooLong);
        }

        if (box.WrappedMacKey.Length == 0)
        {
            // A code was usable a moment ago: the box has just been counted.
            return new CastResult(CastOutcome.Refused, CodeAnswer.Ended);
        }

        return FindMacKey(box) is { } macKey
            ? await StoreAsync(hash, Wrap(box, envelopeId, bytes, macKey), opened.Code!, cancellation)
            : new CastResult(CastOutcome.Unavailable);
    }

    // Never mistaken for an end of the evaluation: the voter would leave and the vote be lost.
    private byte[]? FindMacKey(BallotBox box)
    {
        try
        {
            if (keys.FindMacKey(box) is { } key)
            {
                return key;
            }

            log.LogCritical("No submission can be taken: the key file of box {Box} is not in the key folder.", box.Id);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            log.LogCritical(exception, "No submission can be taken: the key file of box {Box} cannot be read or does not fit the box.", box.Id);
        }

        return null;
    }

    private static Envelope Wrap(BallotBox box, Guid envelopeId, byte[] bytes, byte[] macKey)
    {
        var ciphertext = EnvelopeCipher.Seal(box.Id, box.PublicKey, envelopeId, bytes);
        return new Envelope { Id = envelopeId, BoxId = box.Id, Ciphertext = ciphertext, Mac = EnvelopeCipher.Mac(macKey, box.Id, envelopeId, ciphertext) };
    }

    private async Task<CastResult> StoreAsync(byte[] hash, Envelope envelope, string code, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            var updated = await db.AccessCodes
                .Where(c => c.Hash == hash && c.State == CodeState.Usable
                    && db.BallotBoxes.Any(b => b.Id == c.BoxId && b.IsOpen && (b.ClosesAt == null || b.ClosesAt > now)))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Used), cancellation);
            if (updated == 1)
            {
                return await InsertAsync(envelope, transaction, cancellation);
            }
        }

        return await RefuseAsync(envelope.Id, (await sheets.OpenAsync(code, cancellation)).Answer, cancellation);
    }

    private async Task<CastResult> InsertAsync(Envelope envelope, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellation)
    {
        db.Envelopes.Add(envelope);
        // A savepoint would be a round trip for nothing: a failed insert rolls everything back.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            if (await ExistsAsync(envelope.Id, CancellationToken.None))
            {
                return new CastResult(CastOutcome.ReceiptTaken);
            }

            throw;
        }

        try
        {
            // From here on the browser may have gone; the submission is finished all the same.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The answer to the commit was lost: the envelope itself says whether it was stored.
            if (!await ExistsAsync(envelope.Id, CancellationToken.None))
            {
                throw;
            }
        }

        return new CastResult(CastOutcome.Accepted);
    }

    // A code that no longer opens a sheet may have been spent by this very form: a double click, a lost answer, an edited replay.
    private async Task<CastResult> RefuseAsync(Guid envelopeId, CodeAnswer answer, CancellationToken cancellation) =>
        answer == CodeAnswer.Used && await ExistsAsync(envelopeId, cancellation)
            ? new CastResult(CastOutcome.AlreadySubmitted)
            : new CastResult(CastOutcome.Refused, answer == CodeAnswer.Ready ? CodeAnswer.Ended : answer);

    // In a scope of its own: the connection of this one may be broken.
    private async Task<bool> ExistsAsync(Guid envelopeId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Envelopes.AnyAsync(e => e.Id == envelopeId, cancellation);
    }

    private static bool IsOfSheet(BallotLayout layout, BallotContent content)
    {
        var sheet = layout.SheetOf(content.Category);
        if (content.Marks.Length != sheet.MarkCount
            || content.Opinions.Any(o => o.Place < 0 || o.Place >= sheet.Places.Count)
            || content.Opinions.DistinctBy(o => o.Place).Count() != content.Opinions.Count)
        {
            return false;
        }

        return sheet.Rows.All(row =>
        {
            var form = layout.FormOf(row);
            return content.Marks.AsSpan(row.FirstMark, form.QuestionCount).IndexOfAnyExcept(MarksOf(form.Scale.Count)) < 0;
        });
    }

    private static string MarksOf(int grades) =>
        string.Create(grades + 1, grades, static (marks, count) =>
        {
            marks[0] = BallotMark.Blank;
            for (var i = 0; i < count; i++)
            {
                marks[i + 1] = BallotMark.Of(i);
            }
        });
}

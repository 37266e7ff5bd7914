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

    /// <summary>The database or the box's key fails at the moment: somebody must look after the server. The same form can be submitted again later and is counted once.</summary>
    Unavailable,
}

/// <summary>How a submission came out, with the reason of a refusal.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Answer">Why a code was refused.</param>
public sealed record CastResult(CastOutcome Outcome, CodeAnswer Answer = CodeAnswer.Ready);

/// <summary>Takes submissions: checks them against the sheet, encrypts them, and stores each with the spending of its code. It keeps no time, address or order.</summary>
public sealed class CastingService(SheetService sheets, OpenedCodes codes, EnvelopeStore store, CodeHasher hasher, IServiceScopeFactory scopes, ILogger<CastingService> log)
{
    /// <summary>Casts one submission.</summary>
    public async Task<CastResult> CastAsync(Submission submission, CancellationToken cancellation) =>
        await CastAsync(await sheets.OpenAsync(submission.Code, cancellation), submission, cancellation);

    /// <summary>Casts one submission for a code that has just been opened.</summary>
    public async Task<CastResult> CastAsync(OpenedSheet opened, Submission submission, CancellationToken cancellation)
    {
        if (!Receipt.TryGetEnvelopeId(submission.Receipt, out var envelopeId))
        {
            return new CastResult(CastOutcome.NotOfThisSheet);
        }

        if (opened.Box is not { } box)
        {
            return await RefuseAsync(envelopeId, opened.Answer, cancellation);
        }

        var content = new BallotContent(opened.Category, submission.Marks, submission.Opinions);
        if (!IsOfSheet(box.Layout, opened.Sheet!, content))
        {
            return new CastResult(CastOutcome.NotOfThisSheet);
        }

        if (!content.TryEncode(box.ContentLength, out var bytes))
        {
            return new CastResult(CastOutcome.TextTooLong);
        }

        // Never mistaken for an end of the evaluation: the voter would leave and the vote be lost.
        return box.MacKey is { } macKey
            ? await StoreAsync(opened.Code!, box.Seal(envelopeId, bytes, macKey), cancellation)
            : new CastResult(CastOutcome.Unavailable);
    }

    // From here on the browser may have gone; the submission is finished all the same.
    private async Task<CastResult> StoreAsync(string code, Envelope envelope, CancellationToken cancellation)
    {
        var hash = hasher.Hash(code);
        StoreOutcome outcome;
        try
        {
            outcome = await store.StoreAsync(hash, envelope);
        }
        catch (Exception exception)
        {
            return await ResolveAsync(envelope.Id, exception);
        }

        if (outcome != StoreOutcome.EnvelopeTaken)
        {
            codes.Forget(hash);
        }

        return outcome switch
        {
            StoreOutcome.Stored => new CastResult(CastOutcome.Accepted),
            StoreOutcome.EnvelopeTaken => new CastResult(CastOutcome.ReceiptTaken),
            _ => await RefuseAsync(envelope.Id, (await sheets.OpenAsync(code, cancellation)).Answer, cancellation),
        };
    }

    // The answer to the commit may have been lost: the envelope itself says whether it was stored. If even that cannot be learned, the same form can be submitted again
    // without being counted twice.
    private async Task<CastResult> ResolveAsync(Guid envelopeId, Exception exception)
    {
        try
        {
            if (await ExistsAsync(envelopeId, CancellationToken.None))
            {
                return new CastResult(CastOutcome.Accepted);
            }
        }
        catch (Exception second)
        {
            log.LogError(second, "The database cannot be asked whether a submission was stored.");
        }

        log.LogCritical(exception, "A submission could not be stored; the evaluator was asked to submit again.");
        return new CastResult(CastOutcome.Unavailable);
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

    private static bool IsOfSheet(BallotLayout layout, Sheet sheet, BallotContent content)
    {
        if (content.Marks.Length != sheet.MarkCount
            || content.Opinions.Any(o => o.Place < 0 || o.Place >= sheet.Places.Count)
            || content.Opinions.DistinctBy(o => o.Place).Count() != content.Opinions.Count)
        {
            return false;
        }

        foreach (var row in sheet.Rows)
        {
            var form = layout.FormOf(row);
            foreach (var mark in content.Marks.AsSpan(row.FirstMark, form.QuestionCount))
            {
                if (!BallotMark.IsValid(mark, form.Scale.Count))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

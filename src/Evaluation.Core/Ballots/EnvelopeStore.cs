using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Ballots;

/// <summary>How storing an envelope came out.</summary>
public enum StoreOutcome
{
    /// <summary>The code is spent and the envelope stored, both on the disk.</summary>
    Stored,

    /// <summary>The code cannot be used (any more), or the box takes nothing; nothing was changed.</summary>
    CodeNotUsable,

    /// <summary>An envelope with this id is there already; nothing was changed.</summary>
    EnvelopeTaken,
}

/// <summary>
/// Stores envelopes: the conditional update of the code and the insert of the envelope together, or neither. How submissions that arrive at once are
/// brought to the disk is the provider's business.
/// </summary>
public abstract class EnvelopeStore
{
    /// <summary>Spends the code and stores the envelope. When the task completes with <see cref="StoreOutcome.Stored"/>, both are on the disk.</summary>
    /// <param name="codeHash">HMAC of the code.</param>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="Exception">The database failed. Whether the envelope was stored, its id tells; the code is never spent without it.</exception>
    public abstract Task<StoreOutcome> StoreAsync(byte[] codeHash, Envelope envelope);
}

/// <summary>Stores each envelope in a transaction of its own; submissions run side by side and lock nothing they share. For database servers.</summary>
internal sealed class ParallelEnvelopeStore(IServiceScopeFactory scopes, TimeProvider clock) : EnvelopeStore
{
    /// <inheritdoc />
    public override async Task<StoreOutcome> StoreAsync(byte[] codeHash, Envelope envelope)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var updated = await db.AccessCodes
            .Where(c => c.Hash == codeHash && c.State == CodeState.Usable
                && db.BallotBoxes.Any(b => b.Id == c.BoxId && b.IsOpen && (b.ClosesAt == null || b.ClosesAt > now)))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Used));
        return updated == 1 ? await InsertAsync(db, envelope, transaction) : StoreOutcome.CodeNotUsable;
    }

    private static async Task<StoreOutcome> InsertAsync(EvaluationDbContext db, Envelope envelope, IDbContextTransaction transaction)
    {
        db.Envelopes.Add(envelope);
        // A savepoint would be a round trip for nothing: a failed insert rolls everything back.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync();
            db.ChangeTracker.Clear();
            if (await db.Envelopes.AnyAsync(e => e.Id == envelope.Id))
            {
                return StoreOutcome.EnvelopeTaken;
            }

            throw;
        }

        await transaction.CommitAsync();
        return StoreOutcome.Stored;
    }
}

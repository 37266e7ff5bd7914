using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Core.Ballots;

/// <summary>A code as it stands now, with its box.</summary>
/// <param name="State">Its state.</param>
/// <param name="CategoryId">The category for which it submits.</param>
/// <param name="BoxId">The box.</param>
/// <param name="IsOpen">Whether the box is open.</param>
/// <param name="ClosesAt">Moment after which the box takes nothing, UTC; null for none.</param>
public sealed record FoundCode(CodeState State, Guid CategoryId, Guid BoxId, bool IsOpen, DateTime? ClosesAt);

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
/// Looks codes up, and stores envelopes: the conditional update of the code and the insert of the envelope together, or neither. How submissions that arrive at once are
/// brought to the disk is the provider's business.
/// </summary>
public abstract class EnvelopeStore
{
    /// <summary>The code with the HMAC; null when nobody made it.</summary>
    /// <param name="codeHash">HMAC of the code.</param>
    /// <param name="cancellation">Ends it early.</param>
    public abstract Task<FoundCode?> FindCodeAsync(byte[] codeHash, CancellationToken cancellation);

    /// <summary>Spends the code and stores the envelope. When the task completes with <see cref="StoreOutcome.Stored"/>, both are on the disk.</summary>
    /// <param name="codeHash">HMAC of the code.</param>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="Exception">The database failed. Whether the envelope was stored, its id tells; the code is never spent without it.</exception>
    public abstract Task<StoreOutcome> StoreAsync(byte[] codeHash, Envelope envelope);
}

/// <summary>Stores each envelope in a transaction of its own; submissions run side by side and lock nothing they share. For database servers.</summary>
internal sealed class ParallelEnvelopeStore(IServiceScopeFactory scopes, TimeProvider clock) : EnvelopeStore
{
    // Worked out once for the program's provider.
    private readonly Func<EvaluationDbContext, byte[], CancellationToken, Task<FoundCode?>> find = EF.CompileAsyncQuery((EvaluationDbContext db, byte[] hash, CancellationToken _) =>
        db.AccessCodes.Where(c => c.Hash == hash)
            .Join(db.BallotBoxes, c => c.BoxId, b => b.Id, (c, b) => new FoundCode(c.State, c.CategoryId, c.BoxId, b.IsOpen, b.ClosesAt))
            .SingleOrDefault());

    /// <inheritdoc />
    public override async Task<FoundCode?> FindCodeAsync(byte[] codeHash, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await find(scope.ServiceProvider.GetRequiredService<EvaluationDbContext>(), codeHash, cancellation);
    }

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

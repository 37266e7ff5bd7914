using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Evaluation.Core.Ballots;

/// <summary>A code as it stands now, with its box.</summary>
/// <param name="State">Its state.</param>
/// <param name="CategoryId">The category for which it submits.</param>
/// <param name="BoxId">The box.</param>
/// <param name="IsOpen">Whether the box is open.</param>
/// <param name="ClosesAt">Moment after which the box takes nothing, UTC; null for none.</param>
public sealed record FoundCode(CodeState State, Guid CategoryId, Guid BoxId, bool IsOpen, DateTime? ClosesAt);

/// <summary>
/// Looks codes up, with one query worked out once for the program's provider; and remembers for half an hour to which sheet a code belongs that has opened one, which never changes:
/// its submission need not ask again, because spending the code asks everything else.
/// </summary>
public sealed class CodeLookup : IDisposable
{
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);
    private readonly MemoryCache opened = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    private readonly Func<EvaluationDbContext, byte[], Task<FoundCode?>> query = EF.CompileAsyncQuery((EvaluationDbContext db, byte[] hash) =>
        db.AccessCodes.Where(c => c.Hash == hash)
            .Join(db.BallotBoxes, c => c.BoxId, b => b.Id, (c, b) => new FoundCode(c.State, c.CategoryId, c.BoxId, b.IsOpen, b.ClosesAt))
            .SingleOrDefault());

    /// <summary>The code with the HMAC; null when nobody made it.</summary>
    public Task<FoundCode?> FindAsync(EvaluationDbContext db, byte[] hash) => query(db, hash);

    /// <summary>Remembers a code whose sheet was opened.</summary>
    public void Remember(byte[] hash, FoundCode found) =>
        opened.Set(Convert.ToHexString(hash), (found.BoxId, found.CategoryId), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });

    /// <summary>Box and category of a code that has opened its sheet on this node; null when none is remembered.</summary>
    public (Guid BoxId, Guid CategoryId)? Recall(byte[] hash) =>
        opened.TryGetValue(Convert.ToHexString(hash), out (Guid BoxId, Guid CategoryId) found) ? found : null;

    /// <summary>Forgets a code that was spent, or could not be.</summary>
    public void Forget(byte[] hash) => opened.Remove(Convert.ToHexString(hash));

    /// <inheritdoc />
    public void Dispose() => opened.Dispose();
}

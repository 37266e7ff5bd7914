using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>A code as it stands now, with its box.</summary>
/// <param name="State">Its state.</param>
/// <param name="CategoryId">The category for which it submits.</param>
/// <param name="BoxId">The box.</param>
/// <param name="IsOpen">Whether the box is open.</param>
/// <param name="ClosesAt">Moment after which the box takes nothing, UTC; null for none.</param>
public sealed record FoundCode(CodeState State, Guid CategoryId, Guid BoxId, bool IsOpen, DateTime? ClosesAt);

/// <summary>Looks codes up: the one query that every request of an evaluator makes, worked out once for the program's provider.</summary>
public sealed class CodeLookup
{
    private readonly Func<EvaluationDbContext, byte[], Task<FoundCode?>> query = EF.CompileAsyncQuery((EvaluationDbContext db, byte[] hash) =>
        db.AccessCodes.Where(c => c.Hash == hash)
            .Join(db.BallotBoxes, c => c.BoxId, b => b.Id, (c, b) => new FoundCode(c.State, c.CategoryId, c.BoxId, b.IsOpen, b.ClosesAt))
            .SingleOrDefault());

    /// <summary>The code with the HMAC; null when nobody made it.</summary>
    public Task<FoundCode?> FindAsync(EvaluationDbContext db, byte[] hash) => query(db, hash);
}

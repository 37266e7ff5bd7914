using Evaluation.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Accounts;

/// <summary>Where two people are asked for: two accounts of one person on the roster are one person.</summary>
internal static class Persons
{
    /// <summary>Whether two accounts are the same one, or of the same member.</summary>
    /// <param name="db">The database.</param>
    /// <param name="userId">An account.</param>
    /// <param name="other">The other one; null when there is none.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<bool> IsSameAsync(EvaluationDbContext db, Guid userId, Guid? other, CancellationToken cancellation) =>
        other == userId || (other is not null && await db.Users.AnyAsync(u => u.Id == other && u.MemberId != null && db.Users.Any(o => o.Id == userId && o.MemberId == u.MemberId), cancellation));
}

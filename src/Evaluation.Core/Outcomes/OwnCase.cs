using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>Nobody decides in an evaluation of their own person or of the organization they head: the next organization above does.</summary>
internal static class OwnCase
{
    /// <summary>Whether the subject is the user, the organization that the user heads or headed on the closing date. An account on no roster is told by its name.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">The user.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<bool> IsAsync(EvaluationDbContext db, Scope scope, Subject subject, DateTime now, CancellationToken cancellation)
    {
        var member = await db.Users.Where(u => u.Id == scope.UserId).Select(u => u.MemberId).SingleOrDefaultAsync(cancellation);
        if (member is null)
        {
            return scope.DisplayName.Length > 0 && (scope.DisplayName == subject.Name || scope.DisplayName == subject.BearerName);
        }

        // Wherever the host is, its day is not before yesterday's of UTC.
        var day = DateOnly.FromDateTime(now).AddDays(-1);
        return subject.MemberId == member || subject.BearerId == member
            || (subject.MemberId is null && await db.Posts.AnyAsync(
                p => p.MemberId == member && p.Kind == PostKind.Head && p.OrganizationId == subject.OrganizationId && (p.Until == null || p.Until >= day), cancellation));
    }
}

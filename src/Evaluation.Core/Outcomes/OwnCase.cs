using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>Nobody decides in an evaluation of their own person or of the organization they head: the next organization above does. Read once per request, asked for every subject.</summary>
internal sealed class OwnCase
{
    private readonly string name;
    private readonly Guid? member;
    private readonly HashSet<Guid> headed;

    private OwnCase(string name, Guid? member, HashSet<Guid> headed)
    {
        this.name = name;
        this.member = member;
        this.headed = headed;
    }

    /// <summary>What is a user's own.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">The user.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<OwnCase> OfAsync(EvaluationDbContext db, Scope scope, DateTime now, CancellationToken cancellation)
    {
        var own = await db.Users.Where(u => u.Id == scope.UserId).Select(u => u.MemberId).SingleOrDefaultAsync(cancellation);
        // Wherever the host is, its day is not before yesterday's of UTC.
        var day = DateOnly.FromDateTime(now).AddDays(-1);
        var heads = own is null ? [] : await db.Posts.Where(p => p.MemberId == own && p.Kind == PostKind.Head && (p.Until == null || p.Until >= day))
            .Select(p => p.OrganizationId).ToListAsync(cancellation);
        return new OwnCase(scope.DisplayName, own, [.. heads]);
    }

    /// <summary>Whether the subject is the user, or an organization that the user heads or headed on the closing date. An account on no roster is told by its name.</summary>
    public bool Includes(Subject subject) => member is null
        ? name.Length > 0 && (name == subject.Name || name == subject.BearerName)
        : subject.MemberId == member || subject.BearerId == member || (subject.MemberId is null && headed.Contains(subject.OrganizationId));
}

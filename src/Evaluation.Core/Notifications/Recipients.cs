using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Notifications;

/// <summary>Somebody who is told.</summary>
/// <param name="UserId">The account.</param>
/// <param name="WantsMail">Whether a mail is wanted too.</param>
internal sealed record Recipient(Guid UserId, bool WantsMail);

/// <summary>
/// Who is told of what happens in the campaigns of an organization: of those whose role covers it the nearest ones, so that a county is not told of every branch.
/// </summary>
internal sealed class Recipients
{
    private readonly EvaluationDbContext db;
    private readonly DateTime now;
    private readonly IReadOnlyList<Holder> holders;

    private Recipients(EvaluationDbContext db, DateTime now, IReadOnlyList<Holder> holders)
    {
        this.db = db;
        this.now = now;
        this.holders = holders;
    }

    /// <summary>Reads who holds a role over an organization.</summary>
    /// <param name="db">The database.</param>
    /// <param name="path">Path of the organization.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Recipients> OfAsync(EvaluationDbContext db, string path, DateTime now, CancellationToken cancellation)
    {
        var held = await (
            from assignment in db.RoleAssignments
            join place in db.Organizations on assignment.OrganizationId equals place.Id
            join user in db.Users on assignment.UserId equals user.Id
            where (assignment.Role == Role.Organizer || assignment.Role == Role.Superior) && path.StartsWith(place.Path) && !user.IsLocked
            select new Holder(assignment.Role, place.Path.Length, new Recipient(user.Id, user.WantsMail && user.Email != null))).ToListAsync(cancellation);
        return new Recipients(db, now, held);
    }

    /// <summary>The accounts of some people that are not closed, whoever they are.</summary>
    /// <param name="users">The accounts asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The recipients with the members they are on the rosters.</returns>
    public static async Task<IReadOnlyList<(Recipient Recipient, Guid? MemberId)>> OfAccountsAsync(IQueryable<User> users, CancellationToken cancellation) =>
        [.. (await users.Where(u => !u.IsLocked).Select(u => new { u.Id, u.MemberId, WantsMail = u.WantsMail && u.Email != null }).ToListAsync(cancellation)).Select(u => (new Recipient(u.Id, u.WantsMail), u.MemberId))];

    /// <summary>Who is told of <paramref name="news"/>; never who did it.</summary>
    /// <param name="news">What is told.</param>
    /// <param name="actor">Who did it; null for the program itself or a stranger.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<Recipient>> OfAsync(News news, Guid? actor, CancellationToken cancellation)
    {
        var told = news.Own.ToList();
        foreach (var role in news.Roles)
        {
            told.AddRange(await NearestAsync(role, news, actor, cancellation));
        }

        return [.. told.Where(r => r.UserId != actor).DistinctBy(r => r.UserId)];
    }

    // Where the nearest superiors may not examine, because they handed in or are evaluated themselves, those above them are asked.
    private async Task<IReadOnlyList<Recipient>> NearestAsync(Role role, News news, Guid? actor, CancellationToken cancellation)
    {
        foreach (var level in holders.Where(h => h.Role == role).GroupBy(h => h.Depth).OrderByDescending(g => g.Key))
        {
            var found = new List<Recipient>();
            foreach (var recipient in level.Select(h => h.Recipient))
            {
                if (news.Subjects.Count == 0 || (recipient.UserId != actor && !await IsOwnCaseAsync(recipient, news, cancellation)))
                {
                    found.Add(recipient);
                }
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private async Task<bool> IsOwnCaseAsync(Recipient recipient, News news, CancellationToken cancellation) =>
        await OwnCase.OfAsync(db, await Scope.ForUserAsync(db, recipient.UserId, cancellation), now, cancellation) is var own && news.Subjects.Any(own.Includes);

    /// <summary>A role over the organization.</summary>
    /// <param name="Role">Which.</param>
    /// <param name="Depth">Length of the path of the place where it is held: the longest is the nearest.</param>
    /// <param name="Recipient">By whom.</param>
    private sealed record Holder(Role Role, int Depth, Recipient Recipient);
}

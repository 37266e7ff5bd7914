using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>A request that takes two people, with their names.</summary>
/// <param name="Request">The request.</param>
/// <param name="RequestedBy">Name of who asked.</param>
/// <param name="ReleasedBy">Name of who released it; null while it waits.</param>
public sealed record RequestRow<T>(T Request, string RequestedBy, string? ReleasedBy)
    where T : TwoPersonRequest;

/// <summary>How a release came out.</summary>
public enum ReleaseOutcome
{
    /// <summary>Released.</summary>
    Released,

    /// <summary>There is no such request in the campaign.</summary>
    NotFound,

    /// <summary>Whoever asked cannot release: it takes two people.</summary>
    SamePerson,

    /// <summary>It was released before.</summary>
    AlreadyReleased,
}

/// <summary>What all requests that take two people have in common.</summary>
internal static class TwoPersonRequests
{
    /// <summary>The requests of a campaign with the names of those concerned, the newest first.</summary>
    public static Task<List<RequestRow<T>>> ListAsync<T>(EvaluationDbContext db, Guid campaignId, CancellationToken cancellation)
        where T : TwoPersonRequest =>
        db.Set<T>().AsNoTracking().Where(r => r.CampaignId == campaignId).OrderByDescending(r => r.RequestedAt).ThenBy(r => r.Id)
            .Select(r => new RequestRow<T>(
                r,
                db.Users.Where(u => u.Id == r.RequestedBy).Select(u => u.DisplayName).Single(),
                db.Users.Where(u => u.Id == r.ReleasedBy).Select(u => u.DisplayName).SingleOrDefault()))
            .ToListAsync(cancellation);

    /// <summary>Releases a request of somebody else.</summary>
    public static async Task<ReleaseOutcome> ReleaseAsync<T>(EvaluationDbContext db, Guid campaignId, Guid requestId, Guid userId, DateTime now, CancellationToken cancellation)
        where T : TwoPersonRequest
    {
        var request = await db.Set<T>().SingleOrDefaultAsync(r => r.Id == requestId && r.CampaignId == campaignId, cancellation);
        if (request is null)
        {
            return ReleaseOutcome.NotFound;
        }

        var isSame = await Persons.IsSameAsync(db, userId, request.RequestedBy, cancellation);
        if (isSame || request.ReleasedBy is not null)
        {
            return isSame ? ReleaseOutcome.SamePerson : ReleaseOutcome.AlreadyReleased;
        }

        (request.ReleasedBy, request.ReleasedAt) = (userId, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return ReleaseOutcome.Released;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ReleaseOutcome.AlreadyReleased;
        }
    }
}

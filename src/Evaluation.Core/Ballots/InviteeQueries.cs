using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Pools;

namespace Evaluation.Core.Ballots;

/// <summary>Named queries over invitees.</summary>
public static class InviteeQueries
{
    /// <summary>Those invited to a campaign, in any of its categories.</summary>
    public static IQueryable<Invitee> WhereInvitedTo(this IQueryable<Invitee> invitees, EvaluationDbContext db, Guid campaignId) =>
        invitees.Where(i => db.EvaluatorCategories.Any(c => c.Id == i.CategoryId && c.CampaignId == campaignId && c.Issue == CodeIssue.Invited));

    /// <summary>Those whose name or contact holds <paramref name="search"/>; all when it is empty.</summary>
    public static IQueryable<Invitee> WhereMatches(this IQueryable<Invitee> invitees, string? search)
    {
        var folded = SearchText.Fold(search ?? "");
        return folded.Length == 0 ? invitees : invitees.Where(i => i.SearchText.Contains(folded));
    }
}

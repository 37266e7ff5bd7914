using Evaluation.Core.Data;
using Evaluation.Domain.Pools;

namespace Evaluation.Core.Ballots;

/// <summary>Named queries over invitees.</summary>
public static class InviteeQueries
{
    /// <summary>Those invited to a campaign, in any of its categories.</summary>
    public static IQueryable<Invitee> WhereInvitedTo(this IQueryable<Invitee> invitees, EvaluationDbContext db, Guid campaignId) =>
        invitees.Where(i => db.EvaluatorCategories.Any(c => c.Id == i.CategoryId && c.CampaignId == campaignId && c.Issue == CodeIssue.Invited));
}

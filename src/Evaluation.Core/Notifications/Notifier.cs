using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Notifications;

/// <summary>Writes notifications into the transaction of the act they tell of: both are stored, or neither.</summary>
internal static class Notifier
{
    /// <summary>Adds what is to be told of a campaign; the caller saves.</summary>
    /// <param name="db">The database.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="news">What is told.</param>
    /// <param name="by">Who did it, who is not told (null for the program itself or a stranger), and when, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task AddAsync(EvaluationDbContext db, Guid campaignId, IReadOnlyList<News> news, (Guid? Actor, DateTime At) by, CancellationToken cancellation)
    {
        if (news.Count == 0)
        {
            return;
        }

        var campaign = await db.Campaigns.Where(c => c.Id == campaignId)
            .Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => new { c.Title, o.Path }).SingleAsync(cancellation);
        var recipients = await Recipients.OfAsync(db, campaign.Path, by.At, cancellation);
        foreach (var item in news)
        {
            foreach (var recipient in await recipients.OfAsync(item, by.Actor, cancellation))
            {
                db.Notifications.Add(new Notification
                {
                    UserId = recipient.UserId,
                    Kind = item.Kind,
                    Key = item.Key,
                    CampaignId = campaignId,
                    ConsequenceId = item.ConsequenceId,
                    Title = campaign.Title,
                    Name = item.Name,
                    Task = item.Task,
                    Paper = item.Paper,
                    Deadline = item.Deadline,
                    Moment = item.Moment,
                    Count = item.Count,
                    Search = SearchText.Fold(campaign.Title + item.Name, Notification.SearchLength),
                    At = by.At,
                    MailDueAt = recipient.WantsMail ? by.At : null,
                });
            }
        }
    }
}

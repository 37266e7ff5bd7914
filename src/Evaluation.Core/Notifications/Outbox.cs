using Evaluation.Core.Data;
using Evaluation.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Notifications;

/// <summary>What waits to be mailed to one person, held by one try.</summary>
/// <param name="Claim">The try.</param>
/// <param name="UserId">To whom.</param>
/// <param name="DisplayName">The person's name.</param>
/// <param name="Address">The address.</param>
/// <param name="Language">The culture in which the person reads; null for the default.</param>
/// <param name="Notifications">What is told, the oldest first.</param>
public sealed record WaitingMail(Guid Claim, Guid UserId, string DisplayName, string Address, string? Language, IReadOnlyList<ShownNotification> Notifications);

/// <summary>
/// Notifications as mails that wait. A try first moves the next one into the future, by one conditional update that bears its claim: of several nodes one sends, and what was being sent when a node died is
/// sent again later.
/// </summary>
public sealed class Outbox(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Mails older than this are not sent any more: the list in the product tells it all the same.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whose notifications wait to be mailed, those who wait longest first.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation) =>
        await Due().GroupBy(n => n.UserId).OrderBy(g => g.Min(n => n.MailDueAt)).Select(g => g.Key).ToListAsync(cancellation);

    /// <summary>Takes all that waits for one person; null when another node took it, or no mail is wanted any more.</summary>
    public async Task<WaitingMail?> ClaimAsync(Guid userId, CancellationToken cancellation)
    {
        var due = Due().Where(n => n.UserId == userId);
        var tries = 1 + (await due.MaxAsync(n => (int?)n.MailTries, cancellation) ?? 0);
        var next = MailPauses.After(tries) is { } pause ? Now + pause : (DateTime?)null;
        var claim = Guid.NewGuid();
        var claimed = await due.ExecuteUpdateAsync(
            s => s.SetProperty(n => n.MailClaim, claim).SetProperty(n => n.MailTries, tries).SetProperty(n => n.MailDueAt, next), cancellation);
        if (claimed == 0)
        {
            return null;
        }

        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellation);
        if (user is not { WantsMail: true, IsLocked: false, Email: { } address })
        {
            await Of(userId, claim).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailDueAt, (DateTime?)null), cancellation);
            return null;
        }

        var notifications = await Of(userId, claim).AsNoTracking().OrderBy(n => n.At).ThenBy(n => n.Id).WithHosts(db).ToListAsync(cancellation);
        return new WaitingMail(claim, userId, user.DisplayName, address, user.MailLanguage, notifications);
    }

    /// <summary>Notes that the server took a mail: it is never sent again. Not given up half-way, whatever ends the program.</summary>
    public Task SentAsync(WaitingMail mail)
    {
        var now = Now;
        return Of(mail.UserId, mail.Claim).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailedAt, now).SetProperty(n => n.MailDueAt, (DateTime?)null), CancellationToken.None);
    }

    /// <summary>Forgets mails that have become too old.</summary>
    public Task SweepAsync(CancellationToken cancellation)
    {
        var limit = Now - Kept;
        return db.Notifications.Where(n => n.MailDueAt != null && n.At < limit).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailDueAt, (DateTime?)null), cancellation);
    }

    private IQueryable<Notification> Due()
    {
        var (now, limit) = (Now, Now - Kept);
        return db.Notifications.Where(n => n.MailDueAt <= now && n.At >= limit);
    }

    private IQueryable<Notification> Of(Guid userId, Guid claim) => db.Notifications.Where(n => n.UserId == userId && n.MailClaim == claim);
}

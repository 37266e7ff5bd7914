using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Organizations;

/// <summary>How an appointment came out.</summary>
public enum HeadOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No such organization, post or person in the actor's subtree.</summary>
    NotFound,

    /// <summary>The title is empty, too long, or holds what no title holds.</summary>
    BadTitle,

    /// <summary>The day is not after the day on which the present head began.</summary>
    TooEarly,

    /// <summary>The last day lies before the first.</summary>
    EndsBeforeItBegins,
}

/// <summary>Makes a person head of an organization from a day on; the present head's post ends the day before.</summary>
public sealed record AppointHead(Guid OrganizationId, Guid MemberId, string Title, DateOnly From);

/// <summary>Ends the post of a head; <paramref name="Until"/> is its last day.</summary>
public sealed record RelieveHead(Guid OrganizationId, DateOnly Until);

/// <summary>Appoints and relieves the heads of organizations. A head is a dated post: a consequence falls on whoever held it on the day an evaluation closed.</summary>
public sealed class HeadService(EvaluationDbContext db)
{
    /// <summary>Appoints a head.</summary>
    public async Task<HeadOutcome> AppointAsync(Scope scope, AppointHead action, CancellationToken cancellation)
    {
        var covered = db.Organizations.WhereCovered(scope, RosterKeepers.Roles);
        var isKnown = await covered.AnyAsync(o => o.Id == action.OrganizationId, cancellation)
            && await db.Members.AnyAsync(m => m.Id == action.MemberId && covered.Any(o => o.Id == m.OrganizationId), cancellation);
        if (!isKnown)
        {
            return HeadOutcome.NotFound;
        }

        var title = action.Title.Trim();
        if (title.Length is 0 or > Post.TitleLength || !PlainText.IsPlain(title))
        {
            return HeadOutcome.BadTitle;
        }

        var heads = await db.Posts.Where(p => p.OrganizationId == action.OrganizationId && p.Kind == PostKind.Head).ToListAsync(cancellation);
        var succession = HeadSuccession.Of(heads, action.From, null);
        if (succession.Taken is not null)
        {
            return HeadOutcome.TooEarly;
        }

        succession.Ends?.Until = action.From.AddDays(-1);
        db.Posts.Add(new Post { MemberId = action.MemberId, OrganizationId = action.OrganizationId, Kind = PostKind.Head, Title = title, From = action.From });
        await db.SaveChangesAsync(cancellation);
        return HeadOutcome.Done;
    }

    /// <summary>Ends the open post of the present head; the organization then has none.</summary>
    public async Task<HeadOutcome> RelieveAsync(Scope scope, RelieveHead action, CancellationToken cancellation)
    {
        var head = await db.Organizations.WhereCovered(scope, RosterKeepers.Roles).Where(o => o.Id == action.OrganizationId)
            .Join(db.Posts.Where(p => p.Kind == PostKind.Head && p.Until == null), o => o.Id, p => p.OrganizationId, (_, p) => p)
            .FirstOrDefaultAsync(cancellation);
        if (head is null)
        {
            return HeadOutcome.NotFound;
        }

        if (head.From > action.Until)
        {
            return HeadOutcome.EndsBeforeItBegins;
        }

        head.Until = action.Until;
        await db.SaveChangesAsync(cancellation);
        return HeadOutcome.Done;
    }
}

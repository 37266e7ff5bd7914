using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Members;

/// <summary>Keeps the dated posts of people. Both the person's organization and the post's must be the actor's.</summary>
public sealed class PostService(EvaluationDbContext db)
{
    /// <summary>Gives a person a post. A new head ends the post of the present one the day before; two heads at once are refused.</summary>
    public async Task<MemberOutcome> AddAsync(Scope scope, AddPost action, CancellationToken cancellation)
    {
        if (!await db.Members.WhereCovered(db, scope, RosterKeepers.Roles).AnyAsync(m => m.Id == action.MemberId, cancellation))
        {
            return MemberOutcome.NotFound;
        }

        if (!await db.Organizations.WhereCovered(scope, RosterKeepers.Roles).AnyAsync(o => o.Id == action.OrganizationId, cancellation))
        {
            return MemberOutcome.OrganizationNotFound;
        }

        var title = RosterCell.Tidy(action.Title);
        if (title.Length is 0 or > Post.TitleLength || !PlainText.IsPlain(title) || PlainText.HoldsIdentityNumber(title))
        {
            return MemberOutcome.BadTitle;
        }

        if (action.Until < action.From)
        {
            return MemberOutcome.EndsBeforeItBegins;
        }

        if (action.Kind == PostKind.Head && !await MakeRoomAsync(action, cancellation))
        {
            return MemberOutcome.HeadTaken;
        }

        db.Posts.Add(new Post { MemberId = action.MemberId, OrganizationId = action.OrganizationId, Kind = action.Kind, Title = title, From = action.From, Until = action.Until });
        await db.SaveChangesAsync(cancellation);
        return MemberOutcome.Done;
    }

    /// <summary>Ends a post on its last day.</summary>
    public async Task<MemberOutcome> EndAsync(Scope scope, EndPost action, CancellationToken cancellation)
    {
        var post = await FindAsync(scope, action.PostId, cancellation);
        if (post is null)
        {
            return MemberOutcome.NotFound;
        }

        if (action.Until < post.From)
        {
            return MemberOutcome.EndsBeforeItBegins;
        }

        post.Until = action.Until;
        await db.SaveChangesAsync(cancellation);
        return MemberOutcome.Done;
    }

    /// <summary>Removes a post entered by mistake; one that was held is ended instead.</summary>
    public async Task<MemberOutcome> RemoveAsync(Scope scope, Guid postId, CancellationToken cancellation)
    {
        var post = await FindAsync(scope, postId, cancellation);
        if (post is null)
        {
            return MemberOutcome.NotFound;
        }

        db.Posts.Remove(post);
        await db.SaveChangesAsync(cancellation);
        return MemberOutcome.Done;
    }

    private async Task<bool> MakeRoomAsync(AddPost action, CancellationToken cancellation)
    {
        var heads = await db.Posts.Where(p => p.OrganizationId == action.OrganizationId && p.Kind == PostKind.Head).ToListAsync(cancellation);
        var succession = HeadSuccession.Of(heads, action.From, action.Until);
        if (succession.Ends is { } ends && action.From is { } from)
        {
            ends.Until = from.AddDays(-1);
        }

        return succession.Taken is null;
    }

    private Task<Post?> FindAsync(Scope scope, Guid postId, CancellationToken cancellation)
    {
        var covered = db.Organizations.WhereCovered(scope, RosterKeepers.Roles);
        return db.Posts.Where(p => covered.Any(o => o.Id == p.OrganizationId) && db.Members.Any(m => m.Id == p.MemberId && covered.Any(o => o.Id == m.OrganizationId)))
            .SingleOrDefaultAsync(p => p.Id == postId, cancellation);
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Directives;

/// <summary>A directive as it is listed.</summary>
/// <param name="Directive">The directive, without its branches.</param>
/// <param name="Organization">Name of the organization that handed it down.</param>
/// <param name="Branches">Branches for which it stands.</param>
/// <param name="NotOpened">Those of them that have not opened the draft.</param>
/// <param name="Withdrawn">Branches for which it was withdrawn.</param>
public sealed record ListedDirective(Directive Directive, string Organization, int Branches, int NotOpened, int Withdrawn);

/// <summary>Which branches of a directive are shown.</summary>
public enum DirectiveView
{
    /// <summary>All.</summary>
    All,

    /// <summary>未启动: the evaluation has not begun.</summary>
    NotStarted,

    /// <summary>未打开: the draft was not opened.</summary>
    NotOpened,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>A branch of a directive with where its campaign stands.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Organization">Its name.</param>
/// <param name="Title">Title of its campaign; null when it was deleted after the withdrawal.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Plan">Where the filing of the plan stands; null while nothing was filed.</param>
/// <param name="Result">Where the filing of the result stands; null while nothing was filed.</param>
public sealed record DirectiveRow(DirectiveBranch Branch, string Organization, string? Title, CampaignStage? Stage, FilingState? Plan, FilingState? Result)
{
    /// <summary>Whether it can be withdrawn: it stands and is not finalized.</summary>
    public bool CanBeWithdrawn => Branch.WithdrawnAt is null && Stage == CampaignStage.Preparing;
}

/// <summary>Reads what was handed down and how far the branches are, and withdraws it.</summary>
public sealed class DirectiveService(EvaluationDbContext db, TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>What was handed down within the scope, the latest first.</summary>
    public Task<Page<ListedDirective>> ListAsync(Scope scope, string? search, int page, CancellationToken cancellation)
    {
        var folded = SearchText.Fold(search ?? "");
        return Listed(Covered(scope).Where(d => folded == "" || d.SearchTitle.Contains(folded)).OrderByDescending(d => d.IssuedAt).ThenBy(d => d.Id)).ToPageAsync(page, cancellation: cancellation);
    }

    /// <summary>One directive; null when the scope holds no such.</summary>
    public Task<ListedDirective?> FindAsync(Scope scope, Guid id, CancellationToken cancellation) => Listed(Covered(scope).Where(d => d.Id == id)).SingleOrDefaultAsync(cancellation);

    /// <summary>The branches of a directive, those higher up first, siblings in their given order.</summary>
    public Task<Page<DirectiveRow>> BranchesAsync(Guid directiveId, (DirectiveView View, string? Search, int Page) filter, CancellationToken cancellation)
    {
        var search = SearchText.Fold(filter.Search ?? "");
        var rows =
            from branch in db.DirectiveBranches.AsNoTracking().Where(b => b.DirectiveId == directiveId)
            join organization in db.Organizations on branch.OrganizationId equals organization.Id
            join campaign in db.Campaigns on branch.CampaignId equals campaign.Id into found
            from campaign in found.DefaultIfEmpty()
            where (search == "" || organization.SearchName.Contains(search))
                && (filter.View == DirectiveView.All
                    || (filter.View == DirectiveView.Withdrawn ? branch.WithdrawnAt != null
                        : branch.WithdrawnAt == null && (campaign.Stage == CampaignStage.Preparing || (filter.View == DirectiveView.NotStarted && campaign.Stage == CampaignStage.Finalized))
                            && (filter.View == DirectiveView.NotStarted || branch.OpenedAt == null)))
            orderby organization.Path.Length, organization.Order, organization.Name, branch.Id
            select new DirectiveRow(
                branch,
                organization.Name,
                campaign.Title,
                campaign == null ? null : campaign.Stage,
                db.Filings.Where(f => f.CampaignId == branch.CampaignId && f.Paper == FilingPaper.Plan && f.State != FilingState.Draft).Select(f => (FilingState?)f.State).FirstOrDefault(),
                db.Filings.Where(f => f.CampaignId == branch.CampaignId && f.Paper == FilingPaper.Result && f.State != FilingState.Draft).Select(f => (FilingState?)f.State).FirstOrDefault());
        return rows.ToPageAsync(filter.Page, PageSize, cancellation);
    }

    /// <summary>What handed a campaign down, with the name of the organization, for those who set the campaign up.</summary>
    public async Task<(Directive Directive, string Organization)> OfAsync(Guid directiveId, CancellationToken cancellation)
    {
        var found = await db.Directives.AsNoTracking().Where(d => d.Id == directiveId)
            .Join(db.Organizations, d => d.OrganizationId, o => o.Id, (d, o) => new { Directive = d, o.Name }).SingleAsync(cancellation);
        return (found.Directive, found.Name);
    }

    /// <summary>Records that the branch has seen its draft. A superior who also organizes there does not count as the branch.</summary>
    public async Task OpenedAsync(Scope scope, Campaign campaign, CancellationToken cancellation)
    {
        var path = campaign.DirectiveId is null ? null : await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Path).SingleAsync(cancellation);
        if (path is not null && scope.Covers(path, Role.Organizer) && !scope.Covers(path, Role.Superior))
        {
            var now = clock.GetUtcNow().UtcDateTime;
            await db.DirectiveBranches.Where(b => b.CampaignId == campaign.Id && b.OpenedAt == null && b.WithdrawnAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.OpenedAt, now), cancellation);
        }
    }

    /// <summary>Withdraws it for one branch, or for all that have not finalized: nothing is deleted, the draft is unlocked and the branch's own from then on.</summary>
    /// <param name="scope">Who withdraws.</param>
    /// <param name="directiveId">The directive.</param>
    /// <param name="organizationId">The branch; null for all that have not finalized.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HandDownOutcome> WithdrawAsync(Scope scope, Guid directiveId, Guid? organizationId, CancellationToken cancellation)
    {
        if (await FindAsync(scope, directiveId, cancellation) is not { } listed
            || (organizationId is not null && !await db.DirectiveBranches.AnyAsync(b => b.DirectiveId == directiveId && b.OrganizationId == organizationId, cancellation)))
        {
            return HandDownOutcome.NotFound;
        }

        var branches = await db.DirectiveBranches.Where(b => b.DirectiveId == directiveId && b.WithdrawnAt == null && (organizationId == null || b.OrganizationId == organizationId)).ToListAsync(cancellation);
        var ids = branches.Select(b => b.CampaignId).ToList();
        // Not of a branch that has moved elsewhere since.
        var drafts = await db.Campaigns.WhereCovered(db, scope, Role.Superior).Where(c => ids.Contains(c.Id) && c.Stage == CampaignStage.Preparing).ToListAsync(cancellation);
        if (drafts.Count == 0)
        {
            return HandDownOutcome.TooLate;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var draft in drafts)
        {
            (draft.DirectiveId, draft.Locks) = (null, CampaignLocks.None);
            branches.Single(b => b.CampaignId == draft.Id).WithdrawnAt = now;
            var news = new News(NotificationKind.HandDownWithdrawn, $"{NotificationKind.HandDownWithdrawn} {draft.Id:N}") { Name = listed.Organization };
            await Notifier.AddAsync(db, draft.Id, [news], (scope.UserId, now), cancellation);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return HandDownOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return HandDownOutcome.Stale;
        }
    }

    private IQueryable<Directive> Covered(Scope scope)
    {
        var organizations = db.Organizations.WhereCovered(scope, Role.Superior);
        return db.Directives.AsNoTracking().Where(d => organizations.Any(o => o.Id == d.OrganizationId));
    }

    private IQueryable<ListedDirective> Listed(IQueryable<Directive> directives) => directives.Select(d => new ListedDirective(
        d,
        db.Organizations.Where(o => o.Id == d.OrganizationId).Select(o => o.Name).First(),
        d.Branches.Count(b => b.WithdrawnAt == null),
        d.Branches.Count(b => b.WithdrawnAt == null && b.OpenedAt == null && db.Campaigns.Any(c => c.Id == b.CampaignId && c.Stage == CampaignStage.Preparing)),
        d.Branches.Count(b => b.WithdrawnAt != null)));
}

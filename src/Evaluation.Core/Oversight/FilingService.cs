using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Oversight;

/// <summary>The particulars of a filing. What its paper does not have is ignored.</summary>
/// <param name="Note">What is said with it; may be empty.</param>
/// <param name="Originals">Sheets of paper that are handed over; null when nobody entered it.</param>
/// <param name="HandedOverBy">Who hands them over; may be empty.</param>
public sealed record FilingText(string Note, int? Originals, string HandedOverBy);

/// <summary>How something done with a filing came out.</summary>
public enum FilingOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Nothing is filed.</summary>
    NotFound,

    /// <summary>It stands elsewhere by now, or somebody saved in between.</summary>
    Stale,

    /// <summary>Not possible at the campaign's stage.</summary>
    WrongStage,

    /// <summary>The number of originals, or who hands them over, is missing.</summary>
    Incomplete,

    /// <summary>Whoever filed it cannot accept or return it.</summary>
    SamePerson,
}

/// <summary>A filing with its history.</summary>
/// <param name="Filing">The filing; a draft with version -1 when nothing is stored.</param>
/// <param name="History">What was done, the newest first.</param>
/// <param name="IsChanged">Whether the plan was changed after it was filed.</param>
public sealed record FilingDetail(Filing Filing, IReadOnlyList<FilingEntry> History, bool IsChanged)
{
    /// <summary>By when the superior wants it, in the host's zone; null when no day was set, or it is filed or can be filed no more.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whether that day is past.</summary>
    public bool IsOverdue { get; init; }
}

/// <summary>A filing as it is listed.</summary>
/// <param name="Filing">The filing.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Host">Name of its host.</param>
public sealed record ListedFiling(Filing Filing, string Campaign, string Host);

/// <summary>Which filings are listed.</summary>
/// <param name="State">Those in one state; null for all that were ever filed.</param>
/// <param name="Search">Part of the name of a host or campaign.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record FilingFilter(FilingState? State, string? Search, int Page);

/// <summary>Files plan and result of a campaign with the superior (报备), who puts them on record or sends them back.</summary>
public sealed class FilingService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Version of what is not stored yet: two who save it first are told apart.</summary>
    public const int NotStored = -1;

    private const int PageSize = 50;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What was filed of all campaigns within the scope, the newest first. Drafts are nobody else's business.</summary>
    public async Task<Page<ListedFiling>> ListAsync(Scope scope, FilingFilter filter, CancellationToken cancellation)
    {
        var search = SearchText.Fold(filter.Search ?? "");
        return await (
            from filing in db.Filings.AsNoTracking().Where(f => filter.State == null ? f.State != FilingState.Draft : f.State == filter.State)
            join campaign in db.Campaigns.WhereCovered(db, scope, Role.Organizer, Role.Superior) on filing.CampaignId equals campaign.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            where search == "" || campaign.SearchTitle.Contains(search) || host.SearchName.Contains(search)
            orderby filing.FiledAt descending, filing.Id
            select new ListedFiling(filing, campaign.Title, host.Name)).ToPageAsync(filter.Page, PageSize, cancellation);
    }

    /// <summary>A paper of a campaign; a draft that is not stored when nobody wrote anything down, and for others than the organization while it is a draft. What is being changed after it was sent back is not shown to others either.</summary>
    public async Task<FilingDetail> FindAsync(Guid campaignId, FilingPaper paper, bool isOwn, CancellationToken cancellation)
    {
        var filing = await db.Filings.AsNoTracking().SingleOrDefaultAsync(f => f.CampaignId == campaignId && f.Paper == paper, cancellation);
        if (!isOwn && filing?.State == FilingState.Returned)
        {
            (filing.Note, filing.Originals, filing.HandedOverBy) = ("", null, "");
        }

        if (filing is null || (!isOwn && filing.State == FilingState.Draft))
        {
            return await WithDueAsync(new FilingDetail(new Filing { CampaignId = campaignId, Paper = paper, Version = NotStored }, [], false), cancellation);
        }

        var history = await db.FilingEntries.AsNoTracking().Where(e => e.FilingId == filing.Id && (isOwn || e.Act != FilingAct.Save)).OrderByDescending(e => e.Number).ToListAsync(cancellation);
        return await WithDueAsync(new FilingDetail(filing, history, filing.Fingerprint.Length > 0 && filing.Fingerprint != await FingerprintAsync(campaignId, cancellation)), cancellation);
    }

    private async Task<FilingDetail> WithDueAsync(FilingDetail detail, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == detail.Filing.CampaignId, cancellation);
        var days = await FilingDays.WantedOf(db, db.Campaigns.Where(c => c.Id == campaign.Id)).SingleOrDefaultAsync(cancellation);
        return days?.DayOf(detail.Filing.Paper) is { } due
            ? detail with { Due = due, IsOverdue = due < await TimeZones.TodayAsync(db, clock, campaign.OrganizationId, cancellation) }
            : detail;
    }

    /// <summary>Saves the particulars; with <paramref name="file"/> it is handed to the superior as well.</summary>
    public async Task<FilingOutcome> SaveAsync(Scope scope, Guid campaignId, (FilingPaper Paper, int Version) at, FilingText text, bool file, CancellationToken cancellation)
    {
        var stage = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Stage).SingleAsync(cancellation);
        var act = file ? FilingAct.File : FilingAct.Save;
        if (!at.Paper.Allows(act, stage))
        {
            return FilingOutcome.WrongStage;
        }

        var filing = await db.Filings.SingleOrDefaultAsync(f => f.CampaignId == campaignId && f.Paper == at.Paper, cancellation);
        if ((filing?.Version ?? NotStored) != at.Version || filing?.State.Allows(act) == false)
        {
            return FilingOutcome.Stale;
        }

        if (filing is null)
        {
            db.Filings.Add(filing = new Filing { CampaignId = campaignId, Paper = at.Paper });
        }

        filing.Note = text.Note;
        if (at.Paper == FilingPaper.Result)
        {
            (filing.Originals, filing.HandedOverBy) = (text.Originals, text.HandedOverBy);
        }

        if (file)
        {
            if (!filing.IsComplete)
            {
                return FilingOutcome.Incomplete;
            }

            (filing.FiledBy, filing.FiledAt) = (scope.UserId, Now);
            filing.Fingerprint = at.Paper == FilingPaper.Plan ? await FingerprintAsync(campaignId, cancellation) : "";
        }

        return await StoreAsync(scope, filing, act, file ? text.Note : "", cancellation);
    }

    /// <summary>Puts it on record.</summary>
    public Task<FilingOutcome> AcceptAsync(Scope scope, Guid campaignId, (FilingPaper Paper, int Version) at, CancellationToken cancellation) =>
        DecideAsync(scope, campaignId, at, FilingAct.Accept, "", cancellation);

    /// <summary>Sends it back with remarks.</summary>
    public Task<FilingOutcome> ReturnAsync(Scope scope, Guid campaignId, (FilingPaper Paper, int Version) at, string remarks, CancellationToken cancellation) =>
        DecideAsync(scope, campaignId, at, FilingAct.Return, remarks, cancellation);

    private async Task<FilingOutcome> DecideAsync(Scope scope, Guid campaignId, (FilingPaper Paper, int Version) at, FilingAct act, string text, CancellationToken cancellation)
    {
        var filing = await db.Filings.SingleOrDefaultAsync(f => f.CampaignId == campaignId && f.Paper == at.Paper, cancellation);
        if (filing is null)
        {
            return FilingOutcome.NotFound;
        }

        if (filing.Version != at.Version || !filing.State.Allows(act))
        {
            return FilingOutcome.Stale;
        }

        var stage = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Stage).SingleAsync(cancellation);
        if (!at.Paper.Allows(act, stage))
        {
            return FilingOutcome.WrongStage;
        }

        return await Persons.IsSameAsync(db, scope.UserId, filing.FiledBy, cancellation) ? FilingOutcome.SamePerson : await StoreAsync(scope, filing, act, text, cancellation);
    }

    private async Task<FilingOutcome> StoreAsync(Scope scope, Filing filing, FilingAct act, string text, CancellationToken cancellation)
    {
        filing.State = filing.State.After(act);
        var number = await db.FilingEntries.Where(e => e.FilingId == filing.Id).MaxAsync(e => (int?)e.Number, cancellation) ?? -1;
        db.FilingEntries.Add(new FilingEntry { FilingId = filing.Id, Number = number + 1, Act = act, At = Now, By = scope.DisplayName, Text = text });
        NotificationKind? told = act switch
        {
            FilingAct.File => NotificationKind.Filed,
            FilingAct.Return => NotificationKind.FilingReturned,
            FilingAct.Accept => NotificationKind.FilingAccepted,
            _ => null,
        };
        await Notifier.AddAsync(db, filing.CampaignId, told is { } kind ? [News.Of(kind, filing, number + 1)] : [], (scope.UserId, Now), cancellation);
        if (db.Entry(filing).State == EntityState.Unchanged)
        {
            // Saved as it was: its version rises all the same, so that two at once do not take one number of the history.
            db.Entry(filing).State = EntityState.Modified;
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return FilingOutcome.Done;
        }
        catch (DbUpdateException)
        {
            // Somebody else saved the same; a paper is stored once per campaign.
            db.ChangeTracker.Clear();
            return FilingOutcome.Stale;
        }
    }

    private async Task<string> FingerprintAsync(Guid campaignId, CancellationToken cancellation) =>
        PlanFingerprint.Of(await db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.Id == campaignId, cancellation));
}

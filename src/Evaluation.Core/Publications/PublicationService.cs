using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Settings;
using Evaluation.Core.Tallying;
using Evaluation.Domain;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Publications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Publications;

/// <summary>What is to be reported.</summary>
/// <param name="Version">Version of the draft as it was read; 0 when there is none.</param>
/// <param name="Introduction">What is said first.</param>
/// <param name="Matters">The most satisfying and most dissatisfying matters.</param>
/// <param name="Examples">Good examples.</param>
/// <param name="Reports">Whether the rates of organizations, and of people, are reported.</param>
/// <param name="Places">Where.</param>
/// <param name="Days">First and last day.</param>
/// <param name="TakesObjections">Whether objections are taken.</param>
public sealed record PublicationDraft(
    int Version, string Introduction, string Matters, string Examples, (bool Organizations, bool People) Reports, IReadOnlyList<PublicationPlace> Places, (DateOnly From, DateOnly Until) Days, bool TakesObjections);

/// <summary>How something done with a publication came out.</summary>
public enum PublicationOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Not possible at this stage: not counted, archived, published already or not published.</summary>
    WrongStage,

    /// <summary>Somebody saved in between.</summary>
    Stale,

    /// <summary>The last day lies before the first, has passed, or more than a year after the first.</summary>
    DaysWrong,

    /// <summary>Nothing says where it is made public, or nothing is reported.</summary>
    Empty,

    /// <summary>There is no such thing, or it stands on the notice board no more.</summary>
    NotFound,

    /// <summary>Objections need the notice board.</summary>
    ObjectionsNeedBoard,

    /// <summary>So many objections wait that no more are taken.</summary>
    TooMany,

    /// <summary>The result is annulled: there is nothing to report.</summary>
    Annulled,
}

/// <summary>A publication with its campaign.</summary>
/// <param name="Publication">The publication.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Title">Title of the campaign.</param>
/// <param name="Host">Name of its host.</param>
/// <param name="Year">The year for which it counts.</param>
public sealed record PublicationNotice(Publication Publication, Guid CampaignId, string Title, string Host, int Year)
{
    /// <summary>Whether the result was annulled since it was reported.</summary>
    public bool IsAnnulled { get; init; }

    /// <summary>Names of the subjects whose results alone were annulled since.</summary>
    public IReadOnlyList<string> AnnulledSubjects { get; init; } = [];
}

/// <summary>Makes results public and takes objections (反馈通报、公示).</summary>
public sealed class PublicationService(EvaluationDbContext db, ResultService results, TemplateLibrary templates, HolidayService holidays, TimeProvider clock)
{
    private const int DefaultWorkingDays = 5;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The publication of a campaign, or a proposal for one that is not stored yet; null before the count.</summary>
    public async Task<Publication?> FindAsync(Guid campaignId, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        if (!campaign.Stage.HasResult())
        {
            return null;
        }

        return await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.CampaignId == campaignId, cancellation) ?? await ProposeAsync(campaign, cancellation);
    }

    /// <summary>Today in the host's time zone.</summary>
    public async Task<DateOnly> TodayAsync(Guid organizationId, CancellationToken cancellation) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, await TimeZones.OfAsync(db, organizationId, cancellation)));

    /// <summary>Saves the draft.</summary>
    public async Task<PublicationOutcome> SaveAsync(Guid campaignId, PublicationDraft draft, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        var publication = await db.Publications.SingleOrDefaultAsync(p => p.CampaignId == campaignId, cancellation);
        if (campaign.Stage != CampaignStage.Counted || publication?.PublishedAt is not null)
        {
            return PublicationOutcome.WrongStage;
        }

        if ((publication?.Version ?? 0) != draft.Version)
        {
            return PublicationOutcome.Stale;
        }

        if (publication is null)
        {
            db.Publications.Add(publication = new Publication { CampaignId = campaignId });
        }

        (publication.Introduction, publication.Matters, publication.Examples) = (draft.Introduction, draft.Matters, draft.Examples);
        (publication.ReportsOrganizations, publication.ReportsPeople) = draft.Reports;
        (publication.Places, publication.TakesObjections) = ([.. draft.Places.Distinct().Order()], draft.TakesObjections);
        (publication.From, publication.Until) = draft.Days;
        return await SaveAsync(cancellation);
    }

    /// <summary>Makes the saved draft public: from now on it is not changed, only taken back.</summary>
    public async Task<PublicationOutcome> PublishAsync(Guid campaignId, int version, CancellationToken cancellation)
    {
        var publication = await db.Publications.SingleOrDefaultAsync(p => p.CampaignId == campaignId, cancellation);
        var counted = await results.FindAsync(campaignId, cancellation);
        if (publication is null || publication.PublishedAt is not null || counted?.Campaign.Stage != CampaignStage.Counted)
        {
            return PublicationOutcome.WrongStage;
        }

        if (publication.Version != version)
        {
            return PublicationOutcome.Stale;
        }

        if (counted.Annulment.IsWhole)
        {
            return PublicationOutcome.Annulled;
        }

        if (await RefusalOfAsync(publication, counted.Campaign, cancellation) is { } refused)
        {
            return refused;
        }

        publication.Subjects = ReportOf(publication, counted);
        publication.PublishedAt = Now;
        return await SaveAsync(cancellation);
    }

    /// <summary>Takes it back: it is a draft again. Objections stay.</summary>
    public async Task<PublicationOutcome> WithdrawAsync(Guid campaignId, int version, CancellationToken cancellation)
    {
        var publication = await db.Publications.SingleOrDefaultAsync(p => p.CampaignId == campaignId, cancellation);
        if (publication?.PublishedAt is null || !await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Counted, cancellation))
        {
            return PublicationOutcome.WrongStage;
        }

        if (publication.Version != version)
        {
            return PublicationOutcome.Stale;
        }

        (publication.PublishedAt, publication.Subjects) = (null, []);
        return await SaveAsync(cancellation);
    }

    /// <summary>The notices that stand on the board today, the newest first.</summary>
    public async Task<Page<PublicationNotice>> BoardAsync(string? search, int page, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, (await TimeZones.ByPathAsync(db, cancellation))("")));
        var folded = SearchText.Fold(search ?? "");
        return (await Notices(db.Publications.Where(p => p.PublishedAt != null && p.From <= today && p.Until >= today)).ToListAsync(cancellation))
            .Where(n => n.Publication.IsOnBoard(today) && (folded.Length == 0 || SearchText.Fold(n.Title + n.Host).Contains(folded, StringComparison.Ordinal)))
            .OrderByDescending(n => n.Publication.PublishedAt).ThenBy(n => n.CampaignId).ToList().ToPage(page);
    }

    /// <summary>A notice that stands on the board today; null for any other.</summary>
    public async Task<(PublicationNotice Notice, bool TakesObjections)?> NoticeAsync(Guid id, CancellationToken cancellation)
    {
        var notice = await Notices(db.Publications.Where(p => p.Id == id)).SingleOrDefaultAsync(cancellation);
        if (notice is null)
        {
            return null;
        }

        var host = await db.Campaigns.Where(c => c.Id == notice.CampaignId).Select(c => c.OrganizationId).SingleAsync(cancellation);
        var today = await TodayAsync(host, cancellation);
        if (!notice.Publication.IsOnBoard(today))
        {
            return null;
        }

        return (await MarkAnnulledAsync(notice, cancellation), notice.Publication.IsOpenToObjections(today));
    }

    /// <summary>The notice of a campaign for its paper, whether it stands or is still a draft, which reports what would be made public now; null before the count.</summary>
    public async Task<PublicationNotice?> PaperAsync(Guid campaignId, CancellationToken cancellation)
    {
        if (await results.FindAsync(campaignId, cancellation) is not { } counted || await FindAsync(campaignId, cancellation) is not { } publication)
        {
            return null;
        }

        if (publication.PublishedAt is null)
        {
            publication.Subjects = ReportOf(publication, counted);
        }

        return await MarkAnnulledAsync(new PublicationNotice(publication, campaignId, counted.Campaign.Title, counted.Host, counted.Campaign.Year), cancellation);
    }

    /// <summary>Takes an objection from anybody.</summary>
    public async Task<PublicationOutcome> ObjectAsync(Guid id, string text, string contact, CancellationToken cancellation)
    {
        if (await NoticeAsync(id, cancellation) is not { TakesObjections: true } found)
        {
            return PublicationOutcome.NotFound;
        }

        if (await db.Objections.CountAsync(o => o.PublicationId == id && o.Outcome == ObjectionOutcome.Open, cancellation) >= Objection.Most)
        {
            return PublicationOutcome.TooMany;
        }

        var objection = new Objection { PublicationId = id, Text = text, Contact = contact, ReceivedAt = Now };
        db.Objections.Add(objection);
        await Notifier.AddAsync(db, found.Notice.CampaignId, [new News(NotificationKind.Objection, $"{NotificationKind.Objection} {objection.Id:N}")], (null, Now), cancellation);
        return await SaveAsync(cancellation);
    }

    /// <summary>The objections to a campaign's publication, those not answered first.</summary>
    public async Task<IReadOnlyList<Objection>> ObjectionsAsync(Guid campaignId, CancellationToken cancellation) =>
        [.. (await db.Objections.AsNoTracking().Where(o => db.Publications.Any(p => p.Id == o.PublicationId && p.CampaignId == campaignId)).ToListAsync(cancellation))
            .OrderBy(o => o.Outcome != ObjectionOutcome.Open).ThenBy(o => o.ReceivedAt).ThenBy(o => o.Id)];

    /// <summary>Answers an objection, once.</summary>
    public async Task<PublicationOutcome> AnswerAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, ObjectionOutcome outcome, string answer, CancellationToken cancellation)
    {
        var objection = await db.Objections.SingleOrDefaultAsync(o => o.Id == at.Id && db.Publications.Any(p => p.Id == o.PublicationId && p.CampaignId == campaignId), cancellation);
        if (objection is null || outcome == ObjectionOutcome.Open)
        {
            return PublicationOutcome.NotFound;
        }

        if (objection.Outcome != ObjectionOutcome.Open || objection.Version != at.Version || !await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Counted, cancellation))
        {
            return PublicationOutcome.Stale;
        }

        (objection.Outcome, objection.Answer, objection.AnsweredBy, objection.AnsweredAt) = (outcome, answer, scope.DisplayName, Now);
        return await SaveAsync(cancellation);
    }

    // Pools under the group minimum have no figures, and what is annulled is not reported at all.
    private static IReadOnlyList<ReportedSubject> ReportOf(Publication publication, CountedCampaign counted) =>
    [
        .. from pool in counted.Result.Pools
           from subject in pool.Subjects
           where !counted.Annulment.Covers(subject.Subject.Id)
           where subject.Subject.Kind.IsPerson() ? publication.ReportsPeople : publication.ReportsOrganizations
           select new ReportedSubject(
               subject.Subject.Name,
               subject.Subject.Detail,
               pool.IsWithheld ? null : subject.Tally.Valid,
               pool.IsWithheld ? [] : [.. subject.Values.Where(v => v.Metric.Fits(subject.Tally.Form)).Select(v => new ReportedRate(v.Metric.Name, v.Rate))]),
    ];

    private async Task<PublicationNotice> MarkAnnulledAsync(PublicationNotice notice, CancellationToken cancellation)
    {
        var annulment = await IrregularityService.AnnulmentOfAsync(db, notice.CampaignId, cancellation);
        // Only what this notice reported: whoever is not named in it is not named for an annulment either.
        var (organizations, people) = (notice.Publication.ReportsOrganizations, notice.Publication.ReportsPeople);
        var subjects = annulment.Decided.Where(d => d.DecidedAt >= notice.Publication.PublishedAt).Select(d => d.SubjectId).OfType<Guid>().ToList();
        return notice with
        {
            IsAnnulled = annulment.IsWhole,
            AnnulledSubjects = await db.Subjects.Where(s => subjects.Contains(s.Id) && (s.MemberId == null ? organizations : people)).OrderBy(s => s.Order).Select(s => s.Name).ToListAsync(cancellation),
        };
    }

    private async Task<Publication> ProposeAsync(Campaign campaign, CancellationToken cancellation)
    {
        var today = await TodayAsync(campaign.OrganizationId, cancellation);
        var wanted = templates.Find(campaign.TemplateKey)?.Course?.Publication;
        var places = wanted?.Places.Select(p => Enum.TryParse<PublicationPlace>(p.ToString(), out var place) ? place : (PublicationPlace?)null).OfType<PublicationPlace>().ToList() ?? [PublicationPlace.NoticeBoard];
        return new Publication
        {
            CampaignId = campaign.Id,
            Places = places,
            From = today,
            Until = (await holidays.CalendarAsync(cancellation)).LastWorkingDay(today, wanted?.WorkingDays ?? DefaultWorkingDays),
            // 公示 with objections is only what the template asks for by a number of days.
            TakesObjections = wanted?.WorkingDays is not null,
        };
    }

    private async Task<PublicationOutcome?> RefusalOfAsync(Publication publication, Campaign campaign, CancellationToken cancellation)
    {
        var today = await TodayAsync(campaign.OrganizationId, cancellation);
        if (!publication.HasPossibleDays || publication.Until < today)
        {
            return PublicationOutcome.DaysWrong;
        }

        if (publication.Places.Count == 0 || (publication.Introduction.Length == 0 && !publication.ReportsOrganizations && !publication.ReportsPeople))
        {
            return PublicationOutcome.Empty;
        }

        return publication.TakesObjections && !publication.Places.Contains(PublicationPlace.NoticeBoard) ? PublicationOutcome.ObjectionsNeedBoard : null;
    }

    private IQueryable<PublicationNotice> Notices(IQueryable<Publication> publications) =>
        from publication in publications.AsNoTracking()
        join campaign in db.Campaigns on publication.CampaignId equals campaign.Id
        join host in db.Organizations on campaign.OrganizationId equals host.Id
        select new PublicationNotice(publication, campaign.Id, campaign.Title, host.Name, campaign.Year);

    private async Task<PublicationOutcome> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return PublicationOutcome.Done;
        }
        catch (DbUpdateException)
        {
            // Somebody else saved the same; a draft is made once per campaign.
            db.ChangeTracker.Clear();
            return PublicationOutcome.Stale;
        }
    }
}

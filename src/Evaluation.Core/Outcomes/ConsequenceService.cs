using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>Carries consequences from their beginning to their acceptance. Every act is added to the history.</summary>
public sealed class ConsequenceService(EvaluationDbContext db, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Today where most organizations are: the installation's time zone.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellation) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, (await TimeZones.ByPathAsync(db, cancellation))("")));

    /// <summary>The tasks of all campaigns within the scope, the most urgent first. Bars and caps are in the register.</summary>
    public async Task<Page<ListedConsequence>> ListAsync(Scope scope, ConsequenceFilter filter, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        ConsequenceState[] states = filter.View switch
        {
            ConsequenceView.Submitted => [ConsequenceState.Submitted],
            ConsequenceView.Accepted => [ConsequenceState.Accepted],
            ConsequenceView.Running => [ConsequenceState.Open, ConsequenceState.Returned, ConsequenceState.Submitted],
            _ => [ConsequenceState.Open, ConsequenceState.Returned],
        };
        var search = (filter.Search ?? "").Trim();
        return await (
            from consequence in db.Consequences.AsNoTracking().Where(c => states.Contains(c.State) && (filter.CampaignId == null || c.CampaignId == filter.CampaignId))
            join subject in db.Subjects on consequence.SubjectId equals subject.Id
            join campaign in db.Campaigns.WhereCovered(db, scope, Role.Organizer, Role.Superior) on consequence.CampaignId equals campaign.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            where (filter.View != ConsequenceView.Overdue || consequence.Deadline < today)
                && (search == "" || subject.Name.Contains(search) || consequence.BearerName.Contains(search) || host.Name.Contains(search))
            orderby consequence.Deadline, consequence.Id
            select new ListedConsequence(consequence, subject.Name, campaign.Title, host.Name)).ToPageAsync(filter.Page, 50, cancellation);
    }

    /// <summary>One consequence; null when the campaign has no such.</summary>
    public async Task<ConsequenceDetail?> FindAsync(Guid campaignId, Guid id, CancellationToken cancellation)
    {
        var consequence = await db.Consequences.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.CampaignId == campaignId, cancellation);
        if (consequence is null)
        {
            return null;
        }

        return new ConsequenceDetail(
            consequence,
            await db.Determinations.AsNoTracking().SingleAsync(d => d.Id == consequence.DeterminationId, cancellation),
            await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == consequence.SubjectId, cancellation),
            await db.ConsequenceEntries.AsNoTracking().Where(e => e.ConsequenceId == id).OrderByDescending(e => e.Number).ToListAsync(cancellation),
            await OpinionsAsync(consequence, cancellation));
    }

    /// <summary>The consequences that a member bears, running ones first; those of an annulled result are left out.</summary>
    public async Task<IReadOnlyList<ListedConsequence>> OwnAsync(Guid memberId, CancellationToken cancellation)
    {
        var rows = await (
            from consequence in db.Consequences.AsNoTracking().Where(c => c.BearerMemberId == memberId && c.State != ConsequenceState.Annulled)
            join subject in db.Subjects on consequence.SubjectId equals subject.Id
            join campaign in db.Campaigns on consequence.CampaignId equals campaign.Id
            join host in db.Organizations on campaign.OrganizationId equals host.Id
            select new ListedConsequence(consequence, subject.Name, campaign.Title, host.Name)).ToListAsync(cancellation);
        return [.. rows.OrderBy(r => !r.Consequence.State.IsOpen()).ThenBy(r => r.Consequence.Deadline ?? DateOnly.MaxValue).ThenByDescending(r => r.Consequence.Year).ThenBy(r => r.Consequence.Id)];
    }

    /// <summary>One consequence that a member bears, without the opinions to choose from; null when it is not theirs.</summary>
    public async Task<ConsequenceDetail?> FindOwnAsync(Guid memberId, Guid id, CancellationToken cancellation)
    {
        var campaign = await db.Consequences.Where(c => c.Id == id && c.BearerMemberId == memberId && c.State != ConsequenceState.Annulled).Select(c => (Guid?)c.CampaignId).SingleOrDefaultAsync(cancellation);
        return campaign is null ? null : (await FindAsync(campaign.Value, id, cancellation))! with { Opinions = OpinionChoice.None };
    }

    /// <summary>Saves what is written down.</summary>
    public async Task<ConsequenceOutcome> SaveAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, ConsequenceText text, CancellationToken cancellation)
    {
        var consequence = await db.Consequences.SingleOrDefaultAsync(c => c.Id == at.Id && c.CampaignId == campaignId, cancellation);
        if (consequence is null || !consequence.State.Allows(ConsequenceAct.Save) || consequence.Version != at.Version || !await IsRunningAsync(campaignId, cancellation))
        {
            return consequence is null ? ConsequenceOutcome.NotFound : ConsequenceOutcome.Stale;
        }

        if (await IsOwnTalkAsync(scope, consequence, cancellation))
        {
            return ConsequenceOutcome.OwnCase;
        }

        // By its id an opinion comes as it was written, and only one about the subject.
        var places = (await OpinionsAsync(consequence, cancellation)).Rows.Where(o => text.Places.ContainsKey(o.Id)).ToDictionary(o => o.Text, o => text.Places[o.Id], StringComparer.Ordinal);
        (consequence.Problems, consequence.Quotes) = Problems.Arrange(consequence.Problems, consequence.Quotes, text.Problems, places);
        (consequence.Causes, consequence.Measures, consequence.Responsible) = (text.Causes, text.Measures, text.Responsible);
        var isAltered = consequence.ConfirmedAt is not null && (consequence.HeldOn, consequence.People, consequence.Record) != (text.HeldOn, text.People, text.Record);
        (consequence.HeldOn, consequence.People, consequence.Record, consequence.Publicised) = (text.HeldOn, text.People, text.Record, text.Publicised);
        consequence.UnsignedReason = consequence.Kind.IsConfirmedByBearer() ? text.UnsignedReason : "";
        if (isAltered)
        {
            consequence.Lapse();
        }

        return await StoreAsync(scope, consequence, isAltered ? [(ConsequenceAct.Save, ""), (ConsequenceAct.Lapse, "")] : [(ConsequenceAct.Save, "")], cancellation);
    }

    /// <summary>The person talked to has taken note of the record as it was shown.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="memberId">The member that the user is.</param>
    /// <param name="at">The consequence and its version as it was shown.</param>
    /// <param name="remark">What they remark; may be empty.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ConsequenceOutcome> ConfirmAsync(Scope scope, Guid memberId, (Guid Id, int Version) at, string remark, CancellationToken cancellation)
    {
        var consequence = await db.Consequences.SingleOrDefaultAsync(c => c.Id == at.Id && c.BearerMemberId == memberId, cancellation);
        if (consequence is null || !consequence.CanBeConfirmed || consequence.Version != at.Version || !await IsRunningAsync(consequence.CampaignId, cancellation))
        {
            return consequence is null ? ConsequenceOutcome.NotFound : ConsequenceOutcome.Stale;
        }

        (consequence.ConfirmedAt, consequence.ConfirmedByName, consequence.ConfirmationRemark) = (Now, scope.DisplayName, remark);
        return await StoreAsync(scope, consequence, [(ConsequenceAct.Confirm, remark)], cancellation);
    }

    /// <summary>Reports how it goes.</summary>
    public Task<ConsequenceOutcome> ReportAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, string text, CancellationToken cancellation) =>
        ActAsync(scope, campaignId, at, ConsequenceAct.Report, text, cancellation);

    /// <summary>Hands it to the superior.</summary>
    public Task<ConsequenceOutcome> SubmitAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, CancellationToken cancellation) =>
        ActAsync(scope, campaignId, at, ConsequenceAct.Submit, "", cancellation);

    /// <summary>Sends it back with a reason.</summary>
    public Task<ConsequenceOutcome> ReturnAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, string reason, CancellationToken cancellation) =>
        ActAsync(scope, campaignId, at, ConsequenceAct.Return, reason, cancellation);

    /// <summary>Accepts it: it is closed.</summary>
    public Task<ConsequenceOutcome> AcceptAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, string remark, CancellationToken cancellation) =>
        ActAsync(scope, campaignId, at, ConsequenceAct.Accept, remark, cancellation);

    /// <summary>Whether it is a talk with the user themselves: somebody else holds it, writes its record and hands it in.</summary>
    /// <param name="scope">The user.</param>
    /// <param name="consequence">The consequence.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> IsOwnTalkAsync(Scope scope, Consequence consequence, CancellationToken cancellation) =>
        consequence.Kind.IsConfirmedByBearer() && await IsOwnCaseAsync(scope, consequence, cancellation);

    private async Task<bool> IsOwnCaseAsync(Scope scope, Consequence consequence, CancellationToken cancellation) =>
        (await OwnCase.OfAsync(db, scope, Now, cancellation)).Includes(await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == consequence.SubjectId, cancellation));

    private async Task<ConsequenceOutcome> ActAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, ConsequenceAct act, string text, CancellationToken cancellation)
    {
        var consequence = await db.Consequences.SingleOrDefaultAsync(c => c.Id == at.Id && c.CampaignId == campaignId, cancellation);
        if (consequence is null || !consequence.State.Allows(act) || consequence.Version != at.Version || !await IsRunningAsync(campaignId, cancellation))
        {
            return consequence is null ? ConsequenceOutcome.NotFound : ConsequenceOutcome.Stale;
        }

        if (act == ConsequenceAct.Submit && await IsOwnTalkAsync(scope, consequence, cancellation))
        {
            return ConsequenceOutcome.OwnCase;
        }

        if (act == ConsequenceAct.Submit && consequence.Missing().Any())
        {
            return ConsequenceOutcome.Incomplete;
        }

        if (act == ConsequenceAct.Submit && !consequence.IsSigned(await db.Attachments.AnyAsync(a => a.ConsequenceId == consequence.Id, cancellation)))
        {
            return ConsequenceOutcome.NotSigned;
        }

        if (act is ConsequenceAct.Accept or ConsequenceAct.Return)
        {
            if (await Persons.IsSameAsync(db, scope.UserId, consequence.SubmittedBy, cancellation))
            {
                return ConsequenceOutcome.SamePerson;
            }

            if (await IsOwnCaseAsync(scope, consequence, cancellation))
            {
                return ConsequenceOutcome.OwnCase;
            }
        }

        consequence.SubmittedBy = act == ConsequenceAct.Submit ? scope.UserId : consequence.SubmittedBy;
        consequence.State = consequence.State.After(act);
        return await StoreAsync(scope, consequence, [(act, text)], cancellation);
    }

    private async Task<ConsequenceOutcome> StoreAsync(Scope scope, Consequence consequence, IReadOnlyList<(ConsequenceAct Act, string Text)> acts, CancellationToken cancellation)
    {
        var number = await db.ConsequenceEntries.Where(e => e.ConsequenceId == consequence.Id).MaxAsync(e => (int?)e.Number, cancellation) ?? -1;
        foreach (var (act, text) in acts)
        {
            number++;
            db.ConsequenceEntries.Add(new ConsequenceEntry { ConsequenceId = consequence.Id, Number = number, Act = act, At = Now, By = scope.DisplayName, ById = scope.UserId, Text = text });
            await TellAsync(scope, consequence, act, number, cancellation);
        }

        // A report changes nothing else; its version rises all the same, so that two at once do not take one number.
        db.Entry(consequence).State = EntityState.Modified;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return ConsequenceOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ConsequenceOutcome.Stale;
        }
    }

    private async Task TellAsync(Scope scope, Consequence consequence, ConsequenceAct act, int number, CancellationToken cancellation)
    {
        NotificationKind? kind = act switch
        {
            ConsequenceAct.Submit => NotificationKind.Submitted,
            ConsequenceAct.Return => NotificationKind.Returned,
            ConsequenceAct.Accept => NotificationKind.Accepted,
            _ => null,
        };
        if (kind is not { } told)
        {
            return;
        }

        // Whoever is evaluated cannot examine it and need not be told to.
        Subject[] subjects = told == NotificationKind.Submitted ? [await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == consequence.SubjectId, cancellation)] : [];
        await Notifier.AddAsync(db, consequence.CampaignId, [News.Of(told, consequence, number) with { Subjects = subjects }], (scope.UserId, Now), cancellation);
    }

    private Task<bool> IsRunningAsync(Guid campaignId, CancellationToken cancellation) =>
        db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Counted, cancellation);

    // In the order of their random ids, which says nothing.
    private async Task<OpinionChoice> OpinionsAsync(Consequence consequence, CancellationToken cancellation)
    {
        if (!Consequences.FieldsOf(consequence.Kind).Contains(ConsequenceField.Problems))
        {
            return OpinionChoice.None;
        }

        var found = await db.Opinions.AsNoTracking()
            .Where(o => o.CampaignId == consequence.CampaignId && (o.SubjectId == consequence.SubjectId
                || (o.SubjectId == null && db.Subjects.Any(s => s.Id == consequence.SubjectId && s.PoolId == o.PoolId))))
            .OrderBy(o => o.Id).Take(OpinionChoice.Most + 1).Select(o => new { o.Id, o.Text }).ToListAsync(cancellation);
        return new OpinionChoice([.. found.Take(OpinionChoice.Most).DistinctBy(o => o.Text, StringComparer.Ordinal).Select(o => (o.Id, o.Text))], found.Count > OpinionChoice.Most);
    }
}

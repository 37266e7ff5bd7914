using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>What the organization decides on one determination.</summary>
/// <param name="Id">The determination.</param>
/// <param name="Version">Its version as it was read.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why; may be empty for a plain confirmation.</param>
/// <param name="Document">Number of the document; may be empty.</param>
/// <param name="Named">Who bears what falls on a head whose post was vacant; may be empty.</param>
/// <param name="Deadline">By when tasks have to be handed in; null for the default of <see cref="DeterminationService.DefaultDays"/> days.</param>
public sealed record Decision(Guid Id, int Version, Verdict Verdict, string Reason = "", string Document = "", string Named = "", DateOnly? Deadline = null);

/// <summary>How a decision came out.</summary>
public enum DecisionOutcome
{
    /// <summary>It stands, and its consequences have begun.</summary>
    Decided,

    /// <summary>There is no such determination in the campaign.</summary>
    NotFound,

    /// <summary>Somebody decided before.</summary>
    DecidedBefore,

    /// <summary>The user, or the organization the user heads, is what was evaluated.</summary>
    OwnCase,

    /// <summary>The verdict cannot be given on this determination.</summary>
    NotPossible,

    /// <summary>A reason is missing: for anything but the proposal, and where a vacant post is passed over.</summary>
    ReasonMissing,

    /// <summary>The deadline has passed already, or lies more than two years ahead.</summary>
    DeadlineWrong,

    /// <summary>It is entered; it stands once another person agrees.</summary>
    Entered,

    /// <summary>Whoever entered the decision cannot be the second to agree.</summary>
    SamePerson,

    /// <summary>It was sent back, or taken back by who entered it: nothing is entered any more.</summary>
    SentBack,
}

/// <summary>A determination with its subject, as it is listed.</summary>
/// <param name="Record">The determination.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Consequences">What followed.</param>
/// <param name="IsOwnCase">Whether the user must leave it to the next organization above.</param>
/// <param name="ShowsFigures">Whether the user may see the figures: of a pool under the group minimum only the organization that decides.</param>
public sealed record DeterminationRow(DeterminationRecord Record, Subject Subject, IReadOnlyList<Consequence> Consequences, bool IsOwnCase, bool ShowsFigures);

/// <summary>Determinations: recorded at the count, decided by people (组织复核认定). The result of the ballot is never touched.</summary>
public sealed class DeterminationService(EvaluationDbContext db, TimeProvider clock)
{
    /// <summary>Days until tasks have to be handed in when nothing else is said.</summary>
    public const int DefaultDays = 30;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The determinations of a campaign in order; empty before the count.</summary>
    public async Task<IReadOnlyList<DeterminationRow>> ListAsync(Scope scope, Guid campaignId, CancellationToken cancellation)
    {
        var records = await db.Determinations.AsNoTracking().Where(d => d.CampaignId == campaignId).OrderBy(d => d.Order).ToListAsync(cancellation);
        var consequences = (await db.Consequences.AsNoTracking().Where(c => c.CampaignId == campaignId).ToListAsync(cancellation)).ToLookup(c => c.DeterminationId);
        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaignId && db.Determinations.Any(d => d.SubjectId == s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
        var host = await db.Campaigns.Where(c => c.Id == campaignId).Join(db.Organizations, c => c.OrganizationId, o => o.Id, (c, o) => o.Path).SingleAsync(cancellation);
        var isHost = scope.Covers(host, Role.Organizer);
        var own = await OwnCase.OfAsync(db, scope, Now, cancellation);
        return [.. records.Select(r => new DeterminationRow(r, subjects[r.SubjectId], [.. consequences[r.Id].OrderBy(c => c.Kind)], own.Includes(subjects[r.SubjectId]), isHost || !r.IsWithheld))];
    }

    /// <summary>How those came out that are not decided yet.</summary>
    public async Task<IReadOnlyList<RuleOutcome>> UndecidedAsync(Guid campaignId, CancellationToken cancellation) =>
        await db.Determinations.Where(d => d.CampaignId == campaignId && d.State == DeterminationState.Proposed).Select(d => d.Outcome).ToListAsync(cancellation);

    /// <summary>The day on which tasks are due when nothing else is said, in the host's time zone.</summary>
    public async Task<DateOnly> DefaultDeadlineAsync(Guid campaignId, CancellationToken cancellation) => (await TodayAsync(campaignId, cancellation)).AddDays(DefaultDays);

    /// <summary>
    /// Decides one determination; the consequences of a confirmed one begin in the same transaction. Where the campaign asks for two people the decision is entered, and waits for <see cref="AgreeAsync"/>.
    /// </summary>
    public async Task<DecisionOutcome> DecideAsync(Scope scope, Guid campaignId, Decision decision, CancellationToken cancellation)
    {
        var (found, refused) = await FindAsync(campaignId, (decision.Id, decision.Version), isEntered: false, cancellation);
        if (found is not { } at)
        {
            return refused;
        }

        var today = await TodayAsync(campaignId, cancellation);
        var entered = new EnteredDecision(
            decision.Verdict, decision.Reason, decision.Document, decision.Named, decision.Deadline ?? today.AddDays(DefaultDays), scope.UserId, scope.DisplayName, Now);
        if (await RefusalOfAsync(scope, (at.Record, at.Subject), entered, today, cancellation) is { } reason)
        {
            return reason;
        }

        if (!at.Campaign.DecidesInPairs)
        {
            return await SettleAsync(scope, at, entered, cancellation);
        }

        (at.Record.Entered, at.Record.SentBack) = (entered, "");
        await Notifier.AddAsync(db, campaignId, [News.Of(NotificationKind.DecisionEntered, at.Record, at.Subject)], (scope.UserId, Now), cancellation);
        return await SaveAsync(DecisionOutcome.Entered, cancellation);
    }

    /// <summary>Agrees as the second person to what another entered: the decision stands, and its consequences begin.</summary>
    /// <param name="scope">Who agrees.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="at">The determination and its version as it was read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<DecisionOutcome> AgreeAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, CancellationToken cancellation)
    {
        var (found, refused) = await FindAsync(campaignId, at, isEntered: true, cancellation);
        if (found is not { Record.Entered: { } entered } row)
        {
            return refused;
        }

        if (await Persons.IsSameAsync(db, scope.UserId, entered.By, cancellation))
        {
            return DecisionOutcome.SamePerson;
        }

        return await RefusalOfAsync(scope, (row.Record, row.Subject), entered, await TodayAsync(campaignId, cancellation), cancellation) ?? await SettleAsync(scope, row, entered, cancellation);
    }

    /// <summary>Sends an entered decision back with a reason; who entered it may take it back without one.</summary>
    /// <param name="scope">Who does.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="at">The determination and its version as it was read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<DecisionOutcome> SendBackAsync(Scope scope, Guid campaignId, (Guid Id, int Version) at, string reason, CancellationToken cancellation)
    {
        var (found, refused) = await FindAsync(campaignId, at, isEntered: true, cancellation);
        if (found is not { Record.Entered: { } entered } row)
        {
            return refused;
        }

        var isOwn = entered.By == scope.UserId;
        if ((await OwnCase.OfAsync(db, scope, Now, cancellation)).Includes(row.Subject))
        {
            return DecisionOutcome.OwnCase;
        }

        if (!isOwn && reason.Length == 0)
        {
            return DecisionOutcome.ReasonMissing;
        }

        (row.Record.Entered, row.Record.SentBack) = (null, isOwn ? "" : reason);
        if (!isOwn)
        {
            await Notifier.AddAsync(db, campaignId, [News.Of(NotificationKind.DecisionSentBack, row.Record, row.Subject)], (scope.UserId, Now), cancellation);
        }

        return await SaveAsync(DecisionOutcome.SentBack, cancellation);
    }

    /// <summary>Writes the determinations of a fresh count; those of rules that need no review are confirmed at once. Saved with the count, in its transaction.</summary>
    internal static async Task RecordAsync(EvaluationDbContext db, Campaign campaign, CampaignResult result, DateTime now, CancellationToken cancellation)
    {
        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaign.Id).ToDictionaryAsync(s => s.Id, cancellation);
        var due = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, await TimeZones.OfAsync(db, campaign.OrganizationId, cancellation))).AddDays(DefaultDays);
        var begun = new List<Consequence>();
        var undecided = 0;
        var found = from pool in result.Pools
                    from subject in pool.Subjects
                    from determination in subject.Determinations
                    where determination.Value.Metric.Fits(subject.Tally.Form)
                    select (subject.Subject.Id, determination, pool.IsWithheld);
        foreach (var (order, (subjectId, determination, isWithheld)) in found.Index())
        {
            var (subject, rule) = (subjects[subjectId], determination.Rule);
            var record = new DeterminationRecord { CampaignId = campaign.Id, SubjectId = subjectId, Order = order, Found = determination, IsWithheld = isWithheld };
            db.Determinations.Add(record);
            if (determination.Outcome == RuleOutcome.Applies && !rule.NeedsReview && !ConsequencePlan.IsVacant(rule, subject))
            {
                (record.State, record.DecidedAt) = (DeterminationState.Confirmed, now);
                var made = ConsequencePlan.Make(record, subject, campaign.Year, "", due, begun);
                begun.AddRange(made);
                Begin(db, made, "", now);
            }
            else
            {
                undecided++;
            }
        }

        IReadOnlyList<News> waiting = undecided > 0 ? [new News(NotificationKind.Undecided, $"{NotificationKind.Undecided} {campaign.Id:N}") { Count = undecided }] : [];
        await Notifier.AddAsync(db, campaign.Id, [.. waiting, .. NewsOf(begun)], (null, now), cancellation);
    }

    // What holds by itself needs nobody to do anything.
    private static IReadOnlyList<News> NewsOf(IEnumerable<Consequence> made) => [.. made.Where(c => c.Kind.IsTask()).Select(c => News.Of(NotificationKind.Begun, c))];

    private static void Begin(EvaluationDbContext db, IReadOnlyList<Consequence> made, string by, DateTime now)
    {
        db.Consequences.AddRange(made);
        db.ConsequenceEntries.AddRange(made.Select(c => new ConsequenceEntry { ConsequenceId = c.Id, Act = ConsequenceAct.Begin, At = now, By = by }));
    }

    /// <summary>The determination with its campaign and subject, where it still stands as whoever acts has read it.</summary>
    private async Task<(Undecided? Found, DecisionOutcome Refused)> FindAsync(Guid campaignId, (Guid Id, int Version) at, bool isEntered, CancellationToken cancellation)
    {
        var record = await db.Determinations.SingleOrDefaultAsync(d => d.Id == at.Id && d.CampaignId == campaignId, cancellation);
        if (record is null)
        {
            return (null, DecisionOutcome.NotFound);
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        return record.State != DeterminationState.Proposed || record.AwaitsSecond != isEntered || record.Version != at.Version || campaign.Stage != CampaignStage.Counted
            ? (null, DecisionOutcome.DecidedBefore)
            : (new Undecided(record, campaign, await db.Subjects.AsNoTracking().SingleAsync(s => s.Id == record.SubjectId, cancellation)), default);
    }

    private async Task<DecisionOutcome> SettleAsync(Scope scope, Undecided at, EnteredDecision decision, CancellationToken cancellation)
    {
        var record = at.Record;
        (record.State, record.IsHeavier) = (decision.Verdict == Verdict.Overrule ? DeterminationState.Overruled : DeterminationState.Confirmed, decision.Verdict == Verdict.Heavier);
        (record.Reason, record.Document) = (decision.Reason, decision.Document);
        (record.DecidedBy, record.DecidedByName, record.DecidedAt) = (scope.UserId, scope.DisplayName, Now);
        var existing = await db.Consequences.AsNoTracking().Where(c => c.SubjectId == at.Subject.Id).ToListAsync(cancellation);
        var made = ConsequencePlan.Make(record, at.Subject, at.Campaign.Year, decision.Named, decision.Deadline, existing);
        Begin(db, made, scope.DisplayName, Now);
        await Notifier.AddAsync(db, at.Campaign.Id, NewsOf(made), (scope.UserId, Now), cancellation);
        return await SaveAsync(DecisionOutcome.Decided, cancellation);
    }

    private async Task<DecisionOutcome> SaveAsync(DecisionOutcome done, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return DecisionOutcome.DecidedBefore;
        }
    }

    private async Task<DecisionOutcome?> RefusalOfAsync(Scope scope, (DeterminationRecord Record, Subject Subject) at, EnteredDecision decision, DateOnly today, CancellationToken cancellation)
    {
        var (record, subject) = at;
        if ((await OwnCase.OfAsync(db, scope, Now, cancellation)).Includes(subject))
        {
            return DecisionOutcome.OwnCase;
        }

        if (!DeterminationRecord.VerdictsOn(record.Found.Outcome).Contains(decision.Verdict))
        {
            return DecisionOutcome.NotPossible;
        }

        var rule = decision.Verdict == Verdict.Heavier ? record.Found.Heavier! : record.Found.Rule;
        var isPassedOver = decision.Verdict != Verdict.Overrule && decision.Named.Length == 0 && ConsequencePlan.IsVacant(rule, subject);
        if (decision.Reason.Length == 0 && (isPassedOver || DeterminationRecord.NeedsReason(decision.Verdict)))
        {
            return DecisionOutcome.ReasonMissing;
        }

        return decision.Verdict != Verdict.Overrule && (decision.Deadline < today || decision.Deadline > today.AddYears(2)) ? DecisionOutcome.DeadlineWrong : null;
    }

    private async Task<DateOnly> TodayAsync(Guid campaignId, CancellationToken cancellation)
    {
        var host = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.OrganizationId).SingleAsync(cancellation);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, await TimeZones.OfAsync(db, host, cancellation)));
    }

    private sealed record Undecided(DeterminationRecord Record, Campaign Campaign, Subject Subject);
}

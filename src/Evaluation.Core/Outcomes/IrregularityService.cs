using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Core.Notifications;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Outcomes;

/// <summary>How something done with a report of an irregularity came out.</summary>
public enum IrregularityOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There is no such report, or no such subject, in the campaign.</summary>
    NotFound,

    /// <summary>Not possible at this stage: nothing has begun yet, or nothing is counted that could be annulled.</summary>
    WrongStage,

    /// <summary>Somebody decided, or began to hold it again, before.</summary>
    Stale,

    /// <summary>So many reports wait that no more are taken.</summary>
    TooMany,

    /// <summary>Whoever reported it cannot decide on it.</summary>
    SamePerson,

    /// <summary>The user, or the organization the user heads, is what was evaluated: somebody else above must decide.</summary>
    OwnCase,

    /// <summary>The result is annulled already.</summary>
    AnnulledBefore,
}

/// <summary>A report with the names it needs.</summary>
/// <param name="Irregularity">The report.</param>
/// <param name="Subject">Name of the subject; null for the whole campaign.</param>
/// <param name="IsOwnCase">Whether the user must leave it to somebody else.</param>
public sealed record IrregularityRow(Irregularity Irregularity, string? Subject, bool IsOwnCase);

/// <summary>Irregularities: reported by those who hold or supervise a campaign, examined and decided by the superior; an annulled result stays on record, marked, and is held again.</summary>
public sealed class IrregularityService(EvaluationDbContext db, CopyService copies, TimeProvider clock)
{
    private static readonly ConsequenceState[] Annullable = [.. Consequences.OpenStates, ConsequenceState.InForce];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The reports of a campaign, those that wait first.</summary>
    public async Task<IReadOnlyList<IrregularityRow>> ListAsync(Scope scope, Guid campaignId, CancellationToken cancellation)
    {
        var all = await db.Irregularities.AsNoTracking().Where(i => i.CampaignId == campaignId).ToListAsync(cancellation);
        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaignId).ToListAsync(cancellation);
        var own = await OwnCase.OfAsync(db, scope, Now, cancellation);
        return [.. all.OrderBy(i => i.State != IrregularityState.Reported).ThenByDescending(i => i.ReportedAt).ThenBy(i => i.Id)
            .Select(i => new IrregularityRow(i, subjects.FirstOrDefault(s => s.Id == i.SubjectId)?.Name, IsOwn(own, subjects, i)))];
    }

    /// <summary>Reports an irregularity.</summary>
    /// <param name="scope">Who reports.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="subjectId">The subject concerned; null for the whole campaign.</param>
    /// <param name="text">What is reported.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IrregularityOutcome> ReportAsync(Scope scope, Guid campaignId, Guid? subjectId, string text, CancellationToken cancellation)
    {
        var stage = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Stage).SingleAsync(cancellation);
        if (stage < CampaignStage.Open)
        {
            return IrregularityOutcome.WrongStage;
        }

        if (subjectId is not null && !await db.Subjects.AnyAsync(s => s.Id == subjectId && s.CampaignId == campaignId, cancellation))
        {
            return IrregularityOutcome.NotFound;
        }

        if (await db.Irregularities.CountAsync(i => i.CampaignId == campaignId && i.State == IrregularityState.Reported, cancellation) >= Irregularity.MostWaiting)
        {
            return IrregularityOutcome.TooMany;
        }

        var irregularity = new Irregularity { CampaignId = campaignId, SubjectId = subjectId, Report = text, ReportedBy = scope.UserId, ReportedByName = scope.DisplayName, ReportedAt = Now };
        db.Irregularities.Add(irregularity);
        // Whoever is concerned must not decide on it, so it is told to those who may.
        var concerned = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaignId && (subjectId == null || s.Id == subjectId)).ToListAsync(cancellation);
        await Notifier.AddAsync(db, campaignId, [NewsOf(NotificationKind.IrregularityReported, irregularity) with { Subjects = concerned }], (scope.UserId, Now), cancellation);
        await db.SaveChangesAsync(cancellation);
        return IrregularityOutcome.Done;
    }

    /// <summary>Decides on a report: the result stands, or it is annulled, and then nothing follows from it any more.</summary>
    /// <param name="scope">Who decides.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="at">The report and its version as it was read.</param>
    /// <param name="isAnnulled">Whether the result is annulled.</param>
    /// <param name="words">What was found, and the number of the document, which may be empty.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IrregularityOutcome> DecideAsync(
        Scope scope, Guid campaignId, (Guid Id, int Version) at, bool isAnnulled, (string Findings, string Document) words, CancellationToken cancellation)
    {
        var irregularity = await db.Irregularities.SingleOrDefaultAsync(i => i.Id == at.Id && i.CampaignId == campaignId, cancellation);
        if (irregularity is null)
        {
            return IrregularityOutcome.NotFound;
        }

        if (await RefusalOfAsync(scope, irregularity, at.Version, isAnnulled, cancellation) is { } refused)
        {
            return refused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        irregularity.State = isAnnulled ? IrregularityState.Annulled : IrregularityState.Dismissed;
        (irregularity.Findings, irregularity.Document) = words;
        (irregularity.DecidedByName, irregularity.DecidedAt) = (scope.DisplayName, Now);
        var reporter = await Recipients.OfAccountsAsync(db.Users.Where(u => u.Id == irregularity.ReportedBy), cancellation);
        await Notifier.AddAsync(db, campaignId, [NewsOf(NotificationKind.IrregularityDecided, irregularity) with { Own = [.. reporter.Select(r => r.Recipient)] }], (scope.UserId, Now), cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            if (isAnnulled)
            {
                await AnnulAsync(scope, irregularity, cancellation);
            }

            await transaction.CommitAsync(cancellation);
            return IrregularityOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return IrregularityOutcome.Stale;
        }
    }

    /// <summary>Begins to hold the evaluation again: a copy in preparation, of the whole campaign or for the one subject.</summary>
    /// <param name="scope">Who begins.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="id">The decision that annulled the result.</param>
    /// <param name="title">Title of the copy.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How it came out; with the copy when it was made.</returns>
    public async Task<(IrregularityOutcome Outcome, CampaignCopy? Copy)> HoldAgainAsync(Scope scope, Guid campaignId, Guid id, string title, CancellationToken cancellation)
    {
        var irregularity = await db.Irregularities.SingleOrDefaultAsync(i => i.Id == id && i.CampaignId == campaignId, cancellation);
        if (irregularity is not { State: IrregularityState.Annulled } || irregularity.HeldAgainId is not null)
        {
            return (irregularity is null ? IrregularityOutcome.NotFound : IrregularityOutcome.Stale, null);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await copies.CopyAgainAsync(scope, campaignId, irregularity.SubjectId is { } subject ? new HashSet<Guid> { subject } : null, title, cancellation) is not { } copy)
        {
            return (IrregularityOutcome.NotFound, null);
        }

        irregularity.HeldAgainId = copy.Id;
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return (IrregularityOutcome.Done, copy);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return (IrregularityOutcome.Stale, null);
        }
    }

    /// <summary>What of a campaign's result is annulled.</summary>
    internal static async Task<Annulment> AnnulmentOfAsync(EvaluationDbContext db, Guid campaignId, CancellationToken cancellation) => new(
        await db.Irregularities.AsNoTracking().Where(i => i.CampaignId == campaignId && i.State == IrregularityState.Annulled).OrderBy(i => i.DecidedAt).ThenBy(i => i.Id).ToListAsync(cancellation));

    // Neither who reported nor what: a notification goes out by mail too.
    private static News NewsOf(NotificationKind kind, Irregularity irregularity) => new(kind, $"{kind} {irregularity.Id:N}");

    private async Task<IrregularityOutcome?> RefusalOfAsync(Scope scope, Irregularity irregularity, int version, bool isAnnulled, CancellationToken cancellation)
    {
        if (irregularity.State != IrregularityState.Reported || irregularity.Version != version)
        {
            return IrregularityOutcome.Stale;
        }

        if (await Persons.IsSameAsync(db, scope.UserId, irregularity.ReportedBy, cancellation))
        {
            return IrregularityOutcome.SamePerson;
        }

        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == irregularity.CampaignId).ToListAsync(cancellation);
        if (IsOwn(await OwnCase.OfAsync(db, scope, Now, cancellation), subjects, irregularity))
        {
            return IrregularityOutcome.OwnCase;
        }

        if (!isAnnulled)
        {
            return null;
        }

        if (!await db.Campaigns.AnyAsync(c => c.Id == irregularity.CampaignId && CampaignStages.WithResult.Contains(c.Stage), cancellation))
        {
            return IrregularityOutcome.WrongStage;
        }

        var annulment = await AnnulmentOfAsync(db, irregularity.CampaignId, cancellation);
        return irregularity.SubjectId is { } subject ? annulment.Covers(subject) ? IrregularityOutcome.AnnulledBefore : null : annulment.IsWhole ? IrregularityOutcome.AnnulledBefore : null;
    }

    // What was carried out and accepted stays as it is: it happened. Everything else ends.
    private async Task AnnulAsync(Scope scope, Irregularity irregularity, CancellationToken cancellation)
    {
        var determinations = await db.Determinations.Where(d => d.CampaignId == irregularity.CampaignId && (irregularity.SubjectId == null || d.SubjectId == irregularity.SubjectId)
            && (d.State == DeterminationState.Proposed || d.State == DeterminationState.Confirmed)).ToListAsync(cancellation);
        determinations.ForEach(d => d.State = DeterminationState.Annulled);
        var consequences = await db.Consequences.Where(c => c.CampaignId == irregularity.CampaignId && (irregularity.SubjectId == null || c.SubjectId == irregularity.SubjectId)
            && Annullable.Contains(c.State)).ToListAsync(cancellation);
        var ids = consequences.Select(c => c.Id).ToList();
        var numbers = await db.ConsequenceEntries.Where(e => ids.Contains(e.ConsequenceId)).GroupBy(e => e.ConsequenceId).Select(g => new { g.Key, Last = g.Max(e => e.Number) }).ToDictionaryAsync(g => g.Key, g => g.Last, cancellation);
        foreach (var consequence in consequences)
        {
            consequence.State = ConsequenceState.Annulled;
            db.ConsequenceEntries.Add(new ConsequenceEntry
            {
                ConsequenceId = consequence.Id, Number = numbers.GetValueOrDefault(consequence.Id, -1) + 1, Act = ConsequenceAct.Annul, At = Now, By = scope.DisplayName, Text = irregularity.Document,
            });
        }

        JournalScope.Note("Campaign " + irregularity.CampaignId, nameof(Annulment), null, irregularity.SubjectId?.ToString() ?? "*");
        await db.SaveChangesAsync(cancellation);
    }

    private static bool IsOwn(OwnCase own, IReadOnlyList<Subject> subjects, Irregularity irregularity) =>
        subjects.Any(s => (irregularity.SubjectId is null || s.Id == irregularity.SubjectId) && own.Includes(s));
}

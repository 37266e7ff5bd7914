using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Publications;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Publications;

/// <summary>What is reported back to subjects.</summary>
/// <param name="Subjects">The subjects; those that have their feedback already are left as they are.</param>
/// <param name="Way">How.</param>
/// <param name="Reporter">Who reports back; empty for those to whom it falls (<see cref="FeedbackReporters"/>).</param>
/// <param name="Words">What is said beside the figures; may be empty.</param>
/// <param name="IncludesOpinions">Whether the opinions about each are passed on.</param>
public sealed record NewFeedback(IReadOnlyList<Guid> Subjects, FeedbackWay Way, string Reporter, string Words, bool IncludesOpinions);

/// <summary>A subject with its feedback.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Feedback">The feedback; null while there is none.</param>
/// <param name="Reporter">To whom it falls to report back, by name.</param>
public sealed record FeedbackRow(Subject Subject, Feedback? Feedback, string Reporter);

/// <summary>The feedback as the subject sees it.</summary>
/// <param name="Feedback">The feedback.</param>
/// <param name="Counted">The campaign.</param>
/// <param name="Pool">The subject's pool; where it is withheld there are no figures.</param>
/// <param name="Result">The subject's result.</param>
/// <param name="Opinions">The opinions passed on, in the order of their random ids.</param>
public sealed record OwnFeedback(Feedback Feedback, CountedCampaign Counted, PoolResult Pool, SubjectResult Result, IReadOnlyList<string> Opinions)
{
    /// <summary>Whether figures may be shown: not of a pool under the group minimum, and not of an annulled result.</summary>
    public bool ShowsFigures => !Pool.IsWithheld && !Counted.Annulment.Covers(Result.Subject.Id);
}

/// <summary>A feedback as it is listed for the subject.</summary>
/// <param name="Feedback">The feedback.</param>
/// <param name="Subject">Name of the subject: the own, or that of the organization headed.</param>
/// <param name="Campaign">Title of the campaign.</param>
public sealed record ListedFeedback(Feedback Feedback, string Subject, string Campaign);

/// <summary>Reports results back to those who were evaluated, and takes their acknowledgement.</summary>
public sealed class FeedbackService(EvaluationDbContext db, ResultService results, TemplateLibrary templates, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The subjects of a counted campaign with their feedback, in the order of the ballots; null before the count.</summary>
    public async Task<IReadOnlyList<FeedbackRow>?> ListAsync(Guid campaignId, CancellationToken cancellation)
    {
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == campaignId && CampaignStages.WithResult.Contains(c.Stage), cancellation) is not { } campaign)
        {
            return null;
        }

        var reporters = await FeedbackReporters.OfAsync(db, templates, campaign, clock, cancellation);
        var given = await db.Feedbacks.AsNoTracking().Where(f => f.CampaignId == campaignId).ToDictionaryAsync(f => f.SubjectId, cancellation);
        var pools = await db.EvaluatorPools.Where(p => p.CampaignId == campaignId).ToDictionaryAsync(p => p.Id, p => p.Order, cancellation);
        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaignId).ToListAsync(cancellation);
        return [.. subjects.OrderBy(s => pools[s.PoolId]).ThenBy(s => s.Order).Select(s => new FeedbackRow(s, given.GetValueOrDefault(s.Id), reporters.Of(s)))];
    }

    /// <summary>Reports back.</summary>
    /// <returns>To how many subjects, those with an annulled result left out; null when nothing can be reported back at this stage.</returns>
    public async Task<int?> GiveAsync(Scope scope, Guid campaignId, NewFeedback feedback, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        if (campaign.Stage != CampaignStage.Counted)
        {
            return null;
        }

        var annulment = await IrregularityService.AnnulmentOfAsync(db, campaignId, cancellation);
        var reporters = await FeedbackReporters.OfAsync(db, templates, campaign, clock, cancellation);
        for (var isLastTry = false; ; isLastTry = true)
        {
            var subjects = await db.Subjects.AsNoTracking()
                .Where(s => s.CampaignId == campaignId && feedback.Subjects.Contains(s.Id) && !db.Feedbacks.Any(f => f.SubjectId == s.Id)).ToListAsync(cancellation);
            subjects.RemoveAll(s => annulment.Covers(s.Id));
            Feedback[] given = [.. subjects.Select(s => new Feedback
            {
                CampaignId = campaignId,
                SubjectId = s.Id,
                Way = feedback.Way,
                Reporter = feedback.Reporter.Length > 0 ? feedback.Reporter : reporters.Of(s),
                Words = feedback.Words,
                IncludesOpinions = feedback.IncludesOpinions,
                GivenAt = Now,
                GivenByName = scope.DisplayName,
            })];
            db.Feedbacks.AddRange(given);
            await TellAsync(scope, campaignId, subjects, given, cancellation);
            try
            {
                await db.SaveChangesAsync(cancellation);
                return subjects.Count;
            }
            catch (DbUpdateException) when (!isLastTry)
            {
                // Somebody else was faster with one of them, whose feedback stands; the others still get theirs.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Records that a printed sheet was signed.</summary>
    /// <returns>Whether it was recorded: it exists and was not acknowledged before.</returns>
    public async Task<bool> RecordSignatureAsync(Scope scope, Guid campaignId, Guid id, CancellationToken cancellation)
    {
        var feedback = await db.Feedbacks.SingleOrDefaultAsync(f => f.Id == id && f.CampaignId == campaignId, cancellation);
        return feedback is { AcknowledgedAt: null } && await AcknowledgeAsync(feedback, scope, isOnPaper: true, "", cancellation);
    }

    /// <summary>The feedback as it goes to the subject, for the printed sheet; null when there is none.</summary>
    public async Task<OwnFeedback?> FindAsync(Guid campaignId, Guid id, CancellationToken cancellation) =>
        await db.Feedbacks.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.CampaignId == campaignId, cancellation) is { } feedback ? await OwnOfAsync(feedback, cancellation) : null;

    /// <summary>The feedback given to a member, and to organizations that the member headed on the closing date, the newest first.</summary>
    public async Task<IReadOnlyList<ListedFeedback>> OwnAsync(Guid memberId, CancellationToken cancellation) =>
        await (from feedback in Own(memberId).AsNoTracking()
               join subject in db.Subjects on feedback.SubjectId equals subject.Id
               join campaign in db.Campaigns on feedback.CampaignId equals campaign.Id
               orderby feedback.GivenAt descending, feedback.Id
               select new ListedFeedback(feedback, subject.Name, campaign.Title)).ToListAsync(cancellation);

    /// <summary>One feedback given to a member; null when it is not theirs.</summary>
    public async Task<OwnFeedback?> FindOwnAsync(Guid memberId, Guid id, CancellationToken cancellation) =>
        await Own(memberId).AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellation) is { } feedback ? await OwnOfAsync(feedback, cancellation) : null;

    /// <summary>The subject acknowledges, once.</summary>
    /// <returns>Whether it was recorded; null when there is no such feedback of theirs.</returns>
    public async Task<bool?> AcknowledgeOwnAsync(Scope scope, Guid memberId, Guid id, string reply, CancellationToken cancellation)
    {
        var feedback = await Own(memberId).SingleOrDefaultAsync(f => f.Id == id, cancellation);
        return feedback is null ? null : feedback.AcknowledgedAt is null && await AcknowledgeAsync(feedback, scope, isOnPaper: false, reply, cancellation);
    }

    // Those who see it in their own area: the person evaluated, and whoever headed the organization on the closing date.
    private async Task TellAsync(Scope scope, Guid campaignId, List<Subject> subjects, Feedback[] given, CancellationToken cancellation)
    {
        Guid[] members = [.. subjects.SelectMany(s => new[] { s.MemberId, s.BearerId }).OfType<Guid>().Distinct()];
        var accounts = (await Recipients.OfAccountsAsync(db.Users.Where(u => u.MemberId != null && members.Contains(u.MemberId.Value)), cancellation)).ToLookup(a => a.MemberId, a => a.Recipient);
        await Notifier.AddAsync(
            db,
            campaignId,
            [
                .. from pair in subjects.Zip(given)
                   let own = new[] { pair.First.MemberId, pair.First.BearerId }.Where(m => m is not null).Distinct().SelectMany(m => accounts[m]).ToList()
                   where own.Count > 0
                   select new News(NotificationKind.FeedbackGiven, $"{NotificationKind.FeedbackGiven} {pair.Second.Id:N}") { Own = own },
            ],
            (scope.UserId, Now),
            cancellation);
    }

    private IQueryable<Feedback> Own(Guid memberId) => db.Feedbacks.Where(f => db.Subjects.Any(s => s.Id == f.SubjectId && (s.MemberId == memberId || s.BearerId == memberId)));

    private async Task<bool> AcknowledgeAsync(Feedback feedback, Scope scope, bool isOnPaper, string reply, CancellationToken cancellation)
    {
        (feedback.AcknowledgedAt, feedback.AcknowledgedByName, feedback.IsOnPaper, feedback.Reply) = (Now, scope.DisplayName, isOnPaper, reply);
        if (reply.Length > 0)
        {
            await Notifier.AddAsync(db, feedback.CampaignId, [new News(NotificationKind.FeedbackReplied, $"{NotificationKind.FeedbackReplied} {feedback.Id:N}")], (scope.UserId, Now), cancellation);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<OwnFeedback?> OwnOfAsync(Feedback feedback, CancellationToken cancellation)
    {
        if (await results.FindAsync(feedback.CampaignId, cancellation) is not { } counted)
        {
            return null;
        }

        var pool = counted.Result.Pools.First(p => p.Subjects.Any(s => s.Subject.Id == feedback.SubjectId));
        var opinions = feedback.IncludesOpinions && !pool.IsWithheld && !counted.Annulment.Covers(feedback.SubjectId)
            ? await results.Opinions(feedback.CampaignId).Where(o => o.SubjectId == feedback.SubjectId).Select(o => o.Text).ToListAsync(cancellation)
            : [];
        return new OwnFeedback(feedback, counted, pool, pool.Subjects.First(s => s.Subject.Id == feedback.SubjectId), opinions);
    }
}

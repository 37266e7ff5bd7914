using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Campaigns;

/// <summary>How an act came out.</summary>
public enum ActOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The campaign stands at another stage: somebody else was faster, or the page was old.</summary>
    WrongStage,

    /// <summary>The checklist still blocks.</summary>
    Blocked,

    /// <summary>A category has no code that could be handed out.</summary>
    CodesMissing,

    /// <summary>The box's key file is not in the key folder, or does not fit the box: submissions could not be taken.</summary>
    KeyMissing,

    /// <summary>The campaign's box has two locks, and not two or three holders were named as they have to be; or holders were named for a box without.</summary>
    HoldersWrong,
}

/// <summary>
/// Moves a campaign from stage to stage, each by one conditional update that names the stage before, so that two people pressing at once,
/// or two nodes acting at a set time, act once.
/// </summary>
public sealed class StageService(EvaluationDbContext db, BoxKeys keys, StageNews news, TimeProvider clock, ILogger<StageService> log)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What is wrong with the holders of a campaign's two locks, by their index; empty when nothing is.</summary>
    public async Task<IReadOnlyList<(int Holder, HolderProblem Problem)>> ProblemsOfAsync(Guid campaignId, IReadOnlyList<NewHolder> holders, CancellationToken cancellation)
    {
        // Nobody holds a lock of a box in which something about themselves lies: not who is evaluated, not who heads what is, and not who belongs to a team that is.
        // Wherever the host is, its day is not before yesterday's of UTC.
        var day = DateOnly.FromDateTime(Now).AddDays(-1);
        var subjects = db.Subjects.Where(s => s.CampaignId == campaignId);
        var people = await subjects.Where(s => s.MemberId != null).Select(s => s.Name).ToListAsync(cancellation);
        var heads = await db.Posts
            .Where(p => (p.Until == null || p.Until >= day) && subjects.Any(s => s.MemberId == null && s.OrganizationId == p.OrganizationId
                && (p.Kind == PostKind.Head || ((p.Kind == PostKind.DeputyHead || p.Kind == PostKind.TeamMember) && (s.Kind == SubjectKind.LeadingTeam || s.Kind == SubjectKind.PartyGroup)))))
            .Join(db.Members, p => p.MemberId, m => m.Id, (p, m) => m.Name).ToListAsync(cancellation);
        return Passphrase.ProblemsOf(holders, people.Concat(heads));
    }

    /// <summary>Finalizes (定稿): freezes the set-up, makes the box with its key, ends the rehearsal.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="holders">The holders of the box's two locks; empty for a box without.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ActOutcome> FinalizeAsync(Guid campaignId, IReadOnlyList<NewHolder> holders, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.WithSetup().AsNoTracking().SingleAsync(c => c.Id == campaignId, cancellation);
        if (!campaign.Stage.Allows(CampaignAct.Finalize))
        {
            return ActOutcome.WrongStage;
        }

        if (!Checklist.Of(campaign, Now).AllowsFinalizing())
        {
            return ActOutcome.Blocked;
        }

        if (campaign.HasTwoLocks
            ? holders.Count is < BoxLocks.FewestHolders or > BoxLocks.MostHolders || (await ProblemsOfAsync(campaignId, holders, cancellation)).Count > 0
            : holders.Count > 0)
        {
            return ActOutcome.HoldersWrong;
        }

        var box = keys.MakeBox(campaign.Id, BallotLayout.Of(campaign), holders);
        try
        {
            if (await StoreAsync(campaign, box, cancellation))
            {
                news.Tell(campaignId, CampaignStage.Finalized);
                return ActOutcome.Done;
            }
        }
        catch
        {
            // The answer to the commit may have been lost; only a box that is surely not there leaves its key behind.
            db.ChangeTracker.Clear();
            if (!await db.BallotBoxes.AnyAsync(b => b.Id == box.Id, CancellationToken.None))
            {
                DestroyUnused(box.Id);
            }

            throw;
        }

        DestroyUnused(box.Id);
        return ActOutcome.WrongStage;
    }

    private async Task<bool> StoreAsync(Campaign campaign, BallotBox box, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Now;
        // The version is compared too: what was checked above is what is frozen.
        var moved = await db.Campaigns.Where(c => c.Id == campaign.Id && c.Stage == CampaignStage.Preparing && c.Version == campaign.Version)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Finalized).SetProperty(c => c.FinalizedAt, now)
                .SetProperty(c => c.Version, c => c.Version + 1), cancellation);
        if (moved != 1)
        {
            return false;
        }

        JournalScope.Note("Campaign " + campaign.Id, nameof(Campaign.Stage), nameof(CampaignStage.Preparing), nameof(CampaignStage.Finalized));
        await db.RehearsalCodes.Where(c => c.CampaignId == campaign.Id).ExecuteDeleteAsync(cancellation);
        db.BallotBoxes.Add(box);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Takes the finalizing back while nothing has begun: all codes become worthless, box and key are destroyed.</summary>
    public async Task<ActOutcome> WithdrawAsync(Guid campaignId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await MoveAsync(campaignId, CampaignAct.Withdraw, cancellation))
        {
            return ActOutcome.WrongStage;
        }

        var boxId = await db.BallotBoxes.Where(b => b.CampaignId == campaignId).Select(b => b.Id).SingleAsync(cancellation);
        await db.AccessCodes.Where(c => c.BoxId == boxId).ExecuteDeleteAsync(cancellation);
        await db.BallotBoxes.Where(b => b.Id == boxId).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        DestroyUnused(boxId);
        return ActOutcome.Done;
    }

    // The key of a box that never took an envelope opens nothing: what cannot be deleted is a leftover, and no reason to say that the act failed.
    private void DestroyUnused(Guid boxId)
    {
        try
        {
            keys.Destroy(boxId);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogError(exception, "The key file of box {Box}, which was never used, could not be deleted. It can be deleted by hand.", boxId);
        }
    }

    /// <summary>Begins (开始评议): makes the codes usable. A planned end that has passed by then no longer ends the evaluation by itself: a meeting that is late is not over before it begins.</summary>
    public async Task<ActOutcome> BeginAsync(Guid campaignId, CancellationToken cancellation)
    {
        var box = await db.BallotBoxes.AsNoTracking().SingleOrDefaultAsync(b => b.CampaignId == campaignId, cancellation);
        var boxId = box?.Id ?? Guid.Empty;
        if (await db.EvaluatorCategories.AnyAsync(x => x.CampaignId == campaignId
            && !db.AccessCodes.Any(c => c.BoxId == boxId && c.CategoryId == x.Id && c.State == CodeState.Waiting), cancellation))
        {
            return await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Finalized, cancellation)
                ? ActOutcome.CodesMissing
                : ActOutcome.WrongStage;
        }

        if (box is not null && !keys.Fits(box))
        {
            return ActOutcome.KeyMissing;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Now;
        if (!await MoveAsync(campaignId, CampaignAct.Begin, cancellation))
        {
            return ActOutcome.WrongStage;
        }

        await db.Campaigns.Where(c => c.Id == campaignId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.BegunAt, now).SetProperty(c => c.EndsByItself, c => c.EndsByItself && c.PlannedEnd > now), cancellation);
        await db.AccessCodes.Where(c => c.BoxId == boxId && c.State == CodeState.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Usable), cancellation);
        await db.BallotBoxes.Where(b => b.Id == boxId).ExecuteUpdateAsync(s => s
            .SetProperty(b => b.IsOpen, true)
            .SetProperty(b => b.ClosesAt, b => db.Campaigns.Where(c => c.Id == b.CampaignId && c.EndsByItself).Select(c => c.PlannedEnd).FirstOrDefault()), cancellation);
        await transaction.CommitAsync(cancellation);
        news.Tell(campaignId, CampaignStage.Open);
        return ActOutcome.Done;
    }

    /// <summary>Ends (结束评议): waits for submissions in flight, refuses all later ones, and fixes who bears the consequences as of today.</summary>
    public async Task<ActOutcome> EndAsync(Guid campaignId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Now;
        if (!await MoveAsync(campaignId, CampaignAct.End, cancellation))
        {
            return ActOutcome.WrongStage;
        }

        await db.Campaigns.Where(c => c.Id == campaignId).ExecuteUpdateAsync(s => s.SetProperty(c => c.EndedAt, now), cancellation);
        var boxId = await db.BallotBoxes.Where(b => b.CampaignId == campaignId).Select(b => b.Id).SingleAsync(cancellation);
        await db.AccessCodes.Where(c => c.BoxId == boxId && (c.State == CodeState.Usable || c.State == CodeState.Waiting))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Closed), cancellation);
        await db.BallotBoxes.Where(b => b.Id == boxId).ExecuteUpdateAsync(s => s.SetProperty(b => b.IsOpen, false), cancellation);
        await ClosingDay.RecordAsync(db, campaignId, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return ActOutcome.Done;
    }

    private async Task<bool> MoveAsync(Guid campaignId, CampaignAct act, CancellationToken cancellation)
    {
        var (before, after) = (act.Before(), act.After());
        if (await db.Campaigns.Where(c => c.Id == campaignId && c.Stage == before)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, after).SetProperty(c => c.Version, c => c.Version + 1), cancellation) != 1)
        {
            return false;
        }

        JournalScope.Note("Campaign " + campaignId, nameof(Campaign.Stage), before.ToString(), after.ToString());
        return true;
    }
}

using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>A code that was just made. It is shown once and never stored.</summary>
/// <param name="Text">The code without separators.</param>
/// <param name="IsSpare">Whether it is a spare.</param>
/// <param name="Invitee">For whom; null for a drawn code.</param>
public sealed record MadeCode(string Text, bool IsSpare, Invitee? Invitee);

/// <summary>The codes of one category.</summary>
/// <param name="Category">The category.</param>
/// <param name="Codes">Its new codes, in random order for drawn ones.</param>
public sealed record MadeCodes(EvaluatorCategory Category, IReadOnlyList<MadeCode> Codes);

/// <summary>Counts of the codes of a category.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Made">Codes that are valid: made and not voided.</param>
/// <param name="Spare">Those of them made as spares.</param>
/// <param name="Revoked">Codes voided.</param>
/// <param name="Used">Codes used.</param>
public sealed record CodeCounts(Guid CategoryId, int Made, int Spare, int Revoked, int Used);

/// <summary>Why an invitee's code was not replaced, or that it was.</summary>
public enum ReplaceOutcome
{
    /// <summary>The old code is void, a new one was made.</summary>
    Replaced,

    /// <summary>The old code was used: the invitee has submitted, no second code is given.</summary>
    AlreadyUsed,

    /// <summary>Codes can be replaced only between finalizing and the end.</summary>
    WrongStage,
}

/// <summary>Makes and voids codes, and counts them.</summary>
public sealed class AccessCodeService(EvaluationDbContext db, CodeHasher hasher)
{
    /// <summary>
    /// Makes the codes of a category, or of all when <paramref name="categoryId"/> is null. Codes made before are voided first: they were never usable,
    /// because this is possible only before the beginning.
    /// </summary>
    /// <returns>The new codes; null when the campaign is not finalized, or has begun.</returns>
    public async Task<IReadOnlyList<MadeCodes>?> MakeAsync(Guid campaignId, Guid? categoryId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldStageAsync(campaignId, [CampaignStage.Finalized], cancellation))
        {
            return null;
        }

        var boxId = await db.BallotBoxes.Where(b => b.CampaignId == campaignId).Select(b => b.Id).SingleAsync(cancellation);
        var categories = await db.EvaluatorCategories.AsNoTracking()
            .Where(c => c.CampaignId == campaignId && (categoryId == null || c.Id == categoryId)).OrderBy(c => c.Order).ToListAsync(cancellation);
        var made = new List<MadeCodes>();
        foreach (var category in categories)
        {
            await db.AccessCodes.Where(c => c.BoxId == boxId && c.CategoryId == category.Id && c.State == CodeState.Waiting)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Revoked), cancellation);
            var invitees = category.Issue == CodeIssue.Invited
                ? await db.Invitees.AsNoTracking().Where(i => i.CategoryId == category.Id).OrderBy(i => i.Order).ToListAsync(cancellation)
                : [];
            made.Add(new MadeCodes(category, [.. Plan(category, invitees).Select(code => Add(boxId, category.Id, code, CodeState.Waiting))]));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return made;
    }

    /// <summary>Replaces the lost code of an invitee: the old one is voided if unused.</summary>
    public async Task<(ReplaceOutcome Outcome, MadeCode? Code)> ReplaceAsync(Guid campaignId, Guid inviteeId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldStageAsync(campaignId, [CampaignStage.Finalized, CampaignStage.Open], cancellation))
        {
            return (ReplaceOutcome.WrongStage, null);
        }

        var invitee = await db.Invitees.AsNoTracking().SingleAsync(i => i.Id == inviteeId, cancellation);
        var old = await db.AccessCodes.Where(c => c.InviteeId == inviteeId && c.State != CodeState.Revoked)
            .Select(c => new { c.Id, c.BoxId, c.State }).FirstAsync(cancellation);
        var voided = await db.AccessCodes.Where(c => c.Id == old.Id && (c.State == CodeState.Waiting || c.State == CodeState.Usable))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Revoked), cancellation);
        if (voided == 0)
        {
            return (ReplaceOutcome.AlreadyUsed, null);
        }

        var code = Add(old.BoxId, invitee.CategoryId, new MadeCode(CodeText.Make(), false, invitee), old.State);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return (ReplaceOutcome.Replaced, code);
    }

    /// <summary>Makes one rehearsal code per category; earlier ones become worthless.</summary>
    /// <returns>The codes by category; null when the campaign is no longer in preparation.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>?> MakeRehearsalAsync(Guid campaignId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldStageAsync(campaignId, [CampaignStage.Preparing], cancellation))
        {
            return null;
        }

        await db.RehearsalCodes.Where(c => c.CampaignId == campaignId).ExecuteDeleteAsync(cancellation);
        var categories = await db.EvaluatorCategories.Where(c => c.CampaignId == campaignId).Select(c => c.Id).ToListAsync(cancellation);
        var codes = categories.ToDictionary(id => id, _ => CodeText.MakeRehearsal());
        db.RehearsalCodes.AddRange(codes.Select(c => new RehearsalCode { CampaignId = campaignId, CategoryId = c.Key, Hash = hasher.Hash(c.Value) }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>Counts of codes per category.</summary>
    public async Task<IReadOnlyDictionary<Guid, CodeCounts>> CountAsync(Guid campaignId, CancellationToken cancellation)
    {
        var rows = await db.AccessCodes
            .Where(c => db.BallotBoxes.Any(b => b.Id == c.BoxId && b.CampaignId == campaignId))
            .GroupBy(c => new { c.CategoryId, c.State, c.IsSpare })
            .Select(g => new { g.Key.CategoryId, g.Key.State, g.Key.IsSpare, Count = g.Count() })
            .ToListAsync(cancellation);
        return rows.GroupBy(r => r.CategoryId).ToDictionary(g => g.Key, g => new CodeCounts(
            g.Key,
            g.Where(r => r.State != CodeState.Revoked).Sum(r => r.Count),
            g.Where(r => r.State != CodeState.Revoked && r.IsSpare).Sum(r => r.Count),
            g.Where(r => r.State == CodeState.Revoked).Sum(r => r.Count),
            g.Where(r => r.State == CodeState.Used).Sum(r => r.Count)));
    }

    private static IEnumerable<MadeCode> Plan(EvaluatorCategory category, IReadOnlyList<Invitee> invitees)
    {
        foreach (var invitee in invitees)
        {
            yield return new MadeCode(CodeText.Make(), false, invitee);
        }

        var drawn = category.Issue == CodeIssue.Drawn ? category.Target : 0;
        for (var i = 0; i < drawn + category.Spares; i++)
        {
            yield return new MadeCode(CodeText.Make(), i >= drawn, null);
        }
    }

    private MadeCode Add(Guid boxId, Guid categoryId, MadeCode code, CodeState state)
    {
        db.AccessCodes.Add(new AccessCode
        {
            BoxId = boxId,
            CategoryId = categoryId,
            Hash = hasher.Hash(code.Text),
            State = state,
            IsSpare = code.IsSpare,
            InviteeId = code.Invitee?.Id,
        });
        return code;
    }

    // Takes the lock of the campaign's row for the transaction, so that no act can come between. The set-up is not changed, so its version stays.
    private async Task<bool> HoldStageAsync(Guid campaignId, CampaignStage[] stages, CancellationToken cancellation) =>
        await db.Campaigns.Where(c => c.Id == campaignId && stages.Contains(c.Stage))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, c => c.Stage), cancellation) == 1;
}

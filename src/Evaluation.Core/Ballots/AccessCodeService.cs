using Evaluation.Core.Data;
using Evaluation.Core.Journals;
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

/// <summary>
/// Codes that were drawn up and are not valid yet. The document that bears them is set first and <see cref="AccessCodeService.StoreAsync"/> makes them valid after:
/// whatever goes wrong before leaves the codes handed out earlier as they are.
/// </summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="BoxId">Its box.</param>
/// <param name="CodesBefore">How many codes the box had when they were drawn up, voided ones included. The number only grows, so it tells whether somebody was faster.</param>
/// <param name="Codes">The codes, by category.</param>
public sealed record CodeDraft(Guid CampaignId, Guid BoxId, int CodesBefore, IReadOnlyList<MadeCodes> Codes);

/// <summary>How making codes came out.</summary>
public enum MakeOutcome
{
    /// <summary>The new codes are valid, the earlier ones of their categories void.</summary>
    Made,

    /// <summary>Codes can be made only between finalizing and beginning.</summary>
    WrongStage,

    /// <summary>Other codes were made since these were drawn up; nothing was changed.</summary>
    Overtaken,
}

/// <summary>The act of replacing the lost code of an invitee.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="InviteeId">The invitee.</param>
/// <param name="CodesBefore">How many codes the invitee had been given when the act was asked for, voided ones included; a page sent twice replaces once.</param>
public sealed record CodeReplacement(Guid CampaignId, Guid InviteeId, int CodesBefore);

/// <summary>Why an invitee's code was not replaced, or that it was.</summary>
public enum ReplaceOutcome
{
    /// <summary>The old code is void, a new one was made.</summary>
    Replaced,

    /// <summary>The old code was used: the invitee has submitted, no second code is given.</summary>
    AlreadyUsed,

    /// <summary>Codes can be replaced only between finalizing and the end.</summary>
    WrongStage,

    /// <summary>No such invitee in this campaign, or no code was made yet.</summary>
    NoCode,

    /// <summary>It was replaced since the page was opened; nothing was changed.</summary>
    Overtaken,
}

/// <summary>Makes and voids codes, and counts them.</summary>
public sealed class AccessCodeService(EvaluationDbContext db, CodeHasher hasher)
{
    /// <summary>
    /// Makes the codes of a category, or of all when <paramref name="categoryId"/> is null. Codes made before are voided first: they were never usable,
    /// because this is possible only before the beginning.
    /// </summary>
    /// <returns>The new codes; null when the campaign is not finalized, or has begun.</returns>
    public async Task<IReadOnlyList<MadeCodes>?> MakeAsync(Guid campaignId, Guid? categoryId, CancellationToken cancellation) =>
        await DraftAsync(campaignId, categoryId, cancellation) is { } draft && await StoreAsync(draft, cancellation) == MakeOutcome.Made ? draft.Codes : null;

    /// <summary>Draws up the codes of a category, or of all when <paramref name="categoryId"/> is null; nothing is changed by it.</summary>
    /// <returns>The draft; null when the campaign is not finalized, or has begun.</returns>
    public async Task<CodeDraft?> DraftAsync(Guid campaignId, Guid? categoryId, CancellationToken cancellation)
    {
        if (!await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Finalized, cancellation))
        {
            return null;
        }

        var boxId = await db.BallotBoxes.Where(b => b.CampaignId == campaignId).Select(b => b.Id).SingleAsync(cancellation);
        var before = await db.AccessCodes.CountAsync(c => c.BoxId == boxId, cancellation);
        var categories = await db.EvaluatorCategories.AsNoTracking()
            .Where(c => c.CampaignId == campaignId && (categoryId == null || c.Id == categoryId)).OrderBy(c => c.Order).ToListAsync(cancellation);
        var codes = new List<MadeCodes>();
        foreach (var category in categories)
        {
            var invitees = category.Issue == CodeIssue.Invited
                ? await db.Invitees.AsNoTracking().Where(i => i.CategoryId == category.Id).OrderBy(i => i.Order).ToListAsync(cancellation)
                : [];
            codes.Add(new MadeCodes(category, [.. Plan(category, invitees)]));
        }

        return new CodeDraft(campaignId, boxId, before, codes);
    }

    /// <summary>Makes the codes of a draft valid and voids those made before in the same categories.</summary>
    public async Task<MakeOutcome> StoreAsync(CodeDraft draft, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldStageAsync(draft.CampaignId, [CampaignStage.Finalized], cancellation))
        {
            return MakeOutcome.WrongStage;
        }

        // Withdrawn and finalized again meanwhile, the campaign has another box.
        if (!await db.BallotBoxes.AnyAsync(b => b.Id == draft.BoxId && b.CampaignId == draft.CampaignId, cancellation)
            || await db.AccessCodes.CountAsync(c => c.BoxId == draft.BoxId, cancellation) != draft.CodesBefore)
        {
            return MakeOutcome.Overtaken;
        }

        var notes = new List<(Guid Category, int Voided, int Made)>();
        foreach (var (category, codes) in draft.Codes)
        {
            var voided = await db.AccessCodes.Where(c => c.BoxId == draft.BoxId && c.CategoryId == category.Id && c.State == CodeState.Waiting)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, CodeState.Revoked), cancellation);
            foreach (var code in codes)
            {
                Add(draft.BoxId, category.Id, code, CodeState.Waiting);
            }

            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            notes.Add((category.Id, voided, codes.Count));
        }

        await transaction.CommitAsync(cancellation);
        // How many, never which.
        notes.ForEach(n => JournalScope.Note("EvaluatorCategory " + n.Category, "Codes", n.Voided == 0 ? null : $"{n.Voided} voided", $"{n.Made} made"));
        return MakeOutcome.Made;
    }

    /// <summary>Replaces the lost code of an invitee: the old one is voided if unused.</summary>
    public async Task<(ReplaceOutcome Outcome, MadeCode? Code)> ReplaceAsync(CodeReplacement act, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldStageAsync(act.CampaignId, [CampaignStage.Finalized, CampaignStage.Open], cancellation))
        {
            return (ReplaceOutcome.WrongStage, null);
        }

        var invitee = await db.Invitees.AsNoTracking().WhereInvitedTo(db, act.CampaignId).SingleOrDefaultAsync(i => i.Id == act.InviteeId, cancellation);
        var given = await db.AccessCodes.Where(c => c.InviteeId == act.InviteeId).Select(c => new { c.Id, c.BoxId, c.State }).ToListAsync(cancellation);
        if (invitee is null || given.SingleOrDefault(c => c.State != CodeState.Revoked) is not { } old)
        {
            return (ReplaceOutcome.NoCode, null);
        }

        if (given.Count != act.CodesBefore)
        {
            return (ReplaceOutcome.Overtaken, null);
        }

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
        JournalScope.Note("Invitee " + act.InviteeId, "Code", "voided", "made");
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

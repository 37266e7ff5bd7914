using System.Globalization;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tallying;

/// <summary>Turnout of one category: numbers only, never who.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">Planned evaluators.</param>
/// <param name="Minimum">The largest minimum that any of its pools asks for; 0 for none.</param>
/// <param name="Codes">Counts of its codes.</param>
/// <param name="Present">Present, as entered; null before.</param>
/// <param name="HandedOut">Handed out, as entered; null before.</param>
public sealed record CategoryTurnout(Guid CategoryId, string Name, int Target, int Minimum, CodeCounts Codes, int? Present, int? HandedOut);

/// <summary>What was entered for one category after the end.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Present">Present (实到).</param>
/// <param name="HandedOut">Handed out (发出).</param>
public sealed record AttendanceEntry(Guid CategoryId, int Present, int HandedOut);

/// <summary>What is wrong with an entry.</summary>
public enum AttendanceProblem
{
    /// <summary>More handed out than made and not voided.</summary>
    MoreHandedOutThanMade,

    /// <summary>Fewer handed out than returned: more returned than issued voids the count.</summary>
    FewerHandedOutThanReturned,

    /// <summary>Fewer present than returned.</summary>
    FewerPresentThanReturned,

    /// <summary>Negative, or absurdly large.</summary>
    OutOfRange,
}

/// <summary>Turnout while open and the numbers entered after the end.</summary>
public sealed class TurnoutService(EvaluationDbContext db, AccessCodeService codes)
{
    /// <summary>Turnout per category in order.</summary>
    public async Task<IReadOnlyList<CategoryTurnout>> OfAsync(Guid campaignId, CancellationToken cancellation)
    {
        var counts = await codes.CountAsync(campaignId, cancellation);
        var minimums = await db.EvaluatorPools.Where(p => p.CampaignId == campaignId).SelectMany(p => p.Categories)
            .GroupBy(pc => pc.CategoryId).Select(g => new { g.Key, Minimum = g.Max(pc => pc.Minimum) }).ToDictionaryAsync(g => g.Key, g => g.Minimum, cancellation);
        var categories = await db.EvaluatorCategories.AsNoTracking().Where(c => c.CampaignId == campaignId).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(cancellation);
        return [.. categories.Select(c => new CategoryTurnout(
            c.Id,
            c.Name,
            c.Target,
            minimums.GetValueOrDefault(c.Id),
            counts.GetValueOrDefault(c.Id) ?? new CodeCounts(c.Id, 0, 0, 0, 0),
            c.Present,
            c.HandedOut))];
    }

    /// <summary>Checks and stores the numbers entered after the end; nothing is stored unless all are right.</summary>
    /// <returns>What is wrong, by category; empty when stored. Null when the campaign has not ended or is counted already.</returns>
    public async Task<IReadOnlyList<(Guid CategoryId, AttendanceProblem Problem)>?> EnterAsync(Guid campaignId, IReadOnlyList<AttendanceEntry> entries, CancellationToken cancellation)
    {
        if (!await db.Campaigns.AnyAsync(c => c.Id == campaignId && c.Stage == CampaignStage.Ended, cancellation))
        {
            return null;
        }

        var turnout = (await OfAsync(campaignId, cancellation)).ToDictionary(t => t.CategoryId);
        var known = entries.Where(e => turnout.ContainsKey(e.CategoryId)).ToList();
        var problems = known.SelectMany(e => ProblemsOf(e, turnout[e.CategoryId].Codes).Select(p => (e.CategoryId, p))).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Held until the numbers stand: a count that began meanwhile finds another version and stores nothing.
        if (await db.Campaigns.Where(c => c.Id == campaignId && c.Stage == CampaignStage.Ended)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Version, c => c.Version + 1), cancellation) != 1)
        {
            return null;
        }

        foreach (var entry in known)
        {
            await db.EvaluatorCategories.Where(c => c.Id == entry.CategoryId && c.CampaignId == campaignId)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Present, entry.Present).SetProperty(c => c.HandedOut, entry.HandedOut), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        foreach (var entry in known)
        {
            var before = turnout[entry.CategoryId];
            JournalScope.Note("EvaluatorCategory " + entry.CategoryId, nameof(EvaluatorCategory.Present), TextOf(before.Present), TextOf(entry.Present));
            JournalScope.Note("EvaluatorCategory " + entry.CategoryId, nameof(EvaluatorCategory.HandedOut), TextOf(before.HandedOut), TextOf(entry.HandedOut));
        }

        return [];
    }

    private static string? TextOf(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong with the numbers of one category; also asked again by the count.</summary>
    internal static IEnumerable<AttendanceProblem> ProblemsOf(AttendanceEntry entry, CodeCounts counts)
    {
        if (entry.Present is < 0 or > 1_000_000 || entry.HandedOut is < 0 or > 1_000_000)
        {
            yield return AttendanceProblem.OutOfRange;
            yield break;
        }

        if (entry.HandedOut > counts.Made)
        {
            yield return AttendanceProblem.MoreHandedOutThanMade;
        }

        if (entry.HandedOut < counts.Used)
        {
            yield return AttendanceProblem.FewerHandedOutThanReturned;
        }

        if (entry.Present < counts.Used)
        {
            yield return AttendanceProblem.FewerPresentThanReturned;
        }
    }
}

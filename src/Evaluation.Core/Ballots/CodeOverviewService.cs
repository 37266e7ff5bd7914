using Evaluation.Core.Data;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Ballots;

/// <summary>The codes of one category as the organizer sees them. How many are used is not among them.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Name">Its name.</param>
/// <param name="Issue">How its codes are issued.</param>
/// <param name="Target">Planned evaluators (应到).</param>
/// <param name="ToMake">Codes that making would give it: one for each planned evaluator or invitee.</param>
/// <param name="SparesToMake">Spares that making would give it beside.</param>
/// <param name="Made">Codes made and not voided, spares included.</param>
/// <param name="Spare">Those of them made as spares.</param>
/// <param name="Voided">Codes voided.</param>
/// <param name="HandedOut">Codes handed out, as entered after the end; null before.</param>
public sealed record CategoryCodes(
    Guid CategoryId, string Name, CodeIssue Issue, int Target, int ToMake, int SparesToMake, int Made, int Spare, int Voided, int? HandedOut);

/// <summary>The codes of a campaign by category.</summary>
/// <param name="Categories">The categories, in order.</param>
public sealed record CodeOverview(IReadOnlyList<CategoryCodes> Categories)
{
    /// <summary>Codes made so far in the whole campaign, voided ones included; see <see cref="CodeDraft.CodesBefore"/>.</summary>
    public int EverMade => Categories.Sum(c => c.Made + c.Voided);

    /// <summary>Whether any category issues codes by name.</summary>
    public bool HasInvitees => Categories.Any(c => c.Issue == CodeIssue.Invited);
}

/// <summary>Reads what was made and what can be made.</summary>
public sealed class CodeOverviewService(EvaluationDbContext db, AccessCodeService codes)
{
    /// <summary>The codes of a campaign.</summary>
    public async Task<CodeOverview> OfAsync(Guid campaignId, CancellationToken cancellation)
    {
        var counts = await codes.CountAsync(campaignId, cancellation);
        var invitees = await db.Invitees.WhereInvitedTo(db, campaignId)
            .GroupBy(i => i.CategoryId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var categories = await db.EvaluatorCategories.AsNoTracking().Where(c => c.CampaignId == campaignId).OrderBy(c => c.Order).ToListAsync(cancellation);
        return new CodeOverview([.. categories.Select(c => Row(c, counts.GetValueOrDefault(c.Id), invitees.GetValueOrDefault(c.Id)))]);
    }

    private static CategoryCodes Row(EvaluatorCategory category, CodeCounts? counts, int invitees) => new(
        category.Id,
        category.Name,
        category.Issue,
        category.Target,
        category.Issue == CodeIssue.Invited ? invitees : category.Target,
        category.Spares,
        counts?.Made ?? 0,
        counts?.Spare ?? 0,
        counts?.Revoked ?? 0,
        category.HandedOut);
}

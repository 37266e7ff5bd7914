using System.Text.Json;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Tallying;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tallying;

/// <summary>A minimum that a pool asks for in one of its categories, and what came in.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="Pool">Its name.</param>
/// <param name="Category">Name of the category.</param>
/// <param name="Minimum">Fewest evaluators asked for, at least 1.</param>
/// <param name="Returned">Valid sheets that came in.</param>
public sealed record CategoryMinimum(Guid PoolId, string Pool, string Category, int Minimum, int Returned)
{
    /// <summary>Whether at least as many came in as were asked for.</summary>
    public bool IsMet => Returned >= Minimum;
}

/// <summary>A counted campaign with its result.</summary>
/// <param name="Campaign">The campaign, without its set-up.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Result">The result.</param>
/// <param name="Seal">The seal, 64 hexadecimal digits.</param>
/// <param name="Subjects">The stored subjects, for the bearers and rosters.</param>
/// <param name="OpinionCounts">Number of opinions by subject; those asked once for a pool are under the pool's id.</param>
public sealed record CountedCampaign(
    Campaign Campaign,
    string Host,
    CampaignResult Result,
    string Seal,
    IReadOnlyDictionary<Guid, Subject> Subjects,
    IReadOnlyDictionary<Guid, int> OpinionCounts)
{
    /// <summary>The basis code, 64 hexadecimal digits; "" for a box that was counted before there was one.</summary>
    public required string BasisCode { get; init; }

    /// <summary>Names of the forms, in the layout's order.</summary>
    public required IReadOnlyList<string> FormNames { get; init; }

    /// <summary>Every minimum of a category in a pool.</summary>
    public required IReadOnlyList<CategoryMinimum> Minimums { get; init; }

    /// <summary>Whether the box's key file could not be deleted yet.</summary>
    public required bool KeyFileMustGo { get; init; }

    /// <summary>What was recorded when the box was opened; null for a box that was counted before it was.</summary>
    public required BoxOpening? Opening { get; init; }

    /// <summary>What of it is annulled because of an irregularity.</summary>
    public required Annulment Annulment { get; init; }

    /// <summary>Number of all opinions.</summary>
    public int Opinions => OpinionCounts.Values.Sum();
}

/// <summary>Reads results. They exist from the count on, never before.</summary>
public sealed class ResultService(EvaluationDbContext db)
{
    /// <summary>The result of a campaign; null before the count.</summary>
    public async Task<CountedCampaign?> FindAsync(Guid campaignId, CancellationToken cancellation)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == campaignId, cancellation);
        if (campaign is null || !campaign.Stage.HasResult())
        {
            return null;
        }

        var host = await db.Organizations.Where(o => o.Id == campaign.OrganizationId).Select(o => o.Name).SingleAsync(cancellation);
        var box = await db.BallotBoxes.AsNoTracking().Where(b => b.CampaignId == campaignId).Select(b => new { b.Layout, b.Plan, b.Seal, b.Manifest, b.Opening, b.KeyFileMustGo }).SingleAsync(cancellation);
        var subjects = await db.Subjects.AsNoTracking().Where(s => s.CampaignId == campaignId).ToDictionaryAsync(s => s.Id, cancellation);
        var tallies = await db.Tallies.AsNoTracking().Where(t => db.Subjects.Any(s => s.Id == t.SubjectId && s.CampaignId == campaignId)).ToListAsync(cancellation);
        var counts = tallies.ToDictionary(t => (t.SubjectId, t.Group), t => (IReadOnlyList<MarkCounts>)[.. t.Counts.Split(';').Select(MarkCounts.Parse)]);
        var opinions = await db.Opinions.Where(o => o.CampaignId == campaignId)
            .GroupBy(o => o.SubjectId ?? o.PoolId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var plan = JsonSerializer.Deserialize<CountPlan>(box.Plan!, StorageJson.Options)!;
        var result = CampaignResult.Of(BoxKeys.LayoutOf(box.Layout), plan, campaign.Rules, counts);
        return new CountedCampaign(campaign, host, result, box.Seal!, subjects, opinions)
        {
            FormNames = await db.BallotForms.Where(f => f.CampaignId == campaignId).OrderBy(f => f.Order).Select(f => f.Name).ToListAsync(cancellation),
            BasisCode = box.Manifest is { } manifest ? SealedExport.BasisCodeOf(manifest) : "",
            KeyFileMustGo = box.KeyFileMustGo,
            Opening = box.Opening is null ? null : JsonSerializer.Deserialize<BoxOpening>(box.Opening, StorageJson.Options),
            Annulment = await IrregularityService.AnnulmentOfAsync(db, campaignId, cancellation),
            Minimums = await MinimumsAsync(campaignId, plan, cancellation),
        };
    }

    /// <summary>The results of several campaigns at once, by campaign; one that is not counted is absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, CampaignResult>> FindAllAsync(IReadOnlyCollection<Guid> campaignIds, CancellationToken cancellation)
    {
        var campaigns = db.Campaigns.Where(c => campaignIds.Contains(c.Id) && CampaignStages.WithResult.Contains(c.Stage));
        var boxes = await campaigns.Join(db.BallotBoxes, c => c.Id, b => b.CampaignId, (c, b) => new { c.Id, c.Rules, b.Layout, b.Plan }).ToListAsync(cancellation);
        var tallies = await db.Subjects.Where(s => campaigns.Any(c => c.Id == s.CampaignId))
            .Join(db.Tallies, s => s.Id, t => t.SubjectId, (s, t) => new { s.CampaignId, t.SubjectId, t.Group, t.Counts }).ToListAsync(cancellation);
        var counts = tallies.ToLookup(t => t.CampaignId);
        return boxes.ToDictionary(b => b.Id, b => CampaignResult.Of(
            BoxKeys.LayoutOf(b.Layout),
            JsonSerializer.Deserialize<CountPlan>(b.Plan!, StorageJson.Options)!,
            b.Rules,
            counts[b.Id].ToDictionary(t => (t.SubjectId, t.Group), t => (IReadOnlyList<MarkCounts>)[.. t.Counts.Split(';').Select(MarkCounts.Parse)])));
    }

    private async Task<IReadOnlyList<CategoryMinimum>> MinimumsAsync(Guid campaignId, CountPlan plan, CancellationToken cancellation)
    {
        var asked = await db.EvaluatorPools.Where(p => p.CampaignId == campaignId).OrderBy(p => p.Order)
            .SelectMany(p => p.Categories.Where(c => c.Minimum > 0), (p, c) => new { p.Id, p.Name, c.CategoryId, c.Minimum }).ToListAsync(cancellation);
        return [.. from category in plan.Categories
                   from a in asked
                   where a.CategoryId == category.Id
                   select new CategoryMinimum(a.Id, a.Name, category.Name, a.Minimum, category.Valid)];
    }

    /// <summary>The opinions of a counted campaign, ordered by their random ids: the order says nothing.</summary>
    public IQueryable<Opinion> Opinions(Guid campaignId) => db.Opinions.AsNoTracking()
        .Where(o => o.CampaignId == campaignId && db.Campaigns.Any(c => c.Id == campaignId && CampaignStages.WithResult.Contains(c.Stage)))
        .OrderBy(o => o.Id);
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;

namespace Evaluation.Core.Campaigns;

/// <summary>What is kept of a pool.</summary>
/// <param name="Name">Name.</param>
/// <param name="PlannedSize">Evaluators the plan asks for; null when it does not say.</param>
public sealed record PoolDetails(string Name, int? PlannedSize);

/// <summary>Keeps the pools of a campaign in preparation.</summary>
public sealed class PoolService(EvaluationDbContext db)
{
    /// <summary>Most pools of a campaign.</summary>
    public const int MostPools = 50;

    /// <summary>Adds a pool at the end.</summary>
    public Task<EditOutcome> AddAsync(Scope scope, CampaignRef which, PoolDetails details, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, campaign =>
        {
            if (campaign.Pools.Count >= MostPools)
            {
                return EditOutcome.TooMany;
            }

            campaign.Pools.Add(new EvaluatorPool { CampaignId = campaign.Id, Name = details.Name, PlannedSize = details.PlannedSize, Order = campaign.Pools.Count });
            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Changes a pool.</summary>
    public Task<EditOutcome> SaveAsync(Scope scope, CampaignRef which, Guid poolId, PoolDetails details, CancellationToken cancellation) =>
        EditPoolAsync(scope, which, poolId, (_, pool) =>
        {
            pool.Name = details.Name;
            pool.PlannedSize = details.PlannedSize;
            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Removes a pool that evaluates nothing. Its categories stay.</summary>
    public Task<EditOutcome> RemoveAsync(Scope scope, CampaignRef which, Guid poolId, CancellationToken cancellation) =>
        EditPoolAsync(scope, which, poolId, (campaign, pool) =>
        {
            if (campaign.Subjects.Exists(s => s.PoolId == poolId))
            {
                return EditOutcome.InUse;
            }

            db.RemoveRange(pool.Categories);
            db.Remove(pool);
            return EditOutcome.Saved;
        }, cancellation);

    /// <summary>Moves a pool one place up or down.</summary>
    public Task<EditOutcome> MoveAsync(Scope scope, CampaignRef which, Guid poolId, bool up, CancellationToken cancellation) =>
        EditPoolAsync(scope, which, poolId, (campaign, pool) =>
        {
            CampaignEditing.Move(campaign.Pools.OrderBy(p => p.Order), pool, up, (p, order) => p.Order = order);
            return EditOutcome.Saved;
        }, cancellation);

    private Task<EditOutcome> EditPoolAsync(Scope scope, CampaignRef which, Guid poolId, Func<Campaign, EvaluatorPool, EditOutcome> change, CancellationToken cancellation) =>
        db.EditCampaignAsync(
            scope, which, campaign => campaign.Pools.Find(p => p.Id == poolId) is { } pool ? change(campaign, pool) : EditOutcome.NotFound, cancellation);
}

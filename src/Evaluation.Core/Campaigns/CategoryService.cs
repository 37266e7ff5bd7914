using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Campaigns;

/// <summary>What is kept of an evaluator category.</summary>
/// <param name="Name">Name.</param>
/// <param name="Target">Planned people; not read for invited categories, whose list says it.</param>
/// <param name="Spares">Spare codes.</param>
/// <param name="Issue">How codes are issued.</param>
/// <param name="Weight">Weight; null for none.</param>
/// <param name="Minimums">The pools it belongs to, each with the fewest people it must have of it.</param>
public sealed record CategoryDetails(string Name, int Target, int Spares, CodeIssue Issue, Fraction? Weight, IReadOnlyDictionary<Guid, int> Minimums);

/// <summary>A person of a list of invitees.</summary>
/// <param name="Name">Name.</param>
/// <param name="Contact">Telephone or unit; may be empty.</param>
public sealed record InviteeLine(string Name, string Contact);

/// <summary>Keeps the evaluator categories of a campaign in preparation, and the lists of those invited by name.</summary>
public sealed class CategoryService(EvaluationDbContext db)
{
    /// <summary>Most categories of a campaign.</summary>
    public const int MostCategories = 50;

    /// <summary>Longest list of invitees.</summary>
    public const int MostInvitees = 5000;

    /// <summary>Adds a category at the end.</summary>
    /// <returns>The outcome and, when saved, the category.</returns>
    public async Task<(EditOutcome Outcome, Guid Id)> AddAsync(Scope scope, CampaignRef which, CategoryDetails details, CancellationToken cancellation)
    {
        var category = new EvaluatorCategory { CampaignId = which.Id, Name = details.Name };
        var outcome = await db.EditCampaignAsync(scope, which, async campaign =>
        {
            if (campaign.Categories.Count >= MostCategories)
            {
                return EditOutcome.TooMany;
            }

            category.Order = campaign.Categories.Count;
            campaign.Categories.Add(category);
            await ApplyAsync(campaign, category, details, cancellation);
            return EditOutcome.Saved;
        }, cancellation);
        return (outcome, category.Id);
    }

    /// <summary>Changes a category and the pools it belongs to.</summary>
    public Task<EditOutcome> SaveAsync(Scope scope, CampaignRef which, Guid categoryId, CategoryDetails details, CancellationToken cancellation) =>
        EditCategoryAsync(scope, which, categoryId, (campaign, category) => ApplyAsync(campaign, category, details, cancellation), cancellation);

    /// <summary>Removes a category with its list of invitees.</summary>
    public Task<EditOutcome> RemoveAsync(Scope scope, CampaignRef which, Guid categoryId, CancellationToken cancellation) =>
        EditCategoryAsync(scope, which, categoryId, (campaign, category) =>
        {
            db.RemoveRange(campaign.Pools.SelectMany(p => p.Categories).Where(pc => pc.CategoryId == categoryId));
            db.Remove(category);
            foreach (var (order, other) in campaign.Categories.Where(c => c != category).OrderBy(c => c.Order).Index())
            {
                other.Order = order;
            }

            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Moves a category one place up or down; a small category is merged with the next at the count.</summary>
    public Task<EditOutcome> MoveAsync(Scope scope, CampaignRef which, Guid categoryId, bool up, CancellationToken cancellation) =>
        EditCategoryAsync(scope, which, categoryId, (campaign, category) =>
        {
            CampaignEditing.Move(campaign.Categories.OrderBy(c => c.Order), category, up, (c, order) => c.Order = order);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Replaces the list of invitees; the planned number follows from it.</summary>
    public Task<EditOutcome> SaveInviteesAsync(Scope scope, CampaignRef which, Guid categoryId, IReadOnlyList<InviteeLine> lines, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, async campaign =>
        {
            if (campaign.Categories.Find(c => c.Id == categoryId) is not { } category)
            {
                return EditOutcome.NotFound;
            }

            if (lines.Count > MostInvitees)
            {
                return EditOutcome.TooMany;
            }

            db.Invitees.RemoveRange(await db.Invitees.Where(i => i.CategoryId == categoryId).ToListAsync(cancellation));
            db.Invitees.AddRange(lines.Select((line, i) => new Invitee { CategoryId = categoryId, Name = line.Name, Contact = line.Contact, Order = i }));
            category.Issue = CodeIssue.Invited;
            category.Target = lines.Count;
            return EditOutcome.Saved;
        }, cancellation);

    private Task<EditOutcome> EditCategoryAsync(Scope scope, CampaignRef which, Guid categoryId, Func<Campaign, EvaluatorCategory, Task> change, CancellationToken cancellation) =>
        db.EditCampaignAsync(scope, which, async campaign =>
        {
            if (campaign.Categories.Find(c => c.Id == categoryId) is not { } category)
            {
                return EditOutcome.NotFound;
            }

            await change(campaign, category);
            return EditOutcome.Saved;
        }, cancellation);

    private async Task ApplyAsync(Campaign campaign, EvaluatorCategory category, CategoryDetails details, CancellationToken cancellation)
    {
        category.Name = details.Name;
        category.Spares = details.Spares;
        category.Weight = details.Weight;
        category.Issue = details.Issue;
        // One code is made for each invitee, so no other number can be planned.
        category.Target = details.Issue == CodeIssue.Invited
            ? await db.Invitees.CountAsync(i => i.CategoryId == category.Id, cancellation)
            : details.Target;
        foreach (var pool in campaign.Pools)
        {
            SetPart(pool, category.Id, details.Minimums.TryGetValue(pool.Id, out var minimum) ? minimum : null);
        }
    }

    private void SetPart(EvaluatorPool pool, Guid categoryId, int? minimum)
    {
        var part = pool.Categories.Find(pc => pc.CategoryId == categoryId);
        if (minimum is null && part is not null)
        {
            pool.Categories.Remove(part);
            db.Remove(part);
        }
        else if (minimum is { } least && part is null)
        {
            pool.Categories.Add(new PoolCategory { PoolId = pool.Id, CategoryId = categoryId, Minimum = least });
        }
        else if (part is not null)
        {
            part.Minimum = minimum!.Value;
        }
    }
}

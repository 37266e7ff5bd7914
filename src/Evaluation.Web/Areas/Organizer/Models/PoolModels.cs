using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>The form for a pool.</summary>
public sealed class PoolForm
{
    /// <summary>Version of the campaign when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The same fields over a later version: saving them then is deliberate.</summary>
    public PoolForm At(int version)
    {
        Version = version;
        return this;
    }

    /// <summary>Name.</summary>
    [Display(Name = "Campaigns.Pool.Name"), Required, StringLength(EvaluatorPool.NameLength)]
    public string? Name { get; set; }

    /// <summary>Evaluators the plan asks for.</summary>
    [Display(Name = "Campaigns.Pool.Size"), Range(1, EvaluatorCategory.Most)]
    public int? Size { get; set; }

    /// <summary>What is kept of it.</summary>
    public PoolDetails Details => new(Name!.Trim(), Size);
}

/// <summary>The page for pools and categories.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="TypedFor">The pool for which <paramref name="Typed"/> was typed; null for a new one.</param>
/// <param name="Typed">What was typed and not saved; null when nothing was.</param>
public sealed record PoolsPage(Campaign Campaign, Guid? TypedFor, PoolForm? Typed)
{
    /// <summary>Address of the page.</summary>
    public string Url => $"/campaigns/{Campaign.Id}/pools";

    /// <summary>What stands in the fields of a pool, or of a new one.</summary>
    public PoolForm FormOf(EvaluatorPool? pool) => IsTyped(pool)
        ? Typed!
        : new PoolForm { Name = pool?.Name, Size = pool?.PlannedSize };

    /// <summary>Whether the fields of this pool hold what was typed and refused, so that messages belong to it.</summary>
    public bool IsTyped(EvaluatorPool? pool) => Typed is not null && TypedFor == pool?.Id;

    /// <summary>The categories of a pool, in order, with its minimums.</summary>
    public IEnumerable<(EvaluatorCategory Category, int Minimum)> PartsOf(EvaluatorPool pool) => Campaign.Categories
        .Select(c => (Category: c, Part: pool.Categories.Find(pc => pc.CategoryId == c.Id))).Where(x => x.Part is not null).Select(x => (x.Category, x.Part!.Minimum));

    /// <summary>Planned evaluators of a pool.</summary>
    public int PlannedOf(EvaluatorPool pool) => PartsOf(pool).Sum(p => p.Category.Target);
}

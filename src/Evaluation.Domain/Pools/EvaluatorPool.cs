namespace Evaluation.Domain.Pools;

/// <summary>Those who evaluate a group of subjects (D3: the 33, the 25): the base of those subjects.</summary>
public sealed class EvaluatorPool
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 60;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Name, such as 局党组评议员.</summary>
    public required string Name { get; set; }

    /// <summary>How many evaluators the plan asks for (D3: 33); null when it does not say.</summary>
    public int? PlannedSize { get; set; }

    /// <summary>Place among the pools, from 0.</summary>
    public int Order { get; set; }

    /// <summary>The categories it is made of.</summary>
    public List<PoolCategory> Categories { get; } = [];
}

/// <summary>A category's part in a pool.</summary>
public sealed class PoolCategory
{
    /// <summary>The pool.</summary>
    public Guid PoolId { get; set; }

    /// <summary>The category.</summary>
    public Guid CategoryId { get; set; }

    /// <summary>Fewest people of the category whom this pool must have (D3: at least 6 service recipients); 0 for no minimum.</summary>
    public int Minimum { get; set; }
}

using Evaluation.Domain.Counting;

namespace Evaluation.Domain.Tallying;

/// <summary>One category as it stood at the count.</summary>
/// <param name="Id">The category.</param>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Its weight; 0 where the campaign has none.</param>
/// <param name="Due">Planned evaluators (应到).</param>
/// <param name="Present">Present (实到).</param>
/// <param name="Issued">Handed out (发出).</param>
/// <param name="Returned">Returned (收回).</param>
/// <param name="Valid">Counted as valid: those returned, less damaged envelopes that two people decided to leave out.</param>
public sealed record CountedCategory(Guid Id, string Name, Fraction Weight, int Due, int Present, int Issued, int Returned, int Valid);

/// <summary>What was fixed at the count beside the slips: the turnout of each category and which categories are shown together.</summary>
/// <param name="Categories">The categories in the layout's order.</param>
/// <param name="Groups">Groups of indexes of categories, from the <see cref="DisclosurePlan"/>.</param>
/// <param name="WithheldPools">Indexes of pools whose counts only those who must decide see.</param>
/// <param name="GroupMinimum">The group minimum that was applied.</param>
public sealed record CountPlan(
    IReadOnlyList<CountedCategory> Categories,
    IReadOnlyList<IReadOnlyList<int>> Groups,
    IReadOnlyList<int> WithheldPools,
    int GroupMinimum);

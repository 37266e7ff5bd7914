using Evaluation.Verifier.Reading;
using Evaluation.Verifier.Reporting;

namespace Evaluation.Verifier.Recounting;

/// <summary>Looks at the turnout and at what is shown together, for which the slips are not needed.</summary>
internal static class PlanCheck
{
    public static void Look(Manifest manifest, Check turnout, Check minimum)
    {
        foreach (var category in manifest.Categories.Where(c => c.Returned > c.Issued))
        {
            turnout.Fail($"category {SafeText.Of(category.Name)}: {category.Returned} returned and {category.Issued} issued");
        }

        foreach (var category in manifest.Categories.Where(c => c.Valid > c.Returned))
        {
            turnout.Fail($"category {SafeText.Of(category.Name)}: {category.Valid} valid and {category.Returned} returned");
        }

        for (var pool = 0; pool < manifest.Pools.Count; pool++)
        {
            LookAt(manifest.Pools[pool], pool, manifest.GroupMinimum, minimum);
        }

        minimum.Pass();
    }

    private static void LookAt(Pool pool, int index, long groupMinimum, Check minimum)
    {
        // Where people evaluate each other, one of each group is the one evaluated.
        var least = groupMinimum + (pool.IsMutual ? 1 : 0);
        var valid = pool.Groups.Sum(g => g.Valid);
        if (pool.IsWithheld != valid < least)
        {
            minimum.Fail($"pool {index} {SafeText.Of(pool.Name)}: {(pool.IsWithheld ? "withheld" : "shown")} with {valid} sheets, where {least} are the minimum");
        }

        foreach (var group in pool.Groups.Where(g => !pool.IsWithheld && g.Valid > 0 && g.Valid < least))
        {
            minimum.Fail($"pool {index} {SafeText.Of(pool.Name)}, group {group.Index}: shown with {group.Valid} sheets, where {least} are the minimum");
        }
    }
}

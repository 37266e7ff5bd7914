namespace Evaluation.Domain.Organizations;

/// <summary>What kind of organization a name tells of when nobody said.</summary>
public static class OrganizationNames
{
    /// <summary>The kind that follows from the end of a name: …党支部, …党总支, …党委, …党组; else a unit.</summary>
    public static OrganizationKind KindOf(string name)
    {
        if (EndsWithAny(name, "总支", "总支部", "总支委员会", "总支部委员会"))
        {
            return OrganizationKind.GeneralBranch;
        }

        if (EndsWithAny(name, "支部", "支部委员会"))
        {
            return OrganizationKind.Branch;
        }

        if (EndsWithAny(name, "党组"))
        {
            return OrganizationKind.PartyGroup;
        }

        return EndsWithAny(name, "党委", "党工委", "党的委员会", "工作委员会") || (name.StartsWith("中共", StringComparison.Ordinal) && EndsWithAny(name, "委员会"))
            ? OrganizationKind.PartyCommittee
            : OrganizationKind.Unit;
    }

    private static bool EndsWithAny(string name, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

namespace Evaluation.Domain.Organizations;

/// <summary>What kind of node an organization is. Stored by name.</summary>
public enum OrganizationKind
{
    /// <summary>党委, of a county, township, bureau or company.</summary>
    PartyCommittee,

    /// <summary>党组, the Party group inside a bureau (D3).</summary>
    PartyGroup,

    /// <summary>党总支.</summary>
    GeneralBranch,

    /// <summary>党支部.</summary>
    Branch,

    /// <summary>单位: a bureau, school or company as an employer.</summary>
    Unit,

    /// <summary>机关部室: an office inside a unit (D6).</summary>
    Office,

    /// <summary>区段班组: a work section or team (D6).</summary>
    Team,
}

/// <summary>What follows from the kind of an organization.</summary>
public static class OrganizationKinds
{
    /// <summary>Those that hold campaigns of their own; a unit, office or team is evaluated by its Party organization.</summary>
    public static readonly OrganizationKind[] Hosting = [OrganizationKind.PartyCommittee, OrganizationKind.GeneralBranch, OrganizationKind.Branch];
}

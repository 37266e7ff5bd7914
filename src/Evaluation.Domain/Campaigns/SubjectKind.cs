using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Campaigns;

/// <summary>What kind of subject is evaluated; rules name the kinds they apply to.</summary>
public enum SubjectKind
{
    /// <summary>党组 (D3): below 60 % it only rectifies.</summary>
    PartyGroup,

    /// <summary>党支部.</summary>
    Branch,

    /// <summary>其他组织, such as a committee or a unit.</summary>
    Organization,

    /// <summary>机关部室 (D6).</summary>
    Office,

    /// <summary>领导班子.</summary>
    LeadingTeam,

    /// <summary>主要负责人 (D4).</summary>
    Head,

    /// <summary>党员.</summary>
    Member,

    /// <summary>干部 (D5).</summary>
    Cadre,
}

/// <summary>Sets of kinds.</summary>
public static class SubjectKinds
{
    /// <summary>Whether the subject is a person, listed with branch and post on the tally sheet.</summary>
    public static bool IsPerson(this SubjectKind kind) => kind is SubjectKind.Head or SubjectKind.Member or SubjectKind.Cadre;

    /// <summary>Whether such subjects are picked from a roster; all others, heads included, follow from their organization.</summary>
    public static bool IsPickedByPerson(this SubjectKind kind) => kind is SubjectKind.Member or SubjectKind.Cadre;

    /// <summary>Kinds of organization of which such subjects are made: the organization itself, its leading team or its head. Empty for people picked from a roster.</summary>
    public static IReadOnlyList<OrganizationKind> OrganizationKinds(this SubjectKind kind) => kind switch
    {
        SubjectKind.PartyGroup => [OrganizationKind.PartyGroup],
        SubjectKind.Branch => [OrganizationKind.Branch],
        SubjectKind.Organization => [OrganizationKind.PartyCommittee, OrganizationKind.GeneralBranch, OrganizationKind.Unit],
        SubjectKind.Office => [OrganizationKind.Office, OrganizationKind.Team],
        SubjectKind.LeadingTeam or SubjectKind.Head => Enum.GetValues<OrganizationKind>(),
        _ => [],
    };
}

using Evaluation.Domain.Organizations;

namespace Evaluation.Core.Organizations;

/// <summary>How an act on the tree came out.</summary>
public enum OrganizationOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No such organization in the actor's subtree.</summary>
    NotFound,

    /// <summary>The new superior is not in the actor's subtree.</summary>
    ParentNotFound,

    /// <summary>The name is empty, too long, or holds what no name holds.</summary>
    BadName,

    /// <summary>A sibling has this name.</summary>
    NameTaken,

    /// <summary>No such time zone.</summary>
    BadTimeZone,

    /// <summary>The new superior is the organization itself or lies below it.</summary>
    BelowItself,

    /// <summary>Accounts have roles in the subtree: only an administrator of the old and the new place moves it.</summary>
    NeedsAdministrator,

    /// <summary>The tree would be too deep.</summary>
    TooDeep,

    /// <summary>There are organizations below it.</summary>
    HasChildren,

    /// <summary>There are people on its roster.</summary>
    HasMembers,

    /// <summary>Posts, roles, campaigns or other records refer to it.</summary>
    InUse,

    /// <summary>Somebody else changed it in the meantime.</summary>
    Changed,
}

/// <summary>Makes an organization below another.</summary>
public sealed record CreateOrganization(Guid ParentId, string Name, OrganizationKind Kind, string? TimeZoneId = null);

/// <summary>Changes an organization; <paramref name="Version"/> is the one that was shown.</summary>
public sealed record EditOrganization(Guid Id, int Version, string Name, OrganizationKind Kind, string? TimeZoneId);

/// <summary>Moves an organization with all below it.</summary>
public sealed record MoveOrganization(Guid Id, Guid NewParentId);

/// <summary>What was made, when it was.</summary>
public sealed record OrganizationResult(OrganizationOutcome Outcome, Guid Id);

namespace Evaluation.Core.Accounts;

/// <summary>What a person may do. A role is held at a node of the tree and covers its subtree.</summary>
public enum Role
{
    /// <summary>Keeps organizations, accounts and settings.</summary>
    Administrator,

    /// <summary>Sets up and runs campaigns (secretary, campaign office).</summary>
    Organizer,

    /// <summary>Supervises the campaigns of the subtree and downloads their tally sheets.</summary>
    Superior,

    /// <summary>监票人: the second pair of eyes.</summary>
    Witness,

    /// <summary>A subject's own area.</summary>
    Member,
}

/// <summary>One role of one user at one organization.</summary>
public sealed class RoleAssignment
{
    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>Who holds the role.</summary>
    public Guid UserId { get; set; }

    /// <summary>The node at which it is held.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>Which role.</summary>
    public Role Role { get; set; }
}

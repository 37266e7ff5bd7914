namespace Evaluation.Core.Accounts;

/// <summary>Who keeps rosters and the tree of organizations: organizers and administrators, each within the subtree of the role.</summary>
public static class RosterKeepers
{
    /// <summary>The roles that may.</summary>
    public static Role[] Roles => [Role.Organizer, Role.Administrator];
}

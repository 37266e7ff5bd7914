using Microsoft.AspNetCore.Identity;

namespace Evaluation.Core.Accounts;

/// <summary>Someone who signs in. Evaluators have no account.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Longest display name, in characters.</summary>
    public const int DisplayNameLength = 50;

    /// <summary>Name shown in the shell and in records.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The member this account belongs to; null for officers who are on no roster.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Set when somebody else chose the password: the first page after signing in asks for a new one.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Closed by an administrator until opened again. A lockout after wrong passwords is another thing: it ends by itself.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Roles held, each at a node of the tree.</summary>
    public List<RoleAssignment> Roles { get; } = [];
}

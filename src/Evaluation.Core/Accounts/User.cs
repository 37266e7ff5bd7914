using Evaluation.Domain;
using Microsoft.AspNetCore.Identity;

namespace Evaluation.Core.Accounts;

/// <summary>Someone who signs in. Evaluators have no account.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Longest display name, in characters.</summary>
    public const int DisplayNameLength = 50;

    /// <summary>Longest user name, in characters.</summary>
    public const int UserNameLength = 50;

    /// <summary>Longest name of a culture, in characters.</summary>
    public const int LanguageLength = 20;

    private string displayName = "";

    /// <summary>A new account with a random identity.</summary>
    public User() => Id = Guid.NewGuid();

    /// <summary>Name shown in the shell and in records.</summary>
    public required string DisplayName
    {
        get => displayName;
        set
        {
            displayName = value;
            DisplayNameFolded = SearchText.Fold(value, DisplayNameLength);
        }
    }

    /// <summary>The display name as it is searched.</summary>
    public string DisplayNameFolded { get; private set; } = "";

    /// <summary>The member this account belongs to; null for officers who are on no roster.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Set when somebody else chose the password: the first page after signing in asks for a new one.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Closed by an administrator until opened again. A lockout after wrong passwords is another thing: it ends by itself.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Whether notifications are also sent to the account's e-mail address.</summary>
    public bool WantsMail { get; set; }

    /// <summary>Name of the culture in which mails are written; null for the default.</summary>
    public string? MailLanguage { get; set; }

    /// <summary>Roles held, each at a node of the tree.</summary>
    public List<RoleAssignment> Roles { get; } = [];
}

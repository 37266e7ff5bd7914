using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Evaluation.Web.Areas.Admin.Models;

/// <summary>A row of the list of accounts.</summary>
/// <param name="User">The account.</param>
/// <param name="Roles">Its roles.</param>
public sealed record AccountRow(User User, IReadOnlyList<HeldRole> Roles);

/// <summary>The list of accounts.</summary>
/// <param name="Rows">One page of it.</param>
/// <param name="Text">What was searched; null for all.</param>
/// <param name="Role">The role asked for; null for all.</param>
public sealed record AccountList(Page<AccountRow> Rows, string? Text, Role? Role)
{
    /// <summary>Whether the list is narrowed.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Text) || Role is not null;
}

/// <summary>The form of a new account.</summary>
public sealed class NewAccountModel
{
    /// <summary>Name to sign in with.</summary>
    [Display(Name = "Account.UserName"), Required, StringLength(User.UserNameLength, MinimumLength = 3), RegularExpression(@"[\p{L}\p{N}._@-]+", ErrorMessage = "Account.Errors.NameNotValid")]
    public string? UserName { get; set; }

    /// <summary>Name shown.</summary>
    [Display(Name = "Account.DisplayName"), Required, StringLength(User.DisplayNameLength)]
    public string? DisplayName { get; set; }

    /// <summary>Where the role is held.</summary>
    [Display(Name = "Accounts.Place"), Required(ErrorMessage = "Common.Choose")]
    public Guid? OrganizationId { get; set; }

    /// <summary>Which role.</summary>
    [Display(Name = "Accounts.Role"), Required(ErrorMessage = "Common.Choose")]
    public Role? Role { get; set; }

    /// <summary>What the form asks for.</summary>
    public CreateAccount ToAction() => new(UserName!.Trim(), DisplayName!.Trim(), OrganizationId!.Value, Role!.Value);
}

/// <summary>The page of a new account.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Places">Organizations to choose from.</param>
public sealed record NewAccountPage(NewAccountModel Form, IReadOnlyList<SelectListItem> Places);

/// <summary>The form that changes the name shown.</summary>
public sealed class RenameModel
{
    /// <summary>Name shown.</summary>
    [Display(Name = "Account.DisplayName"), Required, StringLength(User.DisplayNameLength)]
    public string? DisplayName { get; set; }
}

/// <summary>The form that gives a role.</summary>
public sealed class GrantModel
{
    /// <summary>Where.</summary>
    [Display(Name = "Accounts.Place"), Required(ErrorMessage = "Common.Choose")]
    public Guid? OrganizationId { get; set; }

    /// <summary>Which.</summary>
    [Display(Name = "Accounts.Role"), Required(ErrorMessage = "Common.Choose")]
    public Role? Role { get; set; }
}

/// <summary>The page of one account.</summary>
public sealed class AccountDetails
{
    /// <summary>The account.</summary>
    public required User User { get; init; }

    /// <summary>Name of the member to whom the account belongs; null for nobody.</summary>
    public required string? PersonName { get; init; }

    /// <summary>Its roles.</summary>
    public required IReadOnlyList<HeldRole> Roles { get; init; }

    /// <summary>Whether it may be changed; otherwise it holds a role outside the administrator's scope.</summary>
    public required bool CanChange { get; init; }

    /// <summary>Whether it is the administrator's own.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether it is locked for a while after wrong passwords.</summary>
    public required bool IsLockedOut { get; init; }

    /// <summary>Organizations to choose from.</summary>
    public required IReadOnlyList<SelectListItem> Places { get; init; }

    /// <summary>A temporary password just made, shown once.</summary>
    public string? TemporaryPassword { get; init; }

    /// <summary>The form of the name.</summary>
    public required RenameModel Rename { get; init; }

    /// <summary>The form of a further role.</summary>
    public required GrantModel Grant { get; init; }
}

using System.ComponentModel.DataAnnotations;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The form that creates the root organization and the first administrator.</summary>
public sealed class SetupModel
{
    /// <summary>The code from the log.</summary>
    [Display(Name = "Account.Setup.Code"), Required, StringLength(40)]
    public string? Code { get; set; }

    /// <summary>Name of the root organization.</summary>
    [Display(Name = "Account.Setup.Organization"), Required, StringLength(Organization.NameLength)]
    public string? OrganizationName { get; set; }

    /// <summary>Its kind.</summary>
    [Display(Name = "Account.Setup.Kind")]
    public OrganizationKind OrganizationKind { get; set; }

    /// <summary>Name to sign in with.</summary>
    [Display(Name = "Account.UserName"), Required, StringLength(User.UserNameLength, MinimumLength = 3)]
    public string? UserName { get; set; }

    /// <summary>Name shown.</summary>
    [Display(Name = "Account.DisplayName"), Required, StringLength(User.DisplayNameLength)]
    public string? DisplayName { get; set; }

    /// <summary>Password.</summary>
    [Display(Name = "Account.Password"), Required, StringLength(256), DataType(DataType.Password)]
    public string? Password { get; set; }

    /// <summary>Password again.</summary>
    [Display(Name = "Account.ChangePassword.Repeat"), Required, StringLength(256), Compare(nameof(Password), ErrorMessage = "Account.Errors.RepeatDiffers"), DataType(DataType.Password)]
    public string? Repeat { get; set; }

    /// <summary>What the form asks for.</summary>
    public SetUp ToAction() => new(Code!, OrganizationName!.Trim(), OrganizationKind, UserName!.Trim(), DisplayName!.Trim(), Password!);
}

using System.ComponentModel.DataAnnotations;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The form for a new password.</summary>
public sealed class PasswordModel
{
    /// <summary>The password so far.</summary>
    [Display(Name = "Account.ChangePassword.Current"), Required, StringLength(256), DataType(DataType.Password)]
    public string? Current { get; set; }

    /// <summary>The new one.</summary>
    [Display(Name = "Account.ChangePassword.New"), Required, StringLength(256), DataType(DataType.Password)]
    public string? New { get; set; }

    /// <summary>The new one again.</summary>
    [Display(Name = "Account.ChangePassword.Repeat"), Required, StringLength(256), Compare(nameof(New), ErrorMessage = "Account.Errors.RepeatDiffers"), DataType(DataType.Password)]
    public string? Repeat { get; set; }
}

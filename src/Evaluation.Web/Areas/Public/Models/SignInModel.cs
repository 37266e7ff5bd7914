using System.ComponentModel.DataAnnotations;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The sign-in form.</summary>
public sealed class SignInModel
{
    /// <summary>Account name.</summary>
    [Display(Name = "Account.UserName"), Required, StringLength(256)]
    public string? UserName { get; set; }

    /// <summary>Password.</summary>
    [Display(Name = "Account.Password"), Required, StringLength(256), DataType(DataType.Password)]
    public string? Password { get; set; }

    /// <summary>Whether to stay signed in when the browser is closed.</summary>
    [Display(Name = "Account.SignIn.Remember")]
    public bool Remember { get; set; }

    /// <summary>Where to go afterwards; only addresses of this site are followed.</summary>
    public string? ReturnUrl { get; set; }
}

using System.ComponentModel.DataAnnotations;

namespace Evaluation.Web.Areas.Public.Models;

/// <summary>The form that proves the telephone shows the right codes.</summary>
public sealed class EnableTwoStepModel
{
    /// <summary>The six digits shown.</summary>
    [Display(Name = "Account.TwoStep.Code"), Required, StringLength(20)]
    public string? Code { get; set; }
}

/// <summary>The form that asks for the password before an act on the second factor.</summary>
public sealed class ConfirmPasswordModel
{
    /// <summary>One's own password.</summary>
    [Display(Name = "Account.Password"), Required, StringLength(256), DataType(DataType.Password)]
    public string? Password { get; set; }
}

/// <summary>What the page shows while the second factor is set up.</summary>
/// <param name="Key">The secret in groups of four, for typing.</param>
/// <param name="Address">The same as an otpauth address, for the QR code.</param>
/// <param name="Form">The form below.</param>
public sealed record EnableTwoStepPage(string Key, string Address, EnableTwoStepModel Form);

/// <summary>The state of the second factor.</summary>
/// <param name="IsEnabled">Whether signing in asks for a code.</param>
/// <param name="RecoveryCodesLeft">Recovery codes not yet used.</param>
public sealed record TwoStepPage(bool IsEnabled, int RecoveryCodesLeft);

/// <summary>The form of the second step of signing in.</summary>
public sealed class SignInCodeModel
{
    /// <summary>The six digits, or a recovery code.</summary>
    [Display(Name = "Account.TwoStep.Code"), Required, StringLength(40)]
    public string? Code { get; set; }

    /// <summary>Whether the code is a recovery code.</summary>
    public bool IsRecovery { get; set; }

    /// <summary>Whether to stay signed in when the browser is closed.</summary>
    public bool Remember { get; set; }

    /// <summary>Where to go afterwards.</summary>
    public string? ReturnUrl { get; set; }
}

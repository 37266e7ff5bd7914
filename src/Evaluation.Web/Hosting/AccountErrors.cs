using Microsoft.AspNetCore.Identity;

namespace Evaluation.Web.Hosting;

/// <summary>Identity's errors in the user's language. Only those that a user of this program can cause.</summary>
public sealed class AccountErrors(Texts texts) : IdentityErrorDescriber
{
    /// <inheritdoc />
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), "Account.Errors.PasswordTooShort", length);

    /// <inheritdoc />
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Error(nameof(PasswordRequiresUniqueChars), "Account.Errors.PasswordRepeats", uniqueChars);

    /// <inheritdoc />
    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "Account.Errors.WrongPassword");

    /// <inheritdoc />
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), "Account.Errors.NameTaken", userName);

    /// <inheritdoc />
    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), "Account.Errors.NameNotValid");

    /// <inheritdoc />
    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "Common.Changed");

    /// <summary>The sentence for an error, wherever it was made.</summary>
    public string Describe(IdentityError error) =>
        error.Code == Evaluation.Core.Accounts.PasswordRule.HoldsName ? texts["Account.Errors.PasswordHoldsName"] : error.Description;

    private IdentityError Error(string code, string key, params object[] arguments) => new() { Code = code, Description = texts[key, arguments] };
}

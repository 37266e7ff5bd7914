using Evaluation.Domain;
using Microsoft.AspNetCore.Identity;

namespace Evaluation.Core.Accounts;

/// <summary>Refuses a password that holds the user's own name: the first thing somebody else would try.</summary>
public sealed class PasswordRule : IPasswordValidator<User>
{
    /// <summary>Code of the error.</summary>
    public const string HoldsName = "PasswordHoldsName";

    private const int ShortestName = 3;

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var name = SearchText.Fold(user.UserName ?? "");
        var holds = name.Length >= ShortestName && SearchText.Fold(password ?? "").Contains(name, StringComparison.Ordinal);
        return Task.FromResult(holds ? IdentityResult.Failed(new IdentityError { Code = HoldsName, Description = HoldsName }) : IdentityResult.Success);
    }
}

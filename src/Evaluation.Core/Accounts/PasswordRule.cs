using Evaluation.Domain;
using Microsoft.AspNetCore.Identity;

namespace Evaluation.Core.Accounts;

/// <summary>What a password must be: long enough, and without the user's own name, the first thing somebody else would try.</summary>
public sealed class PasswordRule : IPasswordValidator<User>
{
    /// <summary>Shortest password, in characters. Length is asked for, composition is not: it makes passwords predictable.</summary>
    public const int Length = 10;

    /// <summary>Fewest different characters of a password.</summary>
    public const int DifferentCharacters = 4;

    /// <summary>Code of the error.</summary>
    public const string HoldsName = "PasswordHoldsName";

    private const int ShortestName = 3;

    /// <summary>Sets what Identity itself checks.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = Length;
        options.Password.RequiredUniqueChars = DifferentCharacters;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var name = SearchText.Fold(user.UserName ?? "");
        var holds = name.Length >= ShortestName && SearchText.Fold(password ?? "").Contains(name, StringComparison.Ordinal);
        return Task.FromResult(holds ? IdentityResult.Failed(new IdentityError { Code = HoldsName, Description = HoldsName }) : IdentityResult.Success);
    }
}

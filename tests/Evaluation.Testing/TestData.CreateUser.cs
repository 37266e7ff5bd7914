using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Testing;

public static partial class TestData
{
    /// <summary>The password of every account made here.</summary>
    public const string Password = "an invented password";

    /// <summary>How passwords are hashed in tests: it takes long on purpose elsewhere, and tests sign in by the hundred.</summary>
    public static readonly Action<PasswordHasherOptions> FastPasswords = options => options.IterationCount = 1;

    private static readonly Lazy<string> PasswordHash = new(() =>
    {
        var options = new PasswordHasherOptions();
        FastPasswords(options);
        return new PasswordHasher<User>(Options.Create(options)).HashPassword(null!, Password);
    });

    /// <summary>An account that signs in with <see cref="Password"/>.</summary>
    /// <param name="userName">Its name.</param>
    /// <param name="roles">Its roles, each at an organization.</param>
    public static User CreateUser(string userName = "organizer", params (Role Role, Organization Place)[] roles)
    {
        var user = new User
        {
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = "示例" + userName,
            PasswordHash = PasswordHash.Value,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        user.Roles.AddRange(roles.Select(r => new RoleAssignment { UserId = user.Id, OrganizationId = r.Place.Id, Role = r.Role }));
        return user;
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;

namespace Evaluation.Testing;

public static partial class TestData
{
    /// <summary>A user with roles, each at an organization.</summary>
    public static User CreateUser(string name = "示例经办人", params (Role Role, Organization Organization)[] roles)
    {
        var user = new User { Id = Guid.NewGuid(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = Guid.NewGuid().ToString("N") };
        user.Roles.AddRange(roles.Select(r => new RoleAssignment { UserId = user.Id, OrganizationId = r.Organization.Id, Role = r.Role }));
        return user;
    }
}

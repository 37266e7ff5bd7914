using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;

namespace Evaluation.Testing;

/// <summary>Makes people who hold roles, for use cases that ask who acts.</summary>
public static class TestScopes
{
    /// <summary>The scope of a new user who holds the roles at an organization.</summary>
    public static async Task<Scope> CreateScopeAsync(this ITestServices services, Organization organization, params Role[] roles)
    {
        var user = new User { Id = Guid.NewGuid(), UserName = Guid.NewGuid().ToString("N"), DisplayName = "示例经办人" };
        user.Roles.AddRange(roles.Select(role => new RoleAssignment { UserId = user.Id, OrganizationId = organization.Id, Role = role }));
        await services.AddAsync(user);
        return await services.RunAsync<EvaluationDbContext, Scope>(db => Scope.ForUserAsync(db, user.Id, default));
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;

namespace Evaluation.Web.Tests;

/// <summary>A host with a small tree and one account per role: county ← bureau ← branch, and a township beside the bureau.</summary>
public class Bureau : EvaluationFactory
{
    /// <summary>The root.</summary>
    public Organization County { get; } = TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee);

    /// <summary>Below the county.</summary>
    public Organization Office { get; }

    /// <summary>Below the bureau.</summary>
    public Organization Branch { get; }

    /// <summary>Beside the bureau.</summary>
    public Organization Township { get; }

    /// <summary>Makes the tree.</summary>
    public Bureau()
    {
        Office = TestData.CreateOrganization("示例局党组", OrganizationKind.PartyGroup, County);
        Branch = TestData.CreateOrganization("示例机关党支部", OrganizationKind.Branch, Office);
        Township = TestData.CreateOrganization("示例乡党委", OrganizationKind.PartyCommittee, County);
    }

    /// <summary>Names of the accounts made, one per role at the bureau, and the administrator of the county.</summary>
    public static IReadOnlyDictionary<string, Role> Accounts { get; } = new Dictionary<string, Role>
    {
        ["root"] = Role.Administrator,
        ["administrator"] = Role.Administrator,
        ["organizer"] = Role.Organizer,
        ["superior"] = Role.Superior,
        ["witness"] = Role.Witness,
        ["member"] = Role.Member,
    };

    /// <inheritdoc />
    protected override async Task SeedAsync()
    {
        await AddAsync(County, Office, Branch, Township);
        await AddAsync([.. Accounts.Select(a => TestData.CreateUser(a.Key, (a.Value, a.Key == "root" ? County : Office)))]);
    }
}

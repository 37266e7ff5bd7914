using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests;

/// <summary>A program with a small tree and one account per role, for all tests of a class: county ← bureau ← branch, and a township beside the bureau.</summary>
public sealed class Bureau : IAsyncLifetime
{
    private EvaluationFactory program = null!;

    /// <summary>Makes the tree.</summary>
    public Bureau()
    {
        Office = TestData.CreateOrganization("示例局党组", OrganizationKind.PartyGroup, County);
        Branch = TestData.CreateOrganization("示例机关党支部", OrganizationKind.Branch, Office);
        Township = TestData.CreateOrganization("示例乡党委", OrganizationKind.PartyCommittee, County);
    }

    /// <summary>Names of the accounts: one per role at the bureau, and the administrator of the county.</summary>
    public static IReadOnlyDictionary<string, Role> Accounts { get; } = new Dictionary<string, Role>
    {
        ["root"] = Role.Administrator,
        ["administrator"] = Role.Administrator,
        ["organizer"] = Role.Organizer,
        ["superior"] = Role.Superior,
        ["witness"] = Role.Witness,
        ["member"] = Role.Member,
    };

    /// <summary>The root.</summary>
    public Organization County { get; } = TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee);

    /// <summary>The bureau, below the county.</summary>
    public Organization Office { get; }

    /// <summary>Below the bureau.</summary>
    public Organization Branch { get; }

    /// <summary>Beside the bureau.</summary>
    public Organization Township { get; }

    /// <summary>The program's services.</summary>
    public IServiceProvider Services => program.Services;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        program = await EvaluationFactory.CreateAsync();
        await program.Database.AddAsync(County, Office, Branch, Township);
        await program.Database.AddAsync([.. Accounts.Select(a => TestData.CreateUser(a.Key, (a.Value, a.Key == "root" ? County : Office)))]);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => program.DisposeAsync();

    /// <summary>A browser without cookies, which does not follow redirects.</summary>
    public Browser Browse() => program.OpenBrowser(followRedirects: false);

    /// <summary>A browser in which somebody is signed in.</summary>
    public async Task<Browser> BrowseAsAsync(string userName)
    {
        var browser = Browse();
        await browser.SignInAsync(userName);
        return browser;
    }

    /// <summary>Runs something with a service, as a request of its own would.</summary>
    public Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull => program.RunAsync(act);

    /// <summary>Runs something over the database.</summary>
    public Task<TResult> QueryAsync<TResult>(Func<EvaluationDbContext, Task<TResult>> act) => program.RunAsync(act);

    /// <summary>Adds rows.</summary>
    public Task AddAsync(params object[] rows) => program.Database.AddAsync(rows);
}

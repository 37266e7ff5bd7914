using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Members;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Testing;

/// <summary>A township with two branches, an organizer of the township, and files imported through the real use cases.</summary>
public sealed class RosterDriver
{
    private readonly ITestServices host;
    private readonly User organizer;

    private RosterDriver(ITestServices host, Organization township, Organization first, Organization second, Organization neighbour, User organizer)
    {
        this.host = host;
        Township = township;
        First = first;
        Second = second;
        Neighbour = neighbour;
        this.organizer = organizer;
    }

    /// <summary>示例镇党委.</summary>
    public Organization Township { get; }

    /// <summary>第一党支部.</summary>
    public Organization First { get; }

    /// <summary>第二党支部.</summary>
    public Organization Second { get; }

    /// <summary>邻镇党委, which the organizer does not cover.</summary>
    public Organization Neighbour { get; }

    /// <summary>Stores the township.</summary>
    public static async Task<RosterDriver> CreateAsync(ITestServices host)
    {
        var county = TestData.CreateOrganization("示例县委", OrganizationKind.PartyCommittee);
        var township = TestData.CreateOrganization("示例镇党委", OrganizationKind.PartyCommittee, county);
        var neighbour = TestData.CreateOrganization("邻镇党委", OrganizationKind.PartyCommittee, county);
        var first = TestData.CreateOrganization("第一党支部", OrganizationKind.Branch, township);
        var second = TestData.CreateOrganization("第二党支部", OrganizationKind.Branch, township);
        var user = TestData.CreateUser("镇经办人", (Role.Organizer, township));
        await host.AddAsync(county, township, neighbour, first, second, user);
        return new RosterDriver(host, township, first, second, neighbour, user);
    }

    /// <summary>A sheet of rows, the header first; rows are numbered from 1.</summary>
    public static RosterSheet Sheet(string name, params string[][] rows) =>
        new(name, [.. rows.Select((cells, i) => new RosterSheetRow(i + 1, cells))]);

    /// <summary>The scope of the township's organizer.</summary>
    public Task<Scope> ScopeAsync() => ScopeAsync(organizer);

    /// <summary>The scope of any user.</summary>
    public Task<Scope> ScopeAsync(User user) => host.RunAsync<EvaluationDbContext, Scope>(db => Scope.ForUserAsync(db, user.Id, default));

    /// <summary>Uploads sheets into the township and returns the draft.</summary>
    public async Task<Guid> UploadAsync(params RosterSheet[] sheets)
    {
        var scope = await ScopeAsync();
        return (await host.RunAsync<RosterImport, Guid?>(s => s.StartAsync(scope, new StartImport(Township.Id, "名册.xlsx", sheets), default)))!.Value;
    }

    /// <summary>Uploads sheets and says what they would do.</summary>
    public async Task<RosterPreview> PreviewAsync(params RosterSheet[] sheets)
    {
        var draft = await UploadAsync(sheets);
        var scope = await ScopeAsync();
        return (await host.RunAsync<RosterImport, RosterPreview?>(s => s.PreviewAsync(scope, draft, default)))!;
    }

    /// <summary>Uploads and confirms.</summary>
    public async Task<ImportResult> ImportAsync(bool goodRowsOnly, params RosterSheet[] sheets)
    {
        var draft = await UploadAsync(sheets);
        var scope = await ScopeAsync();
        return await host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, goodRowsOnly, default));
    }

    /// <summary>Uploads and confirms a file that must be right.</summary>
    public async Task<RosterPreview> ImportAsync(params RosterSheet[] sheets)
    {
        var result = await ImportAsync(goodRowsOnly: false, sheets);
        Assert.True(result.Preview?.IsRight, string.Join('\n', result.Preview?.Errors.Select(e => e.ToString()) ?? []));
        Assert.Equal(ImportOutcome.Done, result.Outcome);
        return result.Preview!;
    }

    /// <summary>The people stored, by roster and order, with their posts.</summary>
    public Task<List<Member>> MembersAsync() =>
        host.RunAsync<EvaluationDbContext, List<Member>>(db => db.Members.Include(m => m.Posts).OrderBy(m => m.OrganizationId).ThenBy(m => m.Order).AsNoTracking().ToListAsync());
}

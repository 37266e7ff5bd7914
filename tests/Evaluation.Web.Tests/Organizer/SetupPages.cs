using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

/// <summary>The program with a bureau's tree and roster, its organizer and one elsewhere, for tests of the pages on which a campaign is set up.</summary>
internal sealed class SetupPages : IAsyncDisposable
{
    private SetupPages(EvaluationFactory program, Browser browser, Organization unit, Organization branch)
    {
        Program = program;
        Browser = browser;
        Unit = unit;
        Branch = branch;
    }

    /// <summary>The program.</summary>
    public EvaluationFactory Program { get; }

    /// <summary>In which the organizer is signed in.</summary>
    public Browser Browser { get; }

    /// <summary>The bureau.</summary>
    public Organization Unit { get; }

    /// <summary>Its branch, with three members.</summary>
    public Organization Branch { get; }

    /// <summary>Starts the program.</summary>
    public static async Task<SetupPages> OpenAsync()
    {
        var program = await EvaluationFactory.CreateAsync();
        var unit = TestData.CreateOrganization("示例局");
        var group = TestData.CreateOrganization("局党组", OrganizationKind.PartyGroup, unit);
        var branch = TestData.CreateOrganization("机关党支部", OrganizationKind.Branch, unit);
        var elsewhere = TestData.CreateOrganization("另一局");
        Member[] people = [TestData.CreateMember(branch, "示例甲"), TestData.CreateMember(branch, "示例乙"), TestData.CreateMember(branch, "示例丙", PartyStanding.Probationary)];
        await program.AddAsync(unit, group, branch, elsewhere);
        await program.AddAsync([.. people, TestData.CreateHead(branch, people[0], "支部书记")]);
        await program.AddUserAsync("organizer", unit, Role.Organizer);
        await program.AddUserAsync("stranger", elsewhere, Role.Organizer);
        return new SetupPages(program, await program.SignInAsync("organizer"), unit, branch);
    }

    /// <summary>Makes a campaign from the bureau's template through the page.</summary>
    public async Task<string> CreateAsync()
    {
        await Browser.GetAsync("/campaigns/new");
        await Browser.SubmitAsync("form[action='/campaigns/new']", ("Form.Template", "bureau"), ("Form.Organization", Unit.Id.ToString()), ("Form.Year", "2026"));
        return Browser.Response.RequestMessage!.RequestUri!.AbsolutePath;
    }

    /// <summary>Reads the one campaign.</summary>
    public Task<Campaign> LoadAsync() => Program.RunAsync<EvaluationDbContext, Campaign>(db => db.Campaigns.AsNoTracking().WithSetup().SingleAsync());

    /// <summary>What the checklist of the page says blocks.</summary>
    public async Task<IReadOnlyList<string>> BlockingAsync(string url)
    {
        await Browser.GetAsync(url);
        return [.. Browser.Page.QuerySelectorAll(".check-blocks").Select(e => e.GetAttribute("href")!)];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Campaigns;
using Evaluation.Core.Campaigns;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Directives;

/// <summary>The program with a township, its superior, and two branches with an organizer each.</summary>
internal sealed class HandedDown : IAsyncDisposable
{
    private HandedDown(EvaluationFactory program) => Program = program;

    public EvaluationFactory Program { get; }

    public Organization Committee { get; } = TestData.CreateOrganization("示例镇党委", OrganizationKind.PartyCommittee);

    public Organization First { get; private set; } = null!;

    public Organization Second { get; private set; } = null!;

    /// <summary>In which the superior is signed in.</summary>
    public Browser Superior { get; private set; } = null!;

    public static async Task<HandedDown> OpenAsync()
    {
        var township = new HandedDown(await EvaluationFactory.CreateAsync());
        township.First = TestData.CreateOrganization("第一村党支部", OrganizationKind.Branch, township.Committee);
        township.Second = TestData.CreateOrganization("第二村党支部", OrganizationKind.Branch, township.Committee);
        await township.Program.AddAsync(township.Committee, township.First, township.Second);
        await township.Program.AddUserAsync("superior", township.Committee, Role.Superior);
        await township.Program.AddUserAsync("clerk", township.First, Role.Organizer);
        township.Superior = await township.Program.SignInAsync("superior");
        return township;
    }

    /// <summary>Hands the bureau's template down to both through the pages, with all locks and a planned time.</summary>
    public async Task HandDownAsync()
    {
        await Superior.OpenAsync("/directives/new");
        await Superior.SubmitAsync(
            "button[value=all]",
            ("Form.Source", "template:bureau"), ("Form.Year", "2026"), ("Form.Title", "{year}年{organization}评议"), ("Form.Begin", "2026-05-10T09:00"), ("Form.End", "2026-05-20T18:00"), ("Form.PlanDue", "2026-05-01"), ("Form.Instruction", "请按期完成"));
        await Superior.SubmitAsync("form[action='/directives/new']");
        await Superior.SubmitAsync("form[action='/directives']");
    }

    /// <summary>The campaign of a branch.</summary>
    public Task<Campaign> LoadAsync(Organization branch) => Program.RunAsync<EvaluationDbContext, Campaign>(db => db.Campaigns.AsNoTracking().WithSetup().SingleAsync(c => c.OrganizationId == branch.Id));

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}

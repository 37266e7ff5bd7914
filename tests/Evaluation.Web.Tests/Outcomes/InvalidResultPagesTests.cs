using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>Results that do not stand, because of an irregularity or of too few who took part, through the pages.</summary>
public sealed class InvalidResultPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Irregularity_ReportedAnnulledAndHeldAgain_IsMarkedWhereverTheResultStands()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, superior) = await program.OpenCountedAsync();
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await office.FillInAsync(url + "/publication", url + "/publication", ("Form.Introduction", "通报如下。"), ("publish", "true"));
        var branch = campaign.Campaign.Subjects.Single(s => s.Name == "机关党支部").Id;
        await office.FillInAsync(url + "/irregularities", url + "/irregularities", ("Report.Subject", branch.ToString()), ("Report.Text", " "));
        Assert.NotNull(office.Page.QuerySelector("[name='Report.Text'][aria-invalid=true]"));
        Assert.NotNull(office.Page.QuerySelector($"option[value='{branch}'][selected]"));
        await office.SubmitAsync($"form[action='{url}/irregularities']", ("Report.Text", "有人代填 <b>"));
        await office.OpenAsync(url + "/irregularities");
        Assert.Contains("有人代填 <b>", office.Page.QuerySelector(".list-group-item")!.TextContent, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector("[name='Decision.IsAnnulled']"));

        await superior.OpenAsync(url + "/irregularities");
        var decide = superior.Page.QuerySelector("form:has([name='Decision.IsAnnulled'])")!.GetAttribute("action")!;
        await superior.SubmitAsync($"form[action='{decide}']", ("Decision.IsAnnulled", "true"), ("Decision.Findings", ""));
        Assert.NotNull(superior.Page.QuerySelector("[name='Decision.IsAnnulled'][value=true][checked]"));
        Assert.NotNull(superior.Page.QuerySelector(".invalid-feedback"));
        await superior.SubmitAsync($"form[action='{decide}']", ("Decision.Findings", "经查属实"), ("Decision.Document", "示例党发〔2026〕9号"));

        await office.OpenAsync(url + "/result");
        Assert.Single(office.Page.QuerySelectorAll(".result .badge.bg-red-lt"));
        await office.OpenAsync(url + "/tally-sheet");
        Assert.Contains(T["Irregularities.SheetRemark"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        var anybody = program.OpenBrowser();
        await anybody.OpenAsync("/notices");
        await anybody.OpenAsync(anybody.Page.QuerySelector("a.list-group-item")!.GetAttribute("href")!);
        Assert.Contains(T["Irregularities.NoticeSubjects", "机关党支部"].Value, anybody.Page.Body!.TextContent, StringComparison.Ordinal);

        await office.OpenAsync(url + "/irregularities");
        await office.SubmitAsync("form[action$='/again']");
        Assert.Equal(CampaignStage.Preparing, await program.RunAsync((EvaluationDbContext db) => db.Campaigns.Where(c => c.Title == T["Irregularities.AgainTitle", campaign.Campaign.Title].Value).Select(c => c.Stage).SingleAsync()));
    }

    [Fact]
    public async Task Result_UnderTheQuorum_HasNoDeterminationsAndIsHeldAgainForThosePoolsAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        // Of the Party group's 33 evaluators 20 return their sheets, of the branch's 25 there are 24.
        var campaign = await CampaignDriver.OpenAsync(program, c => c.Rules = c.Rules with { Quorum = new Quorum(Fraction.Of(2, 3), null) });
        var counted = await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");
        var url = $"/campaigns/{campaign.Campaign.Id}";
        Assert.Equal([true, false, false], counted.Result.Pools.Select(p => p.IsInvalid));

        await office.OpenAsync(url + "/result");
        Assert.Contains(T["Results.Invalid", 20, 33, 33, 33].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync(url + "/tally-sheet");
        Assert.Contains(T["Results.Invalid", 20, 33, 33, 33].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("局党组", await program.RunAsync((EvaluationDbContext db) => db.Determinations.Join(db.Subjects, d => d.SubjectId, s => s.Id, (_, s) => s.Name).ToListAsync()));

        await office.OpenAsync(url + "/result");
        await office.SubmitAsync("form[action$='/result/again']");

        var again = await program.RunAsync((EvaluationDbContext db) => db.Subjects.Where(s => s.CampaignId != campaign.Campaign.Id).Select(s => s.Name).ToListAsync());
        Assert.Equal(["示例局党组"], again);
    }

    [Fact]
    public async Task Result_Valid_CannotBeHeldAgainFromItsPage()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, _) = await program.OpenCountedAsync();
        await office.OpenAsync("/account");

        Assert.Equal(HttpStatusCode.NotFound, (await office.PostBareAsync($"/campaigns/{campaign.Campaign.Id}/result/again", ("__RequestVerificationToken", office.Token))).Status);
    }
}

using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>The notice of a result on paper says what the notice online says, and a draft says that it is one.</summary>
public sealed class NoticePaperTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Paper_DraftThenPublished_ReportsTheSameAndBearsTheMarkOnlyAsADraft()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);
        await office.FillInAsync(url, url, ("Form.Introduction", "<b>基本情况</b>"), ("Form.Examples", "好的做法一"), ("Form.TakesObjections", "true"), ("publish", "false"));

        await office.OpenAsync(url + "/paper");
        Assert.NotNull(office.Page.QuerySelector(".notice-draft"));
        Assert.Null(office.Page.QuerySelector(".notice-code"));
        var draft = Figures(office);
        await office.FillInAsync(url, url, ("publish", "true"));
        await office.OpenAsync(url + "/paper");

        Assert.Null(office.Page.QuerySelector(".notice-draft"));
        Assert.NotEmpty(draft);
        Assert.Equal(draft, Figures(office));
        var paper = office.Find(".paper")!;
        Assert.Contains("<b>基本情况</b>", paper, StringComparison.Ordinal);
        Assert.Contains("好的做法一", paper, StringComparison.Ordinal);
        Assert.Contains("33.33%", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("示例乙", paper, StringComparison.Ordinal);
        Assert.Contains(T["PrintedNotice.ObjectionsText", "示例局党组"].Value, paper, StringComparison.Ordinal);
        var notice = "/notices/" + await program.RunAsync((EvaluationDbContext db) => db.Publications.Select(p => p.Id).SingleAsync());
        Assert.Contains(notice, paper, StringComparison.Ordinal);
        Assert.Equal(draft, (await office.OpenAsync(notice)).Document.QuerySelectorAll("tbody tr").Select(Row));
    }

    [Fact]
    public async Task Paper_OfAPoolUnderTheGroupMinimum_ShowsNoFigureEvenAsADraft()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 4; i++)
        {
            await campaign.CastAsync(campaign.Codes[4][i], 4, "4");
        }

        await campaign.FinishAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");

        await office.OpenAsync($"/campaigns/{campaign.Campaign.Id}/publication/paper");

        Assert.Contains(T["Notices.Withheld"].Value, office.Find(".paper")!, StringComparison.Ordinal);
        Assert.DoesNotContain("%", office.Find(".paper")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_WithDaysAtTheEndOfTime_StillOpensAndIsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);

        await office.FillInAsync(url, url, ("Form.From", "9999-12-31"), ("Form.Until", "9999-12-31"), ("publish", "false"));
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(url + "/paper")).Status);
        await office.FillInAsync(url, url, ("Form.From", "2026-01-01"), ("publish", "true"));

        Assert.Equal(T["Publication.Refused.DaysWrong"].Value, office.Find("#Form_Until-error"));
    }

    [Fact]
    public async Task Paper_BeforeTheCountOrOutsideTheSubtree_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer);
        var (office, outside) = (await program.SignInAsync("office"), await program.SignInAsync("outside"));
        var url = $"/campaigns/{campaign.Campaign.Id}/publication/paper";
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(url + ".pdf")).Status);
        await campaign.FinishWithFindingsAsync();

        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(url + ".pdf")).Status);
    }

    private static List<string> Figures(Browser browser) => [.. browser.Page.QuerySelectorAll(".paper tbody tr").Select(Row)];

    private static string Row(AngleSharp.Dom.IElement row) => string.Join('|', row.Children.Select(c => string.Concat(c.TextContent.Where(x => !char.IsWhiteSpace(x)))));

    private static async Task<(string Url, Browser Office)> CountedAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        return ($"/campaigns/{campaign.Campaign.Id}/publication", await program.SignInAsync("office"));
    }
}

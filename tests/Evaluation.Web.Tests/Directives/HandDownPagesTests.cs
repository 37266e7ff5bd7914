using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Directives;

/// <summary>Handing down through the pages: the form, the page that asks once more, the directive's page, and withdrawing.</summary>
public sealed class HandDownPagesTests
{
    [Fact]
    public async Task Form_SearchedAndTickedByList_KeepsWhatWasTypedAndWhatIsNotShown()
    {
        await using var township = await HandedDown.OpenAsync();
        var browser = township.Superior;
        await browser.OpenAsync("/directives/new");

        await browser.SubmitAsync("button[value=search]", ("Form.Title", "手写名称"), ("Form.Instruction", "手写要求"), ("Form.Branches", township.Second.Id.ToString()), ("Form.Search", "第一"));

        Assert.Equal(["第一村党支部"], browser.Page.QuerySelectorAll(".choices tbody .form-check-label").Select(e => e.TextContent.Trim()));
        Assert.Equal("手写名称", browser.Page.QuerySelector("#Form_Title")!.GetAttribute("value"));
        Assert.Equal("手写要求", browser.Page.QuerySelector("#Form_Instruction")!.TextContent.Trim());
        await browser.SubmitAsync("button[value=all]");
        await browser.SubmitAsync("button[value=search]", ("Form.Search", ""));
        Assert.Equal(2, browser.Page.QuerySelectorAll(".choices tbody input[checked]").Length);
        await browser.SubmitAsync("button[value=none]", ("Form.Search", "第一"));
        await browser.SubmitAsync("button[value=search]", ("Form.Search", ""));
        Assert.Equal(township.Second.Id.ToString(), Assert.Single(browser.Page.QuerySelectorAll(".choices tbody input[checked]")).GetAttribute("value"));
    }

    [Fact]
    public async Task Form_WithMistakes_SaysSoAtTheFieldsAndMakesNothing()
    {
        await using var township = await HandedDown.OpenAsync();
        var browser = township.Superior;
        await browser.OpenAsync("/directives/new");

        await browser.SubmitAsync("form[action='/directives/new']", ("Form.Year", "1999"), ("Form.Begin", "2026-05-10T09:00"), ("Form.End", "2026-05-09T09:00"), ("Form.PlanDue", "2026-06-01"), ("Form.ResultDue", "2026-05-01"));

        foreach (var field in (string[])["Form_Source", "Form_Year"])
        {
            Assert.NotNull(browser.Page.QuerySelector($"#{field}-error"));
        }

        await browser.SubmitAsync("form[action='/directives/new']", ("Form.Source", "template:no-such"), ("Form.Year", "2026"));
        foreach (var field in (string[])["Form_End", "Form_ResultDue"])
        {
            Assert.NotNull(browser.Page.QuerySelector($"#{field}-error"));
        }

        Assert.NotNull(browser.Page.QuerySelector("#branches .invalid-feedback"));
        await browser.SubmitAsync("form[action='/directives/new']", ("Form.End", "2026-05-19T09:00"), ("Form.ResultDue", "2026-06-09"), ("Form.Branches", township.First.Id.ToString()));
        Assert.NotNull(browser.Page.QuerySelector("#Form_Source-error"));
        Assert.Equal(0, await township.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.CountAsync()));
    }

    [Fact]
    public async Task Preview_SaysWhatWillBeMadeMakesNothingAndLeadsBackWithEverything()
    {
        await using var township = await HandedDown.OpenAsync();
        var browser = township.Superior;
        await browser.OpenAsync("/directives/new");
        await browser.SubmitAsync("button[value=all]", ("Form.Source", "template:bureau"), ("Form.Year", "2026"), ("Form.Title", "{year}年{organization}评议"), ("Form.End", "2026-05-20T18:00"), ("Form.LocksRules", null));
        await browser.SubmitAsync("form[action='/directives/new']");

        Assert.Contains("2 个党组织", browser.Find(".alert-warning")!, StringComparison.Ordinal);
        Assert.Equal(["2026年第一村党支部评议", "2026年第二村党支部评议"], browser.Page.QuerySelectorAll("ol .muted").Select(e => e.TextContent).Order(StringComparer.Ordinal));
        Assert.Equal(0, await township.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.CountAsync()));

        await browser.SubmitAsync("button[value=edit]");
        Assert.Equal("2026-05-20T18:00", browser.Page.QuerySelector("#Form_End")!.GetAttribute("value"));
        Assert.Equal(2, browser.Page.QuerySelectorAll(".choices tbody input[checked]").Length);
        Assert.False(browser.Page.QuerySelector("#Form_LocksRules")!.HasAttribute("checked"));
        await browser.SubmitAsync("form[action='/directives/new']");
        await browser.SubmitAsync("form[action='/directives']");
        Assert.Equal(CampaignLocks.Form | CampaignLocks.End, (await township.LoadAsync(township.First)).Locks);
    }

    [Fact]
    public async Task BranchWithACampaignOfTheYear_IsShownLeftOutOfAllAndTakenOnlyWhenTickedItself()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.Program.AddAsync(new Campaign { OrganizationId = township.First.Id, Title = "自办评议", Year = 2026, TallySheetTitle = "表" });
        var browser = township.Superior;
        await browser.OpenAsync("/directives/new");

        await browser.SubmitAsync("button[value=all]", ("Form.Source", "template:bureau"), ("Form.Year", "2026"), ("Form.Title", "统一评议"));

        Assert.Contains("自办评议", browser.Find(".choices")!, StringComparison.Ordinal);
        Assert.Equal(township.Second.Id.ToString(), Assert.Single(browser.Page.QuerySelectorAll(".choices input[checked]")).GetAttribute("value"));
        // Ticked under the other name, as a page of another year would have it: refused with the name.
        await browser.SubmitAsync("form[action='/directives/new']", ("Form.Branches", township.First.Id.ToString()));
        Assert.Contains("第一村党支部", browser.Find(".alert-danger")!, StringComparison.Ordinal);
        await browser.SubmitAsync("form[action='/directives/new']", ("Form.Again", township.First.Id.ToString()));
        Assert.NotNull(browser.Page.QuerySelector("ol .text-red"));
        await browser.SubmitAsync("form[action='/directives']");
        Assert.Equal(2, await township.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.CountAsync(c => c.OrganizationId == township.First.Id)));
    }

    [Fact]
    public async Task Directive_ShowsEachBranchUntilItIsOpenedAndCanBeWithdrawn()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var superior = township.Superior;
        Assert.StartsWith("/directives/", superior.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        var url = superior.Response.RequestMessage.RequestUri.AbsolutePath;
        Assert.Equal(2, superior.Page.QuerySelectorAll("tbody tr").Length);
        var clerk = await township.Program.SignInAsync("clerk");
        var campaign = await township.LoadAsync(township.First);

        Assert.Contains("示例镇党委", (await clerk.OpenAsync("/notifications")).Document.Body!.TextContent, StringComparison.Ordinal);
        await clerk.OpenAsync(clerk.Page.QuerySelector("main a[href^='/notifications/']")!.GetAttribute("href")!);
        Assert.Equal($"/campaigns/{campaign.Id}", clerk.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("请按期完成", clerk.Find("#handed-down")!, StringComparison.Ordinal);

        await superior.OpenAsync(url + "?view=NotOpened");
        Assert.Contains("第二村党支部", Assert.Single(superior.Page.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        await superior.OpenAsync("/board?year=2026&state=NotStarted");
        Assert.Contains("第二村党支部", Assert.Single(superior.Page.QuerySelectorAll(".board tbody tr")).TextContent, StringComparison.Ordinal);
        await superior.OpenAsync(url + "?search=第一");
        await superior.SubmitAsync("tbody form[action$='/withdraw']");
        Assert.Equal(CampaignLocks.None, (await township.LoadAsync(township.First)).Locks);
        Assert.NotEqual(CampaignLocks.None, (await township.LoadAsync(township.Second)).Locks);
        await clerk.OpenAsync($"/campaigns/{campaign.Id}");
        Assert.Null(clerk.Find("#handed-down"));
    }

    [Fact]
    public async Task Directive_OfAnotherSubtree_IsNotFound()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var url = township.Superior.Response.RequestMessage!.RequestUri!.AbsolutePath;
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await township.Program.AddAsync(elsewhere);
        await township.Program.AddUserAsync("outside", elsewhere, Role.Superior);
        var outside = await township.Program.SignInAsync("outside");

        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(url)).Status);
        await outside.OpenAsync("/directives/new");
        Assert.Equal(HttpStatusCode.NotFound, (await outside.PostBareAsync(url + "/withdraw", ("__RequestVerificationToken", outside.Token))).Status);
        Assert.DoesNotContain("评议", (await outside.OpenAsync("/directives")).Document.QuerySelector("tbody")?.TextContent ?? "", StringComparison.Ordinal);
        await outside.OpenAsync("/directives/new");
        var posted = await outside.PostBareAsync(
            "/directives",
            ("__RequestVerificationToken", outside.Token), ("Form.Id", Guid.NewGuid().ToString()), ("Form.Organization", township.Committee.Id.ToString()), ("Form.Source", "template:bureau"), ("Form.Year", "2027"), ("Form.Branches", township.First.Id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, posted.Status);
        Assert.Equal(2, await township.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.CountAsync()));
    }
}

using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Oversight;

/// <summary>Plan and result of a campaign are filed, sent back and put on record.</summary>
public sealed class FilingPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Plan_FiledReturnedFiledAgainAccepted()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Plan";

        // A draft is nobody else's business.
        await office.FillInAsync(url, url, ("Form.Note", "请审核"));
        Assert.DoesNotContain(campaign.Campaign.Title, (await superior.OpenAsync("/filings")).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("请审核", (await superior.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(superior.Page.QuerySelector(".history"));
        await office.FillInAsync(url, url, ("file", "true"));
        Assert.Contains("请审核", (await superior.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector($"form[action='{url}']"));
        await superior.OpenAsync("/filings?state=Filed&search=示例局");
        Assert.NotNull(superior.Page.QuerySelector($"a[href='{url}']"));
        Assert.Contains(T["Oversight.PlanSheet.Title"].Value, (await superior.OpenAsync($"/campaigns/{campaign.Campaign.Id}/plan-sheet")).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("机关党支部", superior.Page.Body!.TextContent, StringComparison.Ordinal);

        await superior.FillInAsync(url, url + "/return");
        Assert.NotNull(superior.Page.QuerySelector("#Return_Text-error"));
        await superior.FillInAsync(url, url + "/return", ("Return.Text", "请补充服务对象代表"));
        Assert.Contains("请补充服务对象代表", (await office.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{url}']", ("file", "true"));
        await superior.FillInAsync(url, url + "/accept");

        Assert.Equal(FilingState.Accepted, await StateAsync(program));
        Assert.Equal(
            [FilingAct.Save, FilingAct.File, FilingAct.Return, FilingAct.File, FilingAct.Accept],
            await program.RunAsync((EvaluationDbContext db) => db.FilingEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()));
    }

    [Fact]
    public async Task Plan_ChangedAfterItWasFiled_IsPointedOut()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Plan";
        await office.FillInAsync(url, url, ("file", "true"));
        await superior.FillInAsync(url, url + "/accept");
        Assert.DoesNotContain(T["Oversight.Filing.Changed"].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
        await campaign.FinalizeAsync();
        Assert.DoesNotContain(T["Oversight.Filing.Changed"].Value, (await superior.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);

        await program.RunAsync((EvaluationDbContext db) => db.EvaluatorCategories.ExecuteUpdateAsync(s => s.SetProperty(c => c.Target, c => c.Target + 1)));

        Assert.Contains(T["Oversight.Filing.Changed"].Value, (await superior.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);
        // What is on record is sent back.
        await superior.SubmitAsync($"form[action='{url}/return']", ("Return.Text", "人数有变"));
        Assert.Equal(FilingState.Returned, await StateAsync(program));
    }

    [Fact]
    public async Task File_AfterTheBeginning_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, _) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Plan";
        await office.OpenAsync(url);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();

        await office.SubmitAsync($"form[action='{url}']", ("file", "true"));

        Assert.Contains(T["Oversight.Filing.Refused.WrongStage"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.Filings.CountAsync()));
    }

    [Fact]
    public async Task Result_BeforeTheCount_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastPublishedAsync();
        await campaign.EndAsync();
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await office.OpenAsync(url + "/filings/Plan");
        var token = office.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");

        foreach (var page in new[] { "/filings/Result", "/hand-over", "/hand-over.pdf", "/minutes" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(url + page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await superior.GetAsync(url + page)).Status);
        }

        await office.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostBareAsync(url + "/filings/Result", ("Form.Version", "-1"), ("Form.Originals", "0"), ("file", "true"), ("__RequestVerificationToken", token ?? office.Token))).Status);
        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.Filings.CountAsync()));
    }

    [Fact]
    public async Task Result_WithOriginals_NeedsTheirNumberAndWhoHandsThemOver()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var counted = await campaign.CountPublishedAsync();
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Result";

        await office.FillInAsync(url, url, ("Form.Note", "另附说明"), ("file", "true"));
        Assert.Equal(T["Oversight.Filing.Missing.Originals"].Value, office.Find("#Form_Originals-error"));
        await office.SubmitAsync($"form[action='{url}']", ("Form.Originals", "-1"), ("file", "true"));
        Assert.NotNull(office.Page.QuerySelector("#Form_Originals-error"));
        await office.SubmitAsync($"form[action='{url}']", ("Form.Originals", "12"), ("file", "true"));
        Assert.Equal(T["Oversight.Filing.Missing.HandedOverBy"].Value, office.Find("#Form_HandedOverBy-error"));
        Assert.Equal("另附说明", office.Page.QuerySelector("[name='Form.Note']")!.TextContent.Trim());
        await office.SubmitAsync($"form[action='{url}']", ("Form.HandedOverBy", "示例移交人"), ("file", "true"));

        await superior.OpenAsync(url);
        foreach (var paper in superior.Page.QuerySelectorAll(".next-list a").Select(a => a.GetAttribute("href")!))
        {
            Assert.Equal(HttpStatusCode.OK, (await superior.Client.GetAsync(paper)).StatusCode);
        }

        await superior.OpenAsync($"/campaigns/{campaign.Campaign.Id}/hand-over");
        var slip = superior.Page.QuerySelector(".paper")!.TextContent;
        Assert.Equal(["38", "38", "38", "12"], superior.Page.QuerySelectorAll(".minutes-figures td.n").Select(n => n.TextContent).Take(4));
        Assert.Contains(T["Oversight.HandOver.HandedOverBy", "示例移交人"].Value, slip, StringComparison.Ordinal);
        Assert.Contains(counted.Seal[..4], slip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_ByWhoeverFiled_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        await program.AddUserAsync("both", campaign.Unit, Role.Organizer, Role.Superior);
        var both = await program.SignInAsync("both");
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Plan";
        await both.FillInAsync(url, url, ("file", "true"));

        Assert.Null(both.Page.QuerySelector($"form[action='{url}/accept']"));
        await both.OpenAsync("/register");
        foreach (var act in new[] { "/accept", "/return" })
        {
            await both.PostBareAsync(url + act, ("version", "0"), ("Return.Text", "不行"), ("__RequestVerificationToken", both.Token));
            Assert.Contains(T["Oversight.Filing.Refused.SamePerson"].Value, both.Page.Body!.TextContent, StringComparison.Ordinal);
            await both.OpenAsync("/register");
        }

        Assert.Equal(FilingState.Filed, await StateAsync(program));
    }

    [Fact]
    public async Task Save_OverSomebodyElsesChange_KeepsWhatWasTypedAndOverwritesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, _) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/filings/Plan";
        await office.OpenAsync(url);
        var first = await program.SignInAsync("office");
        await first.FillInAsync(url, url, ("Form.Note", "先存的"));

        await office.SubmitAsync($"form[action='{url}']", ("Form.Note", "后存的"));

        Assert.Contains(T["Campaigns.Refused.Stale"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("后存的", office.Page.QuerySelector("[name='Form.Note']")!.TextContent.Trim());
        Assert.Equal("先存的", await program.RunAsync((EvaluationDbContext db) => db.Filings.Select(f => f.Note).SingleAsync()));
    }

    [Fact]
    public async Task Pages_OutsideTheSubtreeOrOfTheOtherSide_AreNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await office.FillInAsync(url + "/filings/Result", url + "/filings/Result", ("Form.Originals", "0"), ("file", "true"));
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer, Role.Superior);
        var outside = await program.SignInAsync("outside");

        foreach (var page in new[] { "/filings/Result", "/filings/Plan", "/plan-sheet", "/hand-over", "/minutes" })
        {
            Assert.Equal(HttpStatusCode.OK, (await superior.GetAsync(url + page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(url + page)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await superior.GetAsync(url + "/filings/Other")).Status);
        Assert.DoesNotContain(campaign.Campaign.Title, (await outside.OpenAsync("/filings")).Document.Body!.TextContent, StringComparison.Ordinal);
        // The superior files nothing, the organizer puts nothing on record.
        await superior.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await superior.PostBareAsync(url + "/filings/Plan", ("Form.Version", "-1"), ("__RequestVerificationToken", superior.Token))).Status);
        await office.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostBareAsync(url + "/filings/Result/accept", ("version", "0"), ("__RequestVerificationToken", office.Token))).Status);
        Assert.Equal(FilingState.Filed, await StateAsync(program));
    }

    private static Task<FilingState> StateAsync(EvaluationFactory program) => program.RunAsync((EvaluationDbContext db) => db.Filings.Select(f => f.State).SingleAsync());

    private static async Task<(Browser Office, Browser Superior)> PeopleAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        return (await program.SignInAsync("office"), await program.SignInAsync("superior"));
    }
}

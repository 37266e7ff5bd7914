using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Oversight;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Oversight;

/// <summary>Inspections and the talks before the evaluation, through the pages.</summary>
public sealed class InspectionPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Inspection_PlannedFoundReportedReturnedClosed()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, superior) = await PeopleAsync(program, campaign);
        await superior.FillInAsync($"/inspections/new?campaign={campaign.Campaign.Id}", "/inspections/new", ("Form.PlannedOn", "2026-04-15"), ("Form.Inspectors", "示例督查员"));
        var url = await UrlAsync(program);
        Assert.Equal((campaign.Unit.Id, 2026), await program.RunAsync((EvaluationDbContext db) => db.Inspections.Select(i => new ValueTuple<Guid, int>(i.OrganizationId, i.Year)).SingleAsync()));

        await superior.FillInAsync(url, url + "/findings", ("Findings.HeldOn", "2026-04-15"), ("Findings.Found", "公开承诺未上墙"), ("Findings.FollowUp", "一周内上墙"));
        Assert.Equal(T["Oversight.Inspection.Refused.DeadlineWrong"].Value, superior.Find("#Findings_Deadline-error"));
        Assert.Equal("公开承诺未上墙", superior.Page.QuerySelector("[name='Findings.Found']")!.TextContent.Trim());
        await superior.SubmitAsync($"form[action='{url}/findings']", ("Findings.HeldOn", "2099-01-01"), ("Findings.Deadline", "2099-01-08"));
        Assert.Equal(T["Oversight.Inspection.Refused.DayWrong"].Value, superior.Find("#Findings_HeldOn-error"));
        await superior.SubmitAsync($"form[action='{url}/findings']", ("Findings.HeldOn", "2026-04-15"), ("Findings.Deadline", "2026-04-22"));

        await office.OpenAsync("/inspections");
        Assert.NotNull(office.Page.QuerySelector($"a[href='{url}']"));
        await office.FillInAsync(url, url + "/report", ("Report.Done", "已上墙"), ("Report.DoneOn", "2026-04-14"));
        Assert.Equal(T["Oversight.Inspection.Refused.DayWrong"].Value, office.Find("#Report_DoneOn-error"));
        await office.SubmitAsync($"form[action='{url}/report']", ("Report.DoneOn", "2026-04-20"));
        await superior.FillInAsync(url, url + "/return", ("Return.Text", "请附照片"));
        Assert.Contains("请附照片", (await office.OpenAsync(url)).Document.Body!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{url}/report']", ("Report.Done", "已上墙，附照片"), ("Report.DoneOn", "2026-04-20"));
        await superior.FillInAsync(url, url + "/close");

        Assert.Equal((InspectionState.Closed, new DateOnly(2026, 4, 20)), await program.RunAsync((EvaluationDbContext db) => db.Inspections.Select(i => new ValueTuple<InspectionState, DateOnly>(i.State, i.DoneOn!.Value)).SingleAsync()));
        await superior.OpenAsync("/inspections?view=Closed&search=示例局");
        Assert.NotNull(superior.Page.QuerySelector($"a[href='{url}']"));
    }

    [Fact]
    public async Task Inspection_WithoutFollowUp_IsClosedAtOnce_AndOneCalledOffIsGone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (_, superior) = await PeopleAsync(program, campaign);
        await superior.FillInAsync("/inspections/new", "/inspections/new", ("Form.PlannedOn", "2026-04-15"), ("Form.Inspectors", "示例督查员"));
        Assert.Equal(T["Oversight.Inspection.NoPlace"].Value, superior.Find("#Form_OrganizationId-error"));
        await superior.SubmitAsync("form[action='/inspections/new']", ("Form.OrganizationId", campaign.Branch.Id.ToString()));
        var url = await UrlAsync(program);
        await superior.FillInAsync(url, url + "/findings", ("Findings.HeldOn", "2026-04-15"), ("Findings.Found", "组织有序"));
        Assert.Equal(InspectionState.Closed, await program.RunAsync((EvaluationDbContext db) => db.Inspections.Select(i => i.State).SingleAsync()));

        await superior.FillInAsync("/inspections/new", "/inspections/new", ("Form.OrganizationId", campaign.Branch.Id.ToString()), ("Form.PlannedOn", "2026-05-15"), ("Form.Inspectors", "示例督查员"));
        url = "/inspections/" + await program.RunAsync((EvaluationDbContext db) => db.Inspections.Where(i => i.State == InspectionState.Planned).Select(i => i.Id).SingleAsync());
        await superior.FillInAsync(url, url, ("Plan.PlannedOn", "2026-05-16"));
        await superior.FillInAsync(url, url + "/call-off");
        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Inspections.CountAsync()));
    }

    [Fact]
    public async Task Inspection_PastItsDay_StandsOutAndIsFoundByTheFilter()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (_, superior) = await PeopleAsync(program, campaign);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await program.AddAsync(
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = today.AddDays(-3), Inspectors = "迟到组" },
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = today.AddDays(3), Inspectors = "未到组" },
            new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = today.AddDays(-9), HeldOn = today.AddDays(-9), State = InspectionState.FollowUp, Deadline = today.AddDays(-3), FollowUp = "整改", Inspectors = "逾期组" });

        await superior.OpenAsync("/inspections?view=Overdue");
        Assert.Equal(["逾期组", "迟到组"], superior.Page.QuerySelectorAll("tbody tr.is-late td:nth-child(3)").Select(c => c.TextContent));
        await superior.OpenAsync("/inspections");
        Assert.Equal((3, 2), (superior.Page.QuerySelectorAll("tbody tr").Length, superior.Page.QuerySelectorAll("tbody tr.is-late").Length));
    }

    [Fact]
    public async Task Inspection_OfOthersOrByTheWrongSide_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, superior) = await PeopleAsync(program, campaign);
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        var reported = new Inspection { OrganizationId = campaign.Unit.Id, Year = 2026, PlannedOn = new DateOnly(2026, 4, 15), HeldOn = new DateOnly(2026, 4, 15), State = InspectionState.FollowUp, FollowUp = "整改", Deadline = new DateOnly(2026, 5, 1), Inspectors = "甲" };
        await program.AddAsync(elsewhere, reported);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer, Role.Superior);
        await program.AddUserAsync("both", campaign.Unit, Role.Organizer, Role.Superior);
        var (outside, both) = (await program.SignInAsync("outside"), await program.SignInAsync("both"));
        var url = $"/inspections/{reported.Id}";

        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(url)).Status);
        Assert.DoesNotContain("示例局党组", (await outside.OpenAsync("/inspections")).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync("/inspections/new")).Status);
        await outside.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await outside.PostBareAsync("/inspections/new", ("Form.OrganizationId", campaign.Unit.Id.ToString()), ("Form.CampaignId", campaign.Campaign.Id.ToString()), ("Form.Year", "2026"), ("Form.PlannedOn", "2026-05-01"), ("Form.Inspectors", "越权"), ("__RequestVerificationToken", outside.Token))).Status);
        await superior.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await superior.PostBareAsync(url + "/report", ("version", "0"), ("Report.Done", "代报"), ("Report.DoneOn", "2026-04-20"), ("__RequestVerificationToken", superior.Token))).Status);

        // Whoever reported neither closes nor returns it.
        await both.FillInAsync(url, url + "/report", ("Report.Done", "已整改"), ("Report.DoneOn", "2026-04-20"));
        Assert.Null(both.Page.QuerySelector($"form[action='{url}/close']"));
        await both.OpenAsync("/register");
        await both.PostBareAsync(url + "/close", ("version", "1"), ("__RequestVerificationToken", both.Token));
        Assert.Contains(T["Oversight.Inspection.Refused.SamePerson"].Value, both.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostBareAsync(url + "/close", ("version", "1"), ("__RequestVerificationToken", office.Token))).Status);
        Assert.Equal((1, InspectionState.Reported), await program.RunAsync(async (EvaluationDbContext db) => (await db.Inspections.CountAsync(), (await db.Inspections.SingleAsync()).State)));
    }

    [Fact]
    public async Task Delete_OfTheCampaign_KeepsTheInspectionAndTakesFilingsAndTalksAlong()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await superior.FillInAsync($"/inspections/new?campaign={campaign.Campaign.Id}", "/inspections/new", ("Form.PlannedOn", "2026-04-15"), ("Form.Inspectors", "示例督查员"));
        await superior.FillInAsync(url + "/talks/new", url + "/talks/new", ("Form.HeldOn", "2026-04-01"), ("Form.Names", "示例甲"), ("Form.Points", "要点"));
        await office.FillInAsync(url + "/filings/Plan", url + "/filings/Plan", ("file", "true"));

        await office.FillInAsync(url, url + "/delete");

        Assert.Equal((0, 0, 0, 1), await program.RunAsync(async (EvaluationDbContext db) => (await db.Campaigns.CountAsync(), await db.Filings.CountAsync(), await db.Talks.CountAsync(), await db.Inspections.CountAsync(i => i.CampaignId == null))));
        await superior.OpenAsync(await UrlAsync(program));
    }

    private static async Task<string> UrlAsync(EvaluationFactory program) => "/inspections/" + await program.RunAsync((EvaluationDbContext db) => db.Inspections.Select(i => i.Id).SingleAsync());

    private static async Task<(Browser Office, Browser Superior)> PeopleAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        return (await program.SignInAsync("office"), await program.SignInAsync("superior"));
    }
}

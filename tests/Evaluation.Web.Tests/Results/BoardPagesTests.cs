using System.Net;
using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Results;

public sealed class BoardPagesTests
{
    [Fact]
    public async Task Board_BeforeTheCount_ShowsTurnoutAndNeitherRateNorDownload()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastPublishedAsync();
        var browser = await SuperiorAsync(program, campaign);

        Assert.Contains("收回 38 / 38", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["6 / 6", "5 / 5"], browser.Page.QuerySelectorAll(".turnout .num").Select(n => n.TextContent).TakeLast(2));
        Assert.DoesNotContain("%", browser.Find(".board")!, StringComparison.Ordinal);
        Assert.DoesNotContain("xlsx", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, SheetOf(campaign)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, "/board/2026/tally-sheets.xlsx"));
    }

    [Fact]
    public async Task Board_AfterTheCount_ShowsTheRateAndDownloadsOneSheetOrTheYear()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var browser = await SuperiorAsync(program, campaign);

        Assert.Contains("44.00%", browser.Find(".board-rate:not(.none)")!, StringComparison.Ordinal);
        using var one = await WorkbookAsync(browser, SheetOf(campaign));
        using var year = await WorkbookAsync(browser, "/board/2026/tally-sheets.xlsx");
        Assert.Equal("群众评议统计表", one.Worksheets.First().Cell(1, 1).GetString());
        Assert.Equal(["目录", "1 示例局党组 党组织评议表", "1 示例局党组 党员互评表"], year.Worksheets.Select(s => s.Name));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, "/board/2025/tally-sheets.xlsx"));
    }

    [Fact]
    public async Task Board_OutsideTheSubtree_ShowsAndDownloadsNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("outside", elsewhere, Role.Superior);
        var browser = await program.SignInAsync("outside");

        await browser.GetAsync("/board?year=2026");

        Assert.DoesNotContain("示例局", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, SheetOf(campaign)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, "/board/2026/tally-sheets.xlsx"));
    }

    [Fact]
    public async Task Board_ByEveryOtherRole_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddUserAsync("others", campaign.Unit, Role.Administrator, Role.Organizer, Role.Witness, Role.Member);
        var (others, nobody) = (await program.SignInAsync("others"), program.OpenBrowser(followRedirects: false));

        foreach (var path in (string[])["/board", SheetOf(campaign), "/board/2026/tally-sheets.xlsx"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(others, path));
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(nobody, path));
        }
    }

    [Fact]
    public async Task Board_PoolUnderTheGroupMinimum_IsOnNoSheetAndShownToTheOrganizerAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastAllAsync(4, "4441");
        await campaign.CastAllAsync(3, "111111");
        await campaign.FinishAsync();
        var superior = await SuperiorAsync(program, campaign);
        await program.AddUserAsync("organizer", campaign.Unit, Role.Organizer);
        var organizer = await program.SignInAsync("organizer");

        using var theirs = await WorkbookAsync(superior, SheetOf(campaign));
        using var own = await WorkbookAsync(organizer, $"/campaigns/{campaign.Campaign.Id}/tally-sheet.xlsx");

        Assert.DoesNotContain("25.00%", Rates(theirs));
        Assert.DoesNotContain("25.00%", Rates(own));
        await organizer.GetAsync($"/campaigns/{campaign.Campaign.Id}/result");
        Assert.Contains("25.00%", organizer.Text, StringComparison.Ordinal);
        Assert.Contains(theirs.Worksheets.First().CellsUsed(), c => c.GetString().Contains("不足 5 人，不单列", StringComparison.Ordinal));
        Assert.DoesNotContain("25.00%", superior.Text, StringComparison.Ordinal);
        Assert.Contains("100.00%", superior.Find(".board-rate:not(.none)")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_OrganizationWithoutACampaign_GetsAReminderThatCanBeSelected()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        await program.AddAsync(TestData.CreateOrganization("<b>第七党支部", OrganizationKind.Branch, campaign.Unit));
        var browser = await SuperiorAsync(program, campaign);

        var reminder = browser.Page.QuerySelectorAll("textarea").Select(t => t.TextContent).First();

        Assert.Contains("<b>第七党支部：2026 年度群众评议尚未启动", reminder, StringComparison.Ordinal);
        Assert.All(browser.Page.QuerySelectorAll("textarea"), t => Assert.True(t.HasAttribute("readonly")));
        await browser.GetAsync("/board?year=2026&state=NotStarted&search=第七");
        Assert.Single(browser.Page.QuerySelectorAll(".board tbody tr"));
    }

    private static string SheetOf(CampaignDriver campaign) => $"/board/campaigns/{campaign.Campaign.Id}/tally-sheet.xlsx";

    private static IEnumerable<string> Rates(XLWorkbook book) => book.Worksheets.SelectMany(s => s.CellsUsed()).Where(c => c.DataType == XLDataType.Number && c.Style.NumberFormat.Format == "0.00%")
        .Select(c => c.GetDouble().ToString("0.00%", System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<Browser> SuperiorAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        var browser = await program.SignInAsync("superior");
        await browser.GetAsync("/board?year=2026");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return browser;
    }

    private static async Task<XLWorkbook> WorkbookAsync(Browser browser, string path)
    {
        var answer = await browser.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new XLWorkbook(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path) => (await browser.Client.GetAsync(path)).StatusCode;
}

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Results;

public sealed class ResultPagesTests
{
    private static readonly string[] Paths = ["result", "result/pools/0", "opinions", "tally-sheet", "tally-sheet.pdf", "tally-sheet.xlsx", "opinions.xlsx"];

    [Fact]
    public async Task Get_AnyPageBeforeTheCount_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastPublishedAsync();
        await program.AddUserAsync("organizer", campaign.Unit, Role.Organizer, Role.Superior);
        var browser = await program.SignInAsync("organizer");

        await AssertAllAsync(browser, campaign, HttpStatusCode.NotFound);
        await campaign.EndAsync();
        await AssertAllAsync(browser, campaign, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_ByOrganizersOfTheHost_IsThereAndByAllOthersIsNot()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("organizer", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer);
        await program.AddUserAsync("below", campaign.Branch, Role.Organizer);
        await program.AddUserAsync("others", campaign.Unit, Role.Administrator, Role.Superior, Role.Witness, Role.Member);

        // The PDF needs a browser program, which not every machine has.
        foreach (var path in Paths.Where(p => p != "tally-sheet.pdf"))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(await program.SignInAsync("organizer"), campaign, path));
        }

        await AssertAllAsync(await program.SignInAsync("outside"), campaign, HttpStatusCode.NotFound);
        await AssertAllAsync(await program.SignInAsync("below"), campaign, HttpStatusCode.NotFound);
        await AssertAllAsync(await program.SignInAsync("others"), campaign, HttpStatusCode.Forbidden);
        await AssertAllAsync(program.OpenBrowser(followRedirects: false), campaign, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Result_PublishedNumbers_ShowsRatesWithTheirFractionAndRulesWithTheirArithmetic()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (_, browser) = await CountedAsync(program);

        var group = Row(browser, "局党组");
        var branch = Row(browser, "机关党支部");
        Assert.Equal(("81.82%", "27 / 33"), (Text(group, ".rate"), Text(group, ".result-rate .muted")));
        Assert.Contains("未触发", Text(group, ".result-rules"), StringComparison.Ordinal);
        Assert.Equal("满意 18 票，比较满意 9 票，不太满意 4 票，不满意 2 票", group.QuerySelector("svg.bar")!.GetAttribute("aria-label"));
        Assert.Equal(("44.00%", "11 / 25"), (Text(branch, ".rate"), Text(branch, ".result-rate .muted")));
        Assert.Equal(
            ["满意 6 24.00%", "比较满意 5 20.00%", "不太满意 5 20.00%", "不满意 9 36.00%"],
            branch.QuerySelectorAll(".grade-shares li").Select(li => string.Join(' ', li.Children.Select(part => part.TextContent.Trim()))));
        Assert.Contains("各档次占比 = 该档次票数 ÷ 有效票", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        var rules = branch.QuerySelectorAll(".rule .calc").Select(e => e.TextContent.Trim()).ToList();
        Assert.Contains("满意率 =（6 + 5）÷ 25 = 44.00%，低于 60%（14 票及以下即低于）", rules);
        Assert.Contains("不满意 9 ÷ 25 = 36.00%，超过 1/3（9 票及以上即超过），低于 2/3", rules);
        Assert.Contains("示例甲", Text(branch, ".result-rules"), StringComparison.Ordinal);
        Assert.Contains("口径：满意率 =（满意 + 比较满意）÷ 有效票；不满意率 = 不满意 ÷ 有效票。", browser.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_ExactlyTwoThirds_IsForDecisionWithTheLighterConsequenceProposed()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastAllAsync(0, "1111144444444444444"[..19]);
        await campaign.CastAllAsync(4, "11144"[..5]);
        await campaign.FinishAsync();
        var browser = await OpenAsync(program, campaign);

        var gap = Row(browser, "机关党支部").QuerySelector(".rule.gap")!;

        Assert.Contains("不满意 16 ÷ 24 = 2/3", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("从轻建议：年度考核定为基本称职", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("规则 3", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("规则 4", gap.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_NobodySubmitted_SaysThatNoRateCanBeWorkedOut()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastAllAsync(4, "11111");
        await campaign.FinishAsync();

        var browser = await OpenAsync(program, campaign);

        var group = Row(browser, "局党组");
        Assert.Equal("—", Text(group, ".rate"));
        Assert.Contains("有效票为 0，满意率无法计算", Text(group, ".rule.gap"), StringComparison.Ordinal);
        Assert.DoesNotContain("0.00%", Text(group, ".result-rate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_CategoriesUnderTheGroupMinimum_AppearMergedOnly()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (_, browser) = await CountedAsync(program);

        var categories = Row(browser, "局党组").QuerySelector<IHtmlTableElement>(".detail-table")!.Bodies[0].Rows.Select(r => r.Cells[0].TextContent.Trim());

        Assert.Equal(["机关党员干部", "机关其他干部职工、工业园区负责人", "服务对象代表（局党组）"], categories);
    }

    [Fact]
    public async Task Pages_HostileNamesAndOpinions_AreTextsOnThePageAndInTheFiles()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program, c => c.Subjects[0].Name = "<script>alert(1)</script>");
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1", null, new Domain.Ballots.OpinionText(0, "=cmd()<img src=x onerror=alert(2)>"));
        await campaign.FinishAsync();
        var browser = await OpenAsync(program, campaign);

        Assert.DoesNotContain(browser.Page.Scripts, s => s.Text.Contains("alert", StringComparison.Ordinal));
        Assert.Empty(browser.Page.QuerySelectorAll("[onerror], [style]"));
        Assert.NotNull(Row(browser, "<script>alert(1)</script>"));
        Assert.Contains("=cmd()<img src=x onerror=alert(2)>", browser.Find(".opinion"), StringComparison.Ordinal);
        using var opinions = await WorkbookAsync(browser, campaign, "opinions.xlsx");
        var cell = opinions.Worksheets.First().CellsUsed().Single(c => c.GetString().StartsWith("=cmd()", StringComparison.Ordinal));
        Assert.False(cell.HasFormula);
    }

    [Fact]
    public async Task TallySheet_OnPaperAndInTheWorkbook_ShowsTheDigitsOfTheScreen()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CountedAsync(program);
        var rates = browser.Page.QuerySelectorAll(".results .rate").Select(e => e.TextContent.Trim()).Where(r => r != "—").ToHashSet();
        var seal = browser.Find(".seal-whole");

        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/tally-sheet");
        var printed = browser.Page.QuerySelectorAll("td.n").Select(e => e.TextContent.Trim()).ToHashSet();
        using var book = await WorkbookAsync(browser, campaign, "tally-sheet.xlsx");
        var written = book.Worksheets.SelectMany(s => s.CellsUsed()).Where(c => c.Style.NumberFormat.Format == "0.00%" && c.DataType == XLDataType.Number)
            .Select(c => c.GetDouble().ToString("0.00%", System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();

        Assert.Superset(rates, printed);
        Assert.Superset(rates, written);
        Assert.Contains(seal!, browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(book.Worksheets.First().CellsUsed(), c => c.GetString().Contains(seal!, StringComparison.Ordinal));
        Assert.Equal(["党组织评议表", "党员互评表", "党组织评议表·评议内容"], book.Worksheets.Select(s => s.Name));
    }

    [Fact]
    public async Task TallySheet_InEveryLanguage_HasNoTextMissing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CountedAsync(program);
        foreach (var language in (string[])["zh-Hant", "en"])
        {
            browser.Client.DefaultRequestHeaders.Remove("Cookie");
            var cookie = Uri.EscapeDataString($"c={language}|uic={language}");
            browser.Client.DefaultRequestHeaders.Add("Cookie", ".AspNetCore.Culture=" + cookie);
            foreach (var path in (string[])["result", "tally-sheet", "opinions"])
            {
                await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/{path}");
                Assert.DoesNotMatch(@"\b(Results|TallySheet|Enums|Rules|Board)\.[A-Z]", browser.Page.Body!.TextContent);
            }
        }
    }

    [Fact]
    public async Task Opinions_Page_NarrowsToASubject()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CountedAsync(program);
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/opinions");
        Assert.Equal(["公开承诺要兑现", "窗口中午没有人"], browser.Page.QuerySelectorAll(".opinion").Select(o => o.TextContent).Order(StringComparer.Ordinal));

        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/opinions?about={campaign.Campaign.Subjects[1].Id}");

        Assert.Equal("窗口中午没有人", Assert.Single(browser.Page.QuerySelectorAll(".opinion")).TextContent);
    }

    [Fact]
    public async Task Pool_SearchAndFilter_FindSubjects()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await CountedAsync(program);
        async Task<IEnumerable<string>> NamesAsync(string query)
        {
            await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/result/pools/2{query}");
            return browser.Page.QuerySelectorAll("td.result-subject b").Select(b => b.TextContent);
        }

        Assert.Equal(["示例甲", "示例乙", "示例丙"], await NamesAsync(""));
        Assert.Equal(["示例乙"], await NamesAsync("?search=乙"));
        Assert.Equal(["示例丙"], await NamesAsync("?found=true"));
        Assert.Empty(await NamesAsync("?search=没有这个人"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync($"/campaigns/{campaign.Campaign.Id}/result/pools/3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync($"/campaigns/{campaign.Campaign.Id}/result/pools/-1")).StatusCode);
    }

    private static async Task<(CampaignDriver Campaign, Browser Browser)> CountedAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        return (campaign, await OpenAsync(program, campaign));
    }

    private static async Task<Browser> OpenAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("organizer", campaign.Unit, Role.Organizer);
        var browser = await program.SignInAsync("organizer");
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/result");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return browser;
    }

    private static async Task<XLWorkbook> WorkbookAsync(Browser browser, CampaignDriver campaign, string path)
    {
        var answer = await browser.Client.GetAsync($"/campaigns/{campaign.Campaign.Id}/{path}");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        return new XLWorkbook(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static IElement Row(Browser browser, string subject) =>
        browser.Page.QuerySelectorAll("tbody.result").Single(b => b.QuerySelector("td.result-subject b")!.TextContent == subject);

    private static string Text(IElement element, string selector) => element.QuerySelector(selector)!.TextContent.Trim();

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, CampaignDriver campaign, string path) =>
        (await browser.Client.GetAsync($"/campaigns/{campaign.Campaign.Id}/{path}")).StatusCode;

    private static async Task AssertAllAsync(Browser browser, CampaignDriver campaign, HttpStatusCode expected)
    {
        foreach (var path in Paths)
        {
            Assert.Equal((path, expected), (path, await StatusAsync(browser, campaign, path)));
        }
    }
}

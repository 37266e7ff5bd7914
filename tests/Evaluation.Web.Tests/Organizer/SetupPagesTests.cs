using System.Net;
using AngleSharp.Html.Dom;
using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Pools;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

public sealed class SetupPagesTests
{
    [Fact]
    public async Task Create_FromTheBureausTemplate_ShowsTotalsFormulaAndNothingThatBlocks()
    {
        await using var pages = await SetupPages.OpenAsync();

        var url = await pages.CreateAsync();

        Assert.Matches("^/campaigns/[0-9a-f-]{36}$", url);
        Assert.Empty(await pages.BlockingAsync(url));
        Assert.Equal("38", pages.Browser.Find("#evaluators tbody tr:first-child .num b"));
        Assert.Contains("局党组评议员 33 人", pages.Browser.Find("#evaluators tfoot"), StringComparison.Ordinal);
        Assert.Contains("机关党支部评议员 25 人", pages.Browser.Find("#evaluators tfoot"), StringComparison.Ordinal);
        Assert.Contains("满意率 =（满意 + 比较满意）÷ 有效票", pages.Browser.Find("#rules"), StringComparison.Ordinal);
        Assert.Contains("5 / 5", pages.Browser.Find("#checklist-title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finalize_MakesTheCodesAndShowsTheSlips()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await browser.GetAsync(url + "/run/finalize");

        await browser.SubmitAsync("main form.form-actions");

        Assert.Equal(CampaignStage.Finalized, (await pages.LoadAsync()).Stage);
        Assert.Equal(44, browser.Page.QuerySelectorAll(".slip").Length);
        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Finalize_CodesLater_LeadsToThePageOfCodesWithNoneMade()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await browser.GetAsync(url + "/run/finalize");

        await browser.SubmitAsync("main form.form-actions button[name=later]");

        Assert.Equal(url + "/codes", browser.Page.Location.PathName);
        Assert.NotNull(browser.Page.QuerySelector("form [name=Format]"));
        Assert.Equal("0", browser.Page.QuerySelectorAll("tfoot td.num")[1].TextContent.Trim());
    }

    [Fact]
    public async Task Edit_EveryStepOfANewCampaign_LeadsToFinalizing()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());

        // Too few service recipients: the line leads to the very field, and mending it clears the line.
        var served = (await pages.LoadAsync()).Categories[4];
        await browser.GetAsync($"{url}/categories/{served.Id}");
        await browser.SubmitAsync("form.card", ("Form.Target", "4"));
        Assert.Equal([$"{url}/categories/{served.Id}#Form_Target"], await pages.BlockingAsync(url));
        Assert.Null(browser.Page.QuerySelector("a[href$='/run/finalize']"));
        await browser.GetAsync($"{url}/categories/{served.Id}");
        Assert.NotNull(browser.Page.QuerySelector("input#Form_Target"));
        await browser.SubmitAsync("form.card", ("Form.Target", "5"));

        await browser.GetAsync(url + "/basics");
        await browser.SubmitAsync("form.card", ("Form.Begin", "2027-04-15T09:00"), ("Form.End", "2027-04-15T11:30"), ("Form.Place", "三楼会议室"), ("Form.GroupMinimum", "3"));
        await browser.GetAsync(url + "/subjects/add?kind=LeadingTeam");
        await browser.SubmitAsync("form[action$='/subjects/add'][method=post]", ("marked", pages.Unit.Id.ToString()));
        var form = (await pages.LoadAsync()).Forms[0];
        await browser.GetAsync($"{url}/forms/{form.Id}");
        await browser.SubmitAsync("button[value=add-indicator]");
        await browser.SubmitAsync("form.card", ("Form.Indicators[4]", "作风建设"));
        await browser.GetAsync(url + "/rules");
        await browser.SubmitAsync("form.rule-set", ("Form.Rules[0].Below", "0.65"), ("Form.Rules[0].BelowKind", "Included"));

        Assert.Empty(await pages.BlockingAsync(url));
        Assert.NotNull(browser.Page.QuerySelector($"a[href='{url}/run/finalize']"));
        var saved = await pages.LoadAsync();
        // 09:00 in Shanghai is 01:00 UTC.
        Assert.Equal(new DateTime(2027, 4, 15, 1, 0, 0, DateTimeKind.Utc), saved.PlannedBegin);
        Assert.Equal(5, saved.Forms[0].Definition.Indicators.Count);
        Assert.Equal((Fraction.Of(13, 20), true), (saved.Rules.Rules[0].Below!.Value, saved.Rules.Rules[0].Below!.IsIncluded));
        Assert.Contains(saved.Subjects, s => s.Kind == SubjectKind.LeadingTeam);
        Assert.DoesNotContain(Checklist.Of(saved, DateTime.UtcNow), f => f.Kind is CheckKind.NoDateOrPlace or CheckKind.CategoryUnderGroupMinimum);
    }

    [Theory]
    [InlineData("basics", "form.card", "Form.Title", "改动的名称", "Form.Year", "1066")]
    [InlineData("basics", "form.card", "Form.Place", "三楼会议室", "Form.GroupMinimum", "2")]
    [InlineData("categories/{category}", "form.card", "Form.Name", "新的类别名称", "Form.Weight", "三分之一")]
    [InlineData("categories/{category}", "form.card", "Form.Name", "新的类别名称", "Form.Pools[0].Minimum", "-1")]
    [InlineData("categories/{category}/invitees", "form.card", "Form.List", "示例代表，某单位\n，只有单位", null, null)]
    [InlineData("forms/{form}", "form.card", "Form.Overall", "新的总体评价", "Form.Grades[1].Name", "满意")]
    [InlineData("rules", "form.rule-set", "Form.Rules[1].Clause", "新的条文", "Form.Rules[1].Below", "很多")]
    [InlineData("rules", "form.rule-set", "Form.Metrics[0].Name", "新的口径名称", "Form.Rules[3].Below", "1/4")]
    [InlineData("rules", "form.rule-set", "Form.QuorumPresent", "80%", "Form.QuorumReturned", "120%")]
    [InlineData("pools", "form[action$='/pools']", "Form.Name", "新的评议员组", "Form.Size", "许多")]
    public async Task Post_ThatFails_KeepsWhatWasTypedAndSaysWhyAtTheField(string page, string form, string field, string typed, string? wrongField, string? wrong)
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        var campaign = await pages.LoadAsync();
        await browser.GetAsync($"{url}/{page.Replace("{category}", campaign.Categories[0].Id.ToString(), StringComparison.Ordinal).Replace("{form}", campaign.Forms[0].Id.ToString(), StringComparison.Ordinal)}");

        (string, string?)[] changes = wrongField is null ? [(field, typed)] : [(field, typed), (wrongField, wrong)];
        await browser.SubmitAsync(form, changes);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(typed, ValueOf(browser, field, form));
        Assert.NotNull(browser.Page.QuerySelector($"{form} .invalid-feedback"));
        if (wrongField is not null)
        {
            Assert.Equal(wrong, ValueOf(browser, wrongField, form));
            Assert.NotNull(browser.Page.QuerySelector($"{form} [name='{wrongField}'].is-invalid"));
        }

        Assert.Equal(campaign.Version, (await pages.LoadAsync()).Version);
    }

    [Fact]
    public async Task Post_OverSomebodyElsesChange_IsRefusedOnceWithWhatWasTypedAndThenSaved()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        var other = await pages.Program.SignInAsync("organizer");
        await browser.GetAsync(url + "/basics");
        await other.GetAsync(url + "/basics");
        await other.SubmitAsync("form.card", ("Form.Place", "别人填的地点"));

        await browser.SubmitAsync("form.card", ("Form.Place", "我填的地点"));

        Assert.NotNull(browser.Page.QuerySelector(".alert-danger"));
        Assert.Equal("我填的地点", ValueOf(browser, "Form.Place"));
        Assert.Equal("别人填的地点", (await pages.LoadAsync()).Place);

        await browser.SubmitAsync("form.card");
        Assert.Equal("我填的地点", (await pages.LoadAsync()).Place);
    }

    [Fact]
    public async Task Buttons_ThatChangeAList_KeepWhatWasTypedAndSaveNothing()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        var campaign = await pages.LoadAsync();
        await browser.GetAsync($"{url}/forms/{campaign.Forms[0].Id}");

        await browser.SubmitAsync("button[value=add-grade]", ("Form.Name", "改动的名称"));
        await browser.SubmitAsync("button[value=up-grade-4]", ("Form.Grades[4].Name", "不了解"));
        await browser.SubmitAsync("button[value=remove-grade-0]");

        Assert.Equal("改动的名称", ValueOf(browser, "Form.Name"));
        Assert.Equal(["比较满意", "不太满意", "不了解", "不满意"], Enumerable.Range(0, 4).Select(i => ValueOf(browser, $"Form.Grades[{i}].Name")));
        Assert.Equal(campaign.Version, (await pages.LoadAsync()).Version);
    }

    [Fact]
    public async Task Rules_RenamedGrade_IsFoundByTheChecklistWithALinkToTheMetric()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await browser.GetAsync($"{url}/forms/{(await pages.LoadAsync()).Forms[0].Id}");
        await browser.SubmitAsync("form.card", ("Form.Grades[3].Name", "差"));

        Assert.Equal([url + "/rules#metric-1"], await pages.BlockingAsync(url));
        await browser.GetAsync(url + "/rules");
        Assert.NotNull(browser.Page.GetElementById("metric-1"));
    }

    [Fact]
    public async Task Invitees_Pasted_BecomeOneCodeEach()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        var category = (await pages.LoadAsync()).Categories[4];
        await browser.GetAsync($"{url}/categories/{category.Id}/invitees");

        await browser.SubmitAsync("form.card", ("Form.List", "示例代表一\t某单位\r\n示例代表二，13800000000\r\n\r\n<script>alert(1)</script>"));

        var saved = await pages.Program.RunAsync<EvaluationDbContext, List<Invitee>>(db => db.Invitees.OrderBy(i => i.Order).ToListAsync());
        Assert.Equal([("示例代表一", "某单位"), ("示例代表二", "13800000000"), ("<script>alert(1)</script>", "")], saved.Select(i => (i.Name, i.Contact)));
        Assert.Equal((CodeIssue.Invited, 3), ((await pages.LoadAsync()).Categories[4].Issue, (await pages.LoadAsync()).Categories[4].Target));
        await browser.GetAsync($"{url}/categories/{category.Id}/invitees");
        Assert.DoesNotContain("<script>alert", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rehearsal_ShowsACodeForEachCategoryThatOpensItsSheetAndCountsNowhere()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await browser.GetAsync(url + "/rehearsal");

        await browser.SubmitAsync("form[action$='/rehearsal']");

        var codes = browser.Page.QuerySelectorAll(".rehearsal-code .secret").Select(e => e.TextContent).ToList();
        Assert.Equal(5, codes.Count);
        Assert.Equal(5, browser.Page.QuerySelectorAll(".rehearsal-code svg").Length);
        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
        var opened = await pages.Program.RunAsync<SheetService, OpenedSheet>(s => s.OpenAsync(codes[0], default));
        Assert.Equal(CodeAnswer.Rehearsal, opened.Answer);
    }

    [Fact]
    public async Task Rehearsal_OpenedUnderTheAddressOfTheQrCodeBySomebodyNotSignedIn_ProvesTheAddress()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await SetAddressAsync(pages, "https://localhost");
        await browser.GetAsync(url + "/rehearsal");
        await browser.SubmitAsync("form[action$='/rehearsal']");
        var code = browser.Page.QuerySelector(".rehearsal-code .secret")!.TextContent;

        await OpenCodeAsync(browser, code);
        Assert.True(await IsToBeTriedAsync(browser, url));
        await OpenCodeAsync(pages.Program.OpenBrowser(), code);
        Assert.False(await IsToBeTriedAsync(browser, url));
        // Another address is another question, and a code opened elsewhere is no answer to it.
        await SetAddressAsync(pages, "https://pingyi.example.org");
        await OpenCodeAsync(pages.Program.OpenBrowser(), code);
        Assert.True(await IsToBeTriedAsync(browser, url));

        static async Task OpenCodeAsync(Browser phone, string code)
        {
            await phone.GetAsync("/b");
            await phone.SubmitAsync("#enter", ("code", code));
            Assert.NotNull(phone.Page.QuerySelector(".rehearsal"));
        }
    }

    [Fact]
    public async Task Copy_OfLastYears_SaysWhoIsNoLongerThere()
    {
        await using var pages = await SetupPages.OpenAsync();
        var browser = pages.Browser;
        var source = (await pages.CreateAsync())["/campaigns/".Length..];
        await pages.Program.RunAsync<EvaluationDbContext, int>(db =>
            db.Members.Where(m => m.Name == "示例乙").ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, Domain.Members.MemberStatus.Transferred)));
        await browser.GetAsync("/campaigns/new");

        await browser.SubmitAsync("form[action='/campaigns/copy']", ("source", source));

        Assert.Contains("示例乙", browser.Find(".alert-warning"), StringComparison.Ordinal);
        Assert.Equal("2027年示例局群众评议", browser.Find("h1"));
    }

    [Fact]
    public async Task Finalized_Campaign_IsShownForReadingAndItsFormsLeadBack()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        var id = (await pages.LoadAsync()).Id;
        await browser.GetAsync(url + "/basics");
        await pages.Program.RunAsync<StageService, ActOutcome>(s => s.FinalizeAsync(id, [], default));

        await browser.SubmitAsync("form.card", ("Form.Place", "太晚了"));

        Assert.Equal(url, browser.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.NotNull(browser.Page.QuerySelector(".alert-danger"));
        Assert.Equal("", (await pages.LoadAsync()).Place);
        Assert.Null(browser.Page.QuerySelector(".page-body form, .page-body a[href$='/basics'], #checklist"));
        Assert.NotNull(browser.Page.QuerySelector($"a[href='{url}/run']"));
    }

    [Fact]
    public async Task Delete_OfACampaignInPreparation_LeadsToTheListWithoutIt()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());
        await browser.GetAsync(url);

        await browser.SubmitAsync("form[action$='/delete']");

        Assert.Equal("/campaigns", browser.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.NotNull(browser.Page.QuerySelector(".empty"));
    }

    [Fact]
    public async Task List_FilteredByYearStageAndName_ShowsWhatFits()
    {
        await using var pages = await SetupPages.OpenAsync();
        var (browser, url) = (pages.Browser, await pages.CreateAsync());

        async Task<int> Rows(string query) => (await browser.GetAsync("/campaigns" + query)).Document.QuerySelectorAll($"a[href='{url}']").Length;
        Assert.Equal(1, await Rows("?search=示例局&year=2026&stage=Preparing"));
        Assert.Equal(0, await Rows("?search=没有"));
        Assert.Equal(0, await Rows("?year=2025"));
        Assert.Equal(0, await Rows("?stage=Open"));
        Assert.Equal(1, (await browser.GetAsync("/desk")).Document.QuerySelectorAll($"a[href='{url}']").Length);
    }

    private static Task<bool> SetAddressAsync(SetupPages pages, string address) => pages.Program.RunAsync<SettingsService, bool>(s => s.SetPublicAddressAsync(address, default));

    private static async Task<bool> IsToBeTriedAsync(Browser browser, string url)
    {
        await browser.GetAsync(url);
        return browser.Page.QuerySelectorAll(".check-warns").Any(e => e.GetAttribute("href") == url + "/rehearsal");
    }

    private static string? ValueOf(Browser browser, string field, string form = "form") => browser.Page.QuerySelector($"{form} [name='{field}']:not([type=hidden])") switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };
}

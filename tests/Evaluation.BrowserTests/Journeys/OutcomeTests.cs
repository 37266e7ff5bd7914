using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Journeys;

/// <summary>What follows a count, as office, superior and public lead it in their browsers: from the sealed box of a bureau to the archive.</summary>
public sealed class OutcomeTests(ChromiumFixture chromium)
{
    private string url = "";

    [Fact]
    public async Task Campaign_FromTheSealedBoxToTheArchive()
    {
        var campaign = await CampaignDriver.OpenAsync(chromium.Program);
        url = $"/campaigns/{campaign.Campaign.Id}";
        await campaign.CastFindingsAsync();
        await campaign.EndAsync();
        await campaign.EnterAttendanceAsync();
        var (office, superior) = (await OpenAsync(campaign, "outcome-office", Role.Organizer), await OpenAsync(campaign, "outcome-superior", Role.Superior));

        await OpenBoxAsync(office);
        await DecideAsync(office);
        await ExpectRefusalAsync(office, "tasks");
        await CarryOutAsync(office, superior);
        await ReportAsync(office);
        await office.GotoAsync(url + "/archive");
        await ArchiveAsync(office);

        Assert.Equal(CampaignStage.Archived, await chromium.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.Where(c => c.Id == campaign.Campaign.Id).Select(c => c.Stage).SingleAsync()));
        await office.TakeAsync("archived");
    }

    private async Task OpenBoxAsync(IPage office)
    {
        await office.GotoAsync(url + "/run/count");
        await office.Locator("textarea").FillAsync("示例主持人\n示例监票人");
        await office.Locator("form[action$='/run/count'] button[type=submit]").ClickAsync();
        await office.WaitForURLAsync("**/result");
    }

    // One confirmed among those ticked, a gap decided, the others overruled.
    private async Task DecideAsync(IPage office)
    {
        await office.Locator($".next-list a[href='{url}/determinations']").ClickAsync();
        await office.WaitForURLAsync("**/determinations");
        await office.TakeAsync("determinations");
        await RowOf(office, "机关党支部").Locator("[name=Ticked]").First.CheckAsync();
        await office.Locator("form[action$='/determinations/confirm'] summary").ClickAsync();
        await office.Locator("[name=Document]").FillAsync("示例党发〔2026〕8号");
        await office.Locator("form[action$='/determinations/confirm'] button[type=submit]").ClickAsync();
        await Assertions.Expect(office.Locator(".badge.bg-red-lt")).ToHaveCountAsync(1);

        await office.Locator(".determination:has(.gap) .row-link").First.ClickAsync();
        await office.Locator("[name='Form.Verdict'][value=Heavier]").CheckAsync();
        await office.Locator("form[action*='/determinations/'] button[type=submit]").ClickAsync();
        await office.Locator(".invalid-feedback").First.WaitForAsync();
        await office.TakeAsync("determination-gap");
        await office.Locator("[name='Form.Reason']").FillAsync("问题突出，从重认定。");
        await office.Locator("form[action*='/determinations/'] button[type=submit]").ClickAsync();
        await Assertions.Expect(office.Locator("[name='Form.Verdict']")).ToHaveCountAsync(0);

        while (true)
        {
            await office.GotoAsync(url + "/determinations?state=Proposed");
            if (await office.Locator(".determination").CountAsync() == 0)
            {
                break;
            }

            await office.Locator(".determination .row-link").First.ClickAsync();
            await office.Locator("[name='Form.Verdict'][value=Overrule]").CheckAsync();
            await office.Locator("[name='Form.Reason']").FillAsync("经复核，参评人数少，不予认定。");
            await office.Locator("form[action*='/determinations/'] button[type=submit]").ClickAsync();
            await Assertions.Expect(office.Locator("[name='Form.Verdict']")).ToHaveCountAsync(0);
        }

        await office.GotoAsync(url + "/determinations");
        await office.TakeAsync("determinations-decided");
    }

    private async Task CarryOutAsync(IPage office, IPage superior)
    {
        await office.GotoAsync("/consequences");
        await office.TakeAsync("consequences");
        await office.Locator($"a[href^='{url}/consequences/']").First.ClickAsync();
        var task = new Uri(office.Url).AbsolutePath;
        await office.Locator("button[name=submit][value=true]").ClickAsync();
        await office.Locator(".invalid-feedback").First.WaitForAsync();
        await office.TakeAsync("consequence-incomplete");
        await office.Locator("[name='Form.Problems[0].Title']").FillAsync("群众等候时间长。");
        await office.Locator("[name='Form.Opinions[0].Place']").SelectOptionAsync("-1");
        await office.Locator("[name='Form.Causes']").FillAsync("窗口不足。");
        await office.Locator("[name='Form.Measures']").FillAsync("增设窗口。");
        await office.Locator("[name='Form.Responsible']").FillAsync("示例甲");
        await HandInAsync(office);

        await superior.GotoAsync(task);
        await superior.Locator("[name='Return.Text']").FillAsync("措施不具体，没有时限。");
        await superior.Locator("form[action$='/return'] button").ClickAsync();
        await Assertions.Expect(superior.Locator("form[action$='/return']")).ToHaveCountAsync(0);

        await office.GotoAsync(task);
        await Assertions.Expect(office.Locator(".history")).ToContainTextAsync("措施不具体");
        await ExpectRefusalAsync(office, "returned");
        await office.GotoAsync(task);
        await office.Locator("[name='Form.Measures']").FillAsync("六月底前增设两个窗口。");
        await HandInAsync(office);

        await superior.GotoAsync(task);
        await superior.TakeAsync("consequence-submitted");
        await superior.Locator("details:has(form[action$='/accept']) summary").ClickAsync();
        await superior.Locator("form[action$='/accept'] button").ClickAsync();
        await Assertions.Expect(superior.Locator("form[action$='/accept']")).ToHaveCountAsync(0);
        var id = Guid.Parse(task.Split('/')[^1]);
        Assert.Equal(ConsequenceState.Accepted, await chromium.Program.RunAsync((EvaluationDbContext db) => db.Consequences.Where(c => c.Id == id).Select(c => c.State).SingleAsync()));
    }

    private async Task ReportAsync(IPage office)
    {
        await office.GotoAsync(url + "/publication");
        await office.Locator("[name='Form.Introduction']").FillAsync("现将评议结果通报如下。");
        await office.Locator("[name='Form.TakesObjections'][type=checkbox]").CheckAsync();
        await office.Locator("button[name=publish][value=true]").ClickAsync();
        await office.Locator("a[href^='/notices/']").ClickAsync();

        var anybody = await chromium.OpenAsync(360);
        await anybody.GotoAsync(office.Url);
        await anybody.TakeAsync("notice");
        await anybody.Locator("[name='Form.Text']").FillAsync("统计的票数与现场不符。");
        await anybody.Locator("form[action$='/objections'] button").ClickAsync();
        await Assertions.Expect(anybody.Locator("[name='Form.Text']")).ToHaveValueAsync("");

        await ExpectRefusalAsync(office, "objection");
        await office.GotoAsync(url + "/publication");
        await office.Locator("form[action*=objections] select").SelectOptionAsync("NotUpheld");
        await office.Locator("form[action*=objections] textarea").FillAsync("经核对封存码，票数无误。");
        await office.Locator("form[action*=objections] button").ClickAsync();
        await Assertions.Expect(office.Locator("form[action*=objections]")).ToHaveCountAsync(0);
        await office.TakeAsync("publication");
    }

    // What is open stands on the page, and pressing all the same leaves the campaign where it is.
    private async Task ExpectRefusalAsync(IPage office, string picture)
    {
        await office.GotoAsync(url + "/archive");
        await ArchiveAsync(office);
        await Assertions.Expect(office.Locator(".lines li")).ToHaveCountAsync(1);
        await Assertions.Expect(office.Locator("form[action$='/archive']")).ToBeVisibleAsync();
        await office.TakeAsync("archive-" + picture);
    }

    private static async Task ArchiveAsync(IPage office)
    {
        await office.Locator("form[action$='/archive'] summary").ClickAsync();
        await office.Locator("form[action$='/archive'] button[type=submit]").ClickAsync();
        await office.WaitForLoadStateAsync();
    }

    private static async Task HandInAsync(IPage office)
    {
        await office.Locator("button[name=submit][value=true]").ClickAsync();
        await Assertions.Expect(office.Locator("button[name=submit]")).ToHaveCountAsync(0);
    }

    private static ILocator RowOf(IPage page, string subject) => page.Locator(".determination", new() { HasText = subject });

    private async Task<IPage> OpenAsync(CampaignDriver campaign, string user, Role role)
    {
        await chromium.Program.AddUserAsync(user, campaign.Unit, role);
        return await chromium.EnterAsync(user);
    }
}

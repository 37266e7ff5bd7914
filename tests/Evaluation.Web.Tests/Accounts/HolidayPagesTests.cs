using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Accounts;

/// <summary>The administrator enters the holidays of a year, and periods in working days follow them.</summary>
public sealed class HolidayPagesTests
{
    private const string Page = "/admin/holidays?year=2026";
    private static readonly Texts T = new();

    [Fact]
    public async Task Save_LinesOfAYear_AreKeptForTheInstallation()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (admin, _) = await SignInAsync(program, "root");

        await admin.FillInAsync(Page, Page, ("Form.Lines", "2026-10-10 上班\r\n2026年10月1日至2026年10月7日 国庆节"));

        Assert.Contains("国庆节", admin.Find(".list-group")!, StringComparison.Ordinal);
        Assert.Equal("2026-10-01..2026-10-07 国庆节\n2026-10-10 上班", await program.RunAsync((HolidayService s) => s.LinesAsync(2026, default)));
        var calendar = await program.RunAsync((HolidayService s) => s.CalendarAsync(default));
        Assert.Equal([2026], calendar.Years);
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 10, 10)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 10, 1)));
        // Emptied, the year is not known any more.
        await admin.FillInAsync(Page, Page, ("Form.Lines", " "));
        Assert.Empty((await program.RunAsync((HolidayService s) => s.CalendarAsync(default))).Years);
    }

    [Fact]
    public async Task Save_WrongLines_NamesEachAndKeepsWhatWasTyped()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (admin, _) = await SignInAsync(program, "root");

        await admin.FillInAsync(Page, Page, ("Form.Lines", "2026-10-01 国庆节\n十月二日\n2026-10-09 上班"));

        var page = admin.Page.Body!.TextContent;
        Assert.Contains(T["Holidays.Mistake.NotADate", 2].Value, page, StringComparison.Ordinal);
        Assert.Contains(T["Holidays.Mistake.WorkedAnyway", 3].Value, page, StringComparison.Ordinal);
        Assert.Equal(T["Holidays.Wrong", 2].Value, admin.Find("#Form_Lines-error"));
        Assert.Contains("十月二日", admin.Page.QuerySelector("[name='Form.Lines']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", await program.RunAsync((HolidayService s) => s.LinesAsync(2026, default)));
        await admin.FillInAsync(Page, Page, ("Form.Lines", string.Join('\n', Enumerable.Range(1, 28).Select(d => $"2026-02-{d:00} 一二三四五六七八九十"))));
        Assert.Equal(T["Holidays.TooLong"].Value, admin.Find("#Form_Lines-error"));
    }

    [Fact]
    public async Task Save_OverSomebodyElsesChange_KeepsWhatWasTypedAndOverwritesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (admin, _) = await SignInAsync(program, "root");
        await admin.OpenAsync(Page);
        await program.RunAsync((HolidayService s) => s.SaveAsync(2026, "", "2026-01-01 元旦", default));

        await admin.SubmitAsync($"form[action='{Page}']", ("Form.Lines", "2026-05-01 劳动节"));

        Assert.Contains(T["Campaigns.Refused.Stale"].Value, admin.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-01-01 元旦", await program.RunAsync((HolidayService s) => s.LinesAsync(2026, default)));
        await admin.SubmitAsync($"form[action='{Page}']");
        Assert.Equal("2026-05-01 劳动节", await program.RunAsync((HolidayService s) => s.LinesAsync(2026, default)));
    }

    [Fact]
    public async Task Index_YearOutOfReach_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (admin, _) = await SignInAsync(program, "root");

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/holidays")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/holidays?year=1999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/holidays?year=2101")).Status);
    }

    [Fact]
    public async Task Publication_InAYearThatIsNotEntered_WarnsAndElseProposesAfterTheHoliday()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (office, campaign) = await SignInAsync(program, "office");
        await campaign.FinishWithFindingsAsync();
        var url = $"/campaigns/{campaign.Campaign.Id}/publication";
        await office.OpenAsync(url);
        var (from, until) = (Day(office, "From"), Day(office, "Until"));
        Assert.Contains(T["Holidays.Unknown", from.Year].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);

        // The day that was proposed as the last one turns out to be off, and the weekend too.
        await program.RunAsync((HolidayService s) => s.SaveAsync(until.Year, "", $"{until:yyyy-MM-dd} 放假", default));
        if (from.Year != until.Year)
        {
            await program.RunAsync((HolidayService s) => s.SaveAsync(from.Year, "", $"{from.AddDays(-1):yyyy-MM-dd} 放假", default));
        }

        await office.OpenAsync(url);

        Assert.True(Day(office, "Until") > until);
        Assert.Contains(T["Holidays.Count", 5].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector(".alert-warning"));
    }

    private static DateOnly Day(Browser browser, string field) => DateOnly.Parse(browser.Page.QuerySelector($"[name='Form.{field}']")!.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(Browser Browser, CampaignDriver Campaign)> SignInAsync(EvaluationFactory program, string name)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await program.AddUserAsync("root", campaign.Unit, Role.Administrator);
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        return (await program.SignInAsync(name), campaign);
    }
}

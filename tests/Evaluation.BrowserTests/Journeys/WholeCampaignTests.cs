using ClosedXML.Excel;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Journeys;

/// <summary>One whole campaign as a newcomer would lead it: from the bureau's template, with phones voting, to the superior's tally sheet.</summary>
public sealed class WholeCampaignTests(ChromiumFixture chromium)
{
    private const string Title = "2026年演示评议全程";

    [Fact]
    public async Task Campaign_FromTheTemplateToTheSuperiorsTallySheet()
    {
        var office = await chromium.OpenAsync();
        await SignInAsync(office, "organizer");
        await CreateAsync(office);
        var campaign = new Uri(office.Url).AbsolutePath;
        await office.TakeAsync("prepare");

        await office.GotoAsync(campaign + "/run/finalize");
        await office.TakeAsync("finalize");
        await office.Locator("main form button.btn-primary").ClickAsync();
        await office.Locator(".slip").First.WaitForAsync();
        await office.TakeAsync("slips");
        IReadOnlyList<string> codes = [.. (await office.Locator(".slip:not(:has(.spare)) .code b").AllInnerTextsAsync()).Take(20)];
        await office.GotoAsync(campaign + "/codes");
        await office.TakeAsync("codes");

        await office.GotoAsync(campaign + "/run");
        await ConfirmAsync(office, "/run/begin");
        await office.TakeAsync("run-open");
        for (var phone = 0; phone < 3; phone++)
        {
            await VoteAsync(codes[phone], withScript: phone < 2, grade: phone + 1, takePictures: phone == 0);
        }

        // The others in the room.
        foreach (var code in codes.Skip(3).Take(5))
        {
            await CastAsync(code);
        }

        await office.GotoAsync(campaign + "/run");
        await Assertions.Expect(office.Locator("tfoot")).ToContainTextAsync("8");
        await ConfirmAsync(office, "/run/end");
        await office.TakeAsync("run-ended");
        await office.Locator("#attendance button").ClickAsync();
        await ConfirmAsync(office, "/run/count");
        await office.WaitForURLAsync("**/result");
        await office.TakeAsync("result-new");

        var superior = await chromium.OpenAsync();
        await SignInAsync(superior, "superior");
        await superior.GotoAsync("/board");
        await superior.TakeAsync("board");
        var sheet = await DownloadAsync(superior, superior.Locator("tr", new() { HasText = Title }).Locator("a[href*='tally']"));
        using var workbook = new XLWorkbook(sheet);
        var texts = workbook.Worksheets.SelectMany(w => w.CellsUsed()).Select(c => c.GetString()).ToList();
        Assert.Contains(texts, t => t.Contains("示例市商务局党组", StringComparison.Ordinal));
        Assert.Contains(workbook.Worksheets.SelectMany(w => w.CellsUsed()), c => c.DataType == XLDataType.Number && c.GetDouble() == 8);
    }

    internal static async Task SignInAsync(IPage page, string user)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator(".demo-list button", new() { HasText = user + " /" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    private static async Task CreateAsync(IPage page)
    {
        await page.GotoAsync("/campaigns/new");
        await page.TakeAsync("new");
        await page.Locator("input[value=bureau]").CheckAsync();
        await page.Locator("[name='Form.Organization']").SelectOptionAsync(await page.Locator("[name='Form.Organization'] option", new() { HasText = "示例市商务局党组" }).First.GetAttributeAsync("value") ?? "");
        await page.Locator("[name='Form.Title']").FillAsync(Title);
        await page.Locator("form[action='/campaigns/new'] button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => Guid.TryParse(url.Split((char)47)[^1], out _));
    }

    private static async Task ConfirmAsync(IPage page, string action)
    {
        var panel = page.Locator($"details:has(form[action$='{action}'])");
        await panel.Locator("summary").ClickAsync();
        await panel.Locator("button[type=submit]").ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private async Task VoteAsync(string code, bool withScript, int grade, bool takePictures)
    {
        var phone = await chromium.OpenAsync(360, withScript);
        await phone.GotoAsync(withScript ? "/b#" + code : "/b");
        if (!withScript)
        {
            await phone.Locator("#code").FillAsync(code.ToLowerInvariant());
            await phone.Locator("#enter button.main").ClickAsync();
        }

        await phone.Locator("#sheet").WaitForAsync();
        Assert.DoesNotContain(code, phone.Url, StringComparison.OrdinalIgnoreCase);
        var rows = phone.Locator("[role=radiogroup]");
        for (var row = 0; row < await rows.CountAsync(); row++)
        {
            await rows.Nth(row).Locator("label").Nth(grade - 1).ClickAsync();
        }

        if (takePictures)
        {
            await phone.TakeAsync("ballot");
        }

        await phone.Locator("#sheet button.main").ClickAsync();
        await phone.Locator("#end").WaitForAsync();
        if (takePictures)
        {
            await phone.TakeAsync("ballot-end");
        }
    }

    private async Task CastAsync(string code)
    {
        var marks = await chromium.Program.RunAsync<SheetService, int>(async s =>
        {
            var opened = await s.OpenAsync(code, default);
            return opened.Layout!.SheetOf(opened.Category).MarkCount;
        });
        var result = await chromium.Program.RunAsync<CastingService, CastResult>(s => s.CastAsync(new Submission(code, Receipt.Make(), new string('1', marks), []), default));
        Assert.Equal(CastOutcome.Accepted, result.Outcome);
    }

    private static async Task<Stream> DownloadAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.First.ClickAsync());
        return File.OpenRead(await download.PathAsync());
    }
}

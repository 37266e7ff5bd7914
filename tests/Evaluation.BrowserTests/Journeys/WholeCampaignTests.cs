using System.Globalization;
using ClosedXML.Excel;
using Evaluation.Core.Ballots;
using Evaluation.Domain.Ballots;
using Microsoft.Playwright;

namespace Evaluation.BrowserTests.Journeys;

/// <summary>One whole campaign as a newcomer would lead it: from the roster's workbook and the bureau's template, with phones voting, to the superior's tally sheet.</summary>
public sealed class WholeCampaignTests(ChromiumFixture chromium)
{
    private const string Title = "2026年演示评议全程";
    private const string Newcomer = "新例员";

    [Fact]
    public async Task Campaign_FromTheRosterToTheSuperiorsTallySheet()
    {
        var office = await chromium.OpenAsync();
        await SignInAsync(office, "organizer");
        await ImportAsync(office);
        await CreateAsync(office);
        var campaign = new Uri(office.Url).AbsolutePath;
        await office.TakeAsync("prepare");

        await office.GotoAsync(campaign + "/run/finalize");
        await office.TakeAsync("finalize");
        await office.Locator("main form button.btn-primary").ClickAsync();
        await office.Locator(".slip").First.WaitForAsync();
        await office.TakeAsync("slips");
        IReadOnlyList<string> codes = [.. (await office.Locator(".slip:not(:has(.spare)) .code b").AllInnerTextsAsync())];
        await office.GotoAsync(campaign + "/codes");
        await office.TakeAsync("codes");

        await office.GotoAsync(campaign + "/run");
        await ConfirmAsync(office, "/run/begin");
        await office.TakeAsync("run-open");
        for (var phone = 0; phone < 3; phone++)
        {
            await VoteAsync(codes[phone], withScript: phone < 2, grade: phone + 1, takePictures: phone == 0);
        }

        // The others in the room, none of them satisfied.
        Assert.Equal(38, codes.Count);
        foreach (var code in codes.Skip(3))
        {
            await CastAsync(code);
        }

        await office.GotoAsync(campaign + "/run");
        await Assertions.Expect(office.Locator("tfoot")).ToContainTextAsync("38");
        await ConfirmAsync(office, "/run/end");
        await office.TakeAsync("run-ended");
        await office.Locator("#attendance button").ClickAsync();
        await office.Locator("a[href$='/run/count']").ClickAsync();
        await office.Locator("textarea").FillAsync("示例甲（主持人）\n示例乙（监票人）");
        await office.TakeAsync("opening");
        await office.Locator("form[action$='/run/count'] button[type=submit]").ClickAsync();
        await office.WaitForURLAsync("**/result");
        await office.TakeAsync("result-new");
        await office.GotoAsync(campaign + "/minutes");
        await office.TakeAsync("minutes");

        var superior = await chromium.OpenAsync();
        await SignInAsync(superior, "superior");
        await superior.GotoAsync("/board");
        await superior.TakeAsync("board");
        var sheet = await DownloadAsync(superior, superior.Locator("tr", new() { HasText = Title }).Locator("a[href*='tally']"));
        using var workbook = new XLWorkbook(sheet);
        // Of 33 who evaluate the Party group one each chose the first three grades, of 25 who evaluate the branch likewise.
        Assert.Equal(["1", "1", "1", "30", "6.06%", "90.91%"], RowOf(workbook, "示例市商务局党组"));
        Assert.Equal(["1", "1", "1", "22", "8.00%", "88.00%"], RowOf(workbook, "机关党支部"));
        var texts = workbook.Worksheets.SelectMany(w => w.CellsUsed()).Select(c => c.GetString()).ToList();
        Assert.Contains(texts, t => t.Contains("规则 1：满意率 =（1 + 1）÷ 33 = 6.06%", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains("规则 5：不满意 22 ÷ 25 = 88.00%", StringComparison.Ordinal));
        Assert.Contains(Newcomer, texts);
    }

    // Votes of the four grades and the two rates in the row of an organization as a whole.
    private static string[] RowOf(XLWorkbook workbook, string subject)
    {
        var sheet = workbook.Worksheets.First();
        var row = sheet.RowsUsed().First(r => r.Cell(2).GetString() == subject);
        var numbers = row.CellsUsed().Where(c => c.DataType == XLDataType.Number).ToList();
        var first = numbers.FindIndex(c => c.Style.NumberFormat.Format == "0.00%") - 1;
        var (votes, rates) = (new[] { first, first + 2, first + 4, first + 6 }, new[] { first + 8, first + 9 });
        return
        [
            .. votes.Select(i => numbers[i].GetDouble().ToString(CultureInfo.InvariantCulture)),
            .. rates.Select(i => numbers[i].GetDouble().ToString("0.00%", CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task ImportAsync(IPage page)
    {
        await page.GotoAsync("/members/import");
        await page.Locator("[name='Form.File']").SetInputFilesAsync(new FilePayload
        {
            Name = "名册.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = Roster(),
        });
        await page.Locator("form:has([name='Form.File']) button[type=submit]").ClickAsync();
        await page.Locator("form[action^='/members/import/']").First.WaitForAsync();
        await page.TakeAsync("import-preview");
        await page.Locator("form[action^='/members/import/'] button.btn-primary").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/import", StringComparison.Ordinal));
    }

    // As offices keep them: a merged title above the header, and columns in an order of their own.
    private static byte[] Roster()
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("党员");
        sheet.Cell("A1").SetValue("示例市商务局党员名册");
        sheet.Range("A1:D1").Merge();
        (string Head, string Value)[] cells = [("所在支部", "机关党支部"), ("姓名", Newcomer), ("出生年月", "1985.03"), ("政治面貌", "正式党员")];
        foreach (var (column, (head, value)) in cells.Index())
        {
            sheet.Cell(2, column + 1).SetValue(head);
            sheet.Cell(3, column + 1).SetValue(value);
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
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
        var result = await chromium.Program.RunAsync<CastingService, CastResult>(s => s.CastAsync(new Submission(code, Receipt.Make(), new string('4', marks), []), default));
        Assert.Equal(CastOutcome.Accepted, result.Outcome);
    }

    private static async Task<Stream> DownloadAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.First.ClickAsync());
        return File.OpenRead(await download.PathAsync());
    }
}

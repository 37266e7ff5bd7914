using System.Net;
using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Settings;
using Evaluation.Domain.Ballots;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Print;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Organizer;

public sealed class CodesTests
{
    private const string Hostile = "<script>alert(1)</script>";

    [Fact]
    public async Task Make_Slips_ShowsEveryCodeOnceAndKeepsNone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);

        await MakeAsync(browser, campaign, "Slips");

        var codes = CodesOf(browser);
        Assert.Equal(48, codes.Count);
        Assert.Equal(48, codes.Distinct().Count());
        Assert.Equal(10, browser.Page.QuerySelectorAll(".slip .spare").Length);
        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
        foreach (var code in codes)
        {
            Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, code));
        }

        await AssertNowhereAsync(program, codes);
    }

    [Fact]
    public async Task Make_Slips_PrintsTheAddressOfTheSettings()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);
        await program.RunAsync<SettingsService, bool>(s => s.SetPublicAddressAsync("https://pingyi.example.org/", default));

        await MakeAsync(browser, campaign, "Slips");

        Assert.All(browser.Page.QuerySelectorAll(".slip .how b"), b => Assert.Equal("https://pingyi.example.org/b", b.TextContent));
        Assert.Equal(QrImage.Of("https://pingyi.example.org/b#" + CodesOf(browser)[0], "").Outline, browser.Page.QuerySelectorAll(".slip svg path")[1].GetAttribute("d"));
    }

    [Fact]
    public async Task Make_Again_AsksFirstAndVoidsTheEarlierCodes()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);
        await MakeAsync(browser, campaign, "Slips");
        var earlier = CodesOf(browser);

        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/make?Format=Slips");
        Assert.Contains("48", browser.Find(".alert-danger")!, StringComparison.Ordinal);
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, earlier[0]));
        await browser.SubmitAsync("form[action$='/codes/make']");

        foreach (var code in earlier)
        {
            Assert.Equal(CodeAnswer.Revoked, await AnswerAsync(program, code));
        }

        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, CodesOf(browser)[0]));
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes");
        Assert.Equal(["38", "48", "10", "—", "48"], browser.Page.QuerySelectorAll("tfoot td.num").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Make_SentTwice_MakesCodesOnce()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);
        await MakeAsync(browser, campaign, "Slips");
        var codes = CodesOf(browser);
        var fields = new Dictionary<string, string> { ["Format"] = "Slips", ["Known"] = "0" };
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/make");
        fields["__RequestVerificationToken"] = browser.Token;

        using var answer = await browser.Client.PostAsync($"/campaigns/{campaign.Campaign.Id}/codes/make", new FormUrlEncodedContent(fields));

        Assert.Contains("alert-danger", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, codes[0]));
        Assert.Equal(48, await CountAsync(program));
    }

    [Fact]
    public async Task Make_OneCategoryAsList_GivesAWorkbookWhoseCodesWork()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);

        await MakeAsync(browser, campaign, "List", campaign.Campaign.Categories[3].Id);

        Assert.True(browser.Response.Headers.CacheControl!.NoStore);
        using var book = new XLWorkbook(await browser.Response.Content.ReadAsStreamAsync());
        var sheet = Assert.Single(book.Worksheets);
        Assert.Equal(["示例丁", Hostile, "=cmd()", "示例戊"], sheet.Range("B4:B7").Cells().Select(c => c.GetString()));
        Assert.False(sheet.Cell("B6").HasFormula);
        foreach (var cell in sheet.Range("D4:D11").Cells())
        {
            Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, cell.GetString()));
        }

        Assert.Equal("https://localhost/b#" + sheet.Cell("D4").GetString().Replace("-", "", StringComparison.Ordinal), sheet.Cell("E4").GetString());
        await AssertNowhereAsync(program, [.. sheet.Range("D4:D11").Cells().Select(c => c.GetString())]);
    }

    [Fact]
    public async Task Slips_HostileName_IsText()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);

        await MakeAsync(browser, campaign, "Slips");

        Assert.Contains(browser.Page.QuerySelectorAll(".slip .invitee"), e => e.TextContent.Contains(Hostile, StringComparison.Ordinal));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Index_BeforeFinalizing_LeadsBackAndMakesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var browser = await SignInAsync(program, campaign);

        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes");

        Assert.NotNull(browser.Page.QuerySelector($".empty a[href='/campaigns/{campaign.Campaign.Id}']"));
        Assert.Null(browser.Page.QuerySelector("input[name=Format]"));
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/make");
        Assert.EndsWith("/codes", browser.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(program));
    }

    [Fact]
    public async Task Make_AfterTheBeginning_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, browser) = await FinalizedAsync(program);
        await campaign.MakeCodesAsync();
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/make?Format=List");
        await campaign.BeginAsync();

        await browser.SubmitAsync("form[action$='/codes/make']");

        Assert.NotNull(browser.Page.QuerySelector(".alert-danger"));
        Assert.Null(browser.Page.QuerySelector("input[name=Format]"));
        Assert.Equal(CodeAnswer.Ready, await AnswerAsync(program, campaign.Codes[0][0]));
    }

    [Fact]
    public async Task Make_PdfWithoutABrowser_IsNotOfferedAndChangesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync(configure: s => s.Configure<PrintOptions>(o => o.Browser = "no-such-browser"));
        var (campaign, browser) = await FinalizedAsync(program);
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes");
        Assert.True(browser.Page.QuerySelector("input[value=Pdf]")!.HasAttribute("disabled"));

        await MakeAsync(browser, campaign, "Pdf");

        Assert.NotNull(browser.Page.QuerySelector(".alert-danger"));
        Assert.Equal(0, await CountAsync(program));
    }

    [Fact]
    public async Task Pages_ForEveryoneElse_AreNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, _) = await FinalizedAsync(program);
        var elsewhere = TestData.CreateOrganization("别处");
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("elsewhere", elsewhere, Enum.GetValues<Role>());
        await program.AddUserAsync("below", campaign.Branch, Role.Organizer);
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Organizer))
        {
            await program.AddUserAsync(role.ToString(), campaign.Unit, role);
        }

        string[] pages = ["codes", "codes/make?Format=List", "codes/poster", "codes/poster?pdf=true", "codes/invitees"];
        foreach (var (who, expected) in new[] { ("elsewhere", HttpStatusCode.NotFound), ("below", HttpStatusCode.NotFound) }
            .Concat(Enum.GetValues<Role>().Where(r => r != Role.Organizer).Select(r => (r.ToString(), HttpStatusCode.Forbidden))))
        {
            var browser = await program.SignInAsync(who, followRedirects: false);
            foreach (var page in pages)
            {
                await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/{page}");
                Assert.True(expected == browser.Status, $"{who} gets {browser.Status} for {page}.");
            }
        }

        Assert.Equal(0, await CountAsync(program));
    }

    [Fact]
    public async Task Acts_ForAnOrganizerElsewhere_ChangeNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, _) = await FinalizedAsync(program);
        await campaign.MakeCodesAsync();
        var (own, browser) = await FinalizedAsync(program, "other");
        var invitee = await program.RunAsync<EvaluationDbContext, Guid>(db => db.AccessCodes.Where(c => c.InviteeId != null).Select(c => c.InviteeId!.Value).FirstAsync());
        await browser.GetAsync($"/campaigns/{own.Campaign.Id}/codes/make");

        // The page's own token, so that nothing but the scope refuses.
        var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = browser.Token, ["Known"] = "48", ["known"] = "1" };
        using var made = await browser.Client.PostAsync($"/campaigns/{campaign.Campaign.Id}/codes/make", new FormUrlEncodedContent(fields));
        using var replaced = await browser.Client.PostAsync($"/campaigns/{campaign.Campaign.Id}/codes/invitees/{invitee}/replace", new FormUrlEncodedContent(fields));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (made.StatusCode, replaced.StatusCode));
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(program, campaign.Codes[0][0]));
        Assert.Equal(48, await CountAsync(program));
    }

    internal static async Task<(CampaignDriver Campaign, Browser Browser)> FinalizedAsync(EvaluationFactory program, string user = "organizer")
    {
        IReadOnlyList<Domain.Pools.Invitee> invitees = [];
        var campaign = await CampaignDriver.CreateAsync(program, c =>
        {
            c.Categories[3].Target = 6;
            invitees = TestData.CreateInvitees(c, 3, "示例丁", Hostile, "=cmd()", "示例戊", "示例己", "示例庚");
        });
        await program.AddAsync([.. invitees]);
        await campaign.FinalizeAsync();
        return (campaign, await SignInAsync(program, campaign, user));
    }

    internal static async Task<Browser> SignInAsync(EvaluationFactory program, CampaignDriver campaign, string user = "organizer")
    {
        await program.AddUserAsync(user, campaign.Unit, Role.Organizer);
        return await program.SignInAsync(user);
    }

    internal static async Task MakeAsync(Browser browser, CampaignDriver campaign, string format, Guid? category = null)
    {
        await browser.GetAsync($"/campaigns/{campaign.Campaign.Id}/codes/make?Format={format}&Category={category}");
        await browser.SubmitAsync("form[action$='/codes/make']");
    }

    internal static async Task<CodeAnswer> AnswerAsync(EvaluationFactory program, string code) =>
        (await program.RunAsync<SheetService, OpenedSheet>(s => s.OpenAsync(code, default))).Answer;

    /// <summary>Looks for codes, plain and in groups, in every byte of the database and every line logged.</summary>
    internal static async Task AssertNowhereAsync(EvaluationFactory program, IReadOnlyList<string> codes)
    {
        await program.RunAsync<EvaluationDbContext, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var stored = string.Concat(Directory.GetFiles(program.Database.Folder!).Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }));
        Assert.Contains("示例"u8.ToArray().Aggregate("", (text, b) => text + (char)b), stored, StringComparison.Ordinal);
        foreach (var code in codes.Select(c => c.Replace("-", "", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(code, stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(CodeText.InGroups(code), stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(program.Logs, line => line.Contains(code, StringComparison.OrdinalIgnoreCase) || line.Contains(CodeText.InGroups(code), StringComparison.OrdinalIgnoreCase));
        }
    }

    private static List<string> CodesOf(Browser browser) =>
        [.. browser.Page.QuerySelectorAll(".slip .code b").Select(b => b.TextContent.Replace("-", "", StringComparison.Ordinal))];

    private static Task<int> CountAsync(EvaluationFactory program) => program.RunAsync<EvaluationDbContext, int>(db => db.AccessCodes.CountAsync());
}

using System.Net;
using System.Text;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Documents.Rosters;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

public sealed class RosterPagesTests
{
    [Fact]
    public async Task Import_TownshipWorkbook_GivesThePublishedShares()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await OpenAsync(program);
        var (organizations, members) = TestData.CreateTownship();
        using var file = new MemoryStream();
        RosterWorkbook.Write(file, new RosterTexts(new Texts()).Labels, organizations, members);

        await UploadAsync(browser, "名册.xlsx", file.ToArray());
        await browser.SubmitAsync("form[action^='/members/import/'] .btn-primary");
        await browser.GetAsync($"/members/statistics?organization={township.Id}&asOf={TestData.TownshipDay:yyyy-MM-dd}");

        AssertPublished(browser);
        Assert.Equal(20 + 1, browser.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Import_RosterOfTheDemo_GivesThePublishedShares()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await OpenAsync(program);

        await UploadAsync(browser, "township.csv", await File.ReadAllBytesAsync(Seed("township.csv")), ("Form.MakesOrganizations", "true"));
        Assert.Empty(browser.Page.QuerySelectorAll(".text-red"));
        await browser.SubmitAsync("form[action^='/members/import/'] .btn-primary");
        await browser.GetAsync($"/members/statistics?organization={township.Id}&asOf=2026-06-30");

        AssertPublished(browser);
        Assert.Equal(20 + 1, browser.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Import_BureauOfTheDemo_HasItsHeadsAndTwentyMembers()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, unit) = await OpenAsync(program, "示例市商务局", OrganizationKind.Unit);

        await UploadAsync(browser, "bureau.csv", await File.ReadAllBytesAsync(Seed("bureau.csv")), ("Form.MakesOrganizations", "true"));
        await browser.SubmitAsync("form[action^='/members/import/'] .btn-primary");

        var heads = await program.RunAsync<EvaluationDbContext, List<string>>(db => db.Posts.Where(p => p.Kind == PostKind.Head)
            .Join(db.Organizations, p => p.OrganizationId, o => o.Id, (_, o) => o.Name).OrderBy(n => n).ToListAsync());
        Assert.Equal(new[] { "示例市商务局", "示例市商务局党组", "机关党支部", "离退休党支部" }.Order(StringComparer.Ordinal), heads.Order(StringComparer.Ordinal));
        Assert.Equal(20, await program.RunAsync<EvaluationDbContext, int>(db => db.Members.CountAsync(m => db.Organizations.Any(o => o.Id == m.OrganizationId && o.Name == "机关党支部"))));
        Assert.Equal(3, await program.RunAsync<EvaluationDbContext, int>(db => db.Members.CountAsync(m => m.OrganizationId == unit.Id)));
    }

    [Fact]
    public async Task Import_FileWithErrors_ShowsEachPlaceAndWritesTheGoodRowsWhenAsked()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, _) = await OpenAsync(program);
        var file = Encoding.UTF8.GetBytes("姓名,党员类别,出生年月\n李示例,正式,1985.03\n<script>alert(1)</script>,正式,1990-13\n");

        await UploadAsync(browser, "名册.csv", file);

        var rows = browser.Page.QuerySelectorAll("table tbody tr").Select(row => row.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(["第 3 行", "第 3 行"], rows.Select(row => row[1]));
        Assert.Equal(["A 列（姓名）", "C 列（出生年月）"], rows.Select(row => row[2]));
        Assert.Contains("<script>alert(1)</script>", rows[0][3], StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(program));

        await browser.SubmitAsync(".confirm form");
        Assert.Equal(1, await CountAsync(program));
    }

    [Theory]
    [InlineData("名册.xlsx", "姓名,性别", "Import.Refused.NotAWorkbook")]
    [InlineData("名册.csv", "", "Import.Refused.Empty")]
    public async Task Upload_FileThatIsNoRoster_IsAnsweredAtTheField(string name, string content, string key)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, _) = await OpenAsync(program);

        await UploadAsync(browser, name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(new Texts()[key].Value, browser.Find("#Form_File-error"));
    }

    [Fact]
    public async Task Upload_FileOverTheBound_IsAnsweredAtTheField()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, _) = await OpenAsync(program);

        await UploadAsync(browser, "名册.csv", new byte[RosterLimits.FileBytes + 1]);

        Assert.Equal(new Texts()["Import.Refused.TooLarge", 8].Value, browser.Find("#Form_File-error"));
    }

    [Fact]
    public async Task Export_ThenUpload_FindsNothingToChange()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await OpenAsync(program);
        await UploadAsync(browser, "township.csv", await File.ReadAllBytesAsync(Seed("township.csv")), ("Form.MakesOrganizations", "true"));
        await browser.SubmitAsync("form[action^='/members/import/'] .btn-primary");

        var file = await browser.Client.GetByteArrayAsync($"/members/export?organization={township.Id}");
        await UploadAsync(browser, "导出.xlsx", file);

        Assert.Equal("新增 0", browser.Find(".tile .h1"));
        Assert.Equal("修改 0，不变 741", browser.Find(".tile .muted"));
        Assert.Contains(new Texts()["Import.NothingNew"].Value, browser.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_HostileName_IsEncodedAndExportedAsText()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await OpenAsync(program);
        await program.AddAsync(TestData.CreateMember(township, "<img src=x onerror=alert(1)>"), TestData.CreateMember(township, "=cmd()"));

        await browser.GetAsync("/members");

        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", browser.Text, StringComparison.Ordinal);
        var reading = await RosterReader.ReadAsync(new MemoryStream(await browser.Client.GetByteArrayAsync($"/members/export?organization={township.Id}")), "a.xlsx", default);
        Assert.Contains(reading.Sheets[1].Rows, row => row.Cells.Contains("=cmd()"));
    }

    [Fact]
    public async Task Members_Pages_HoldFiftyAndSearchNarrows()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, _) = await OpenAsync(program);
        await UploadAsync(browser, "township.csv", await File.ReadAllBytesAsync(Seed("township.csv")), ("Form.MakesOrganizations", "true"));
        await browser.SubmitAsync("form[action^='/members/import/'] .btn-primary");

        await browser.GetAsync("/members?page=15");
        Assert.Equal(41, browser.Page.QuerySelectorAll("tbody tr").Length);

        await browser.GetAsync("/members?strokes=true");
        Assert.StartsWith("丁", browser.Find("tbody tr .row-link")!, StringComparison.Ordinal);

        await browser.GetAsync("/members?standing=Probationary&text=0");
        Assert.Equal("第 1 至 50 项，共 96 项", browser.Find(".pager-count"));
    }

    [Fact]
    public async Task Template_InEveryLanguage_IsUnderstoodByTheImport()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, _) = await OpenAsync(program);
        foreach (var language in Languages.Names)
        {
            await browser.GetAsync("/language?to=" + language);
            var reading = await RosterReader.ReadAsync(new MemoryStream(await browser.Client.GetByteArrayAsync("/members/template")), "a.xlsx", default);
            var roster = RosterParser.Parse(reading.Sheets, new DateOnly(2026, 6, 30));

            Assert.Equal([RosterProblem.SheetIgnored], roster.Remarks.Select(r => r.Problem));
            Assert.Equal(RosterHeader.Find(reading.Sheets[1])!.Known.Count, reading.Sheets[1].Rows[0].Cells.Count);
            Assert.Equal(RosterHeader.Find(reading.Sheets[2])!.Known.Count, reading.Sheets[2].Rows[0].Cells.Count);
            Assert.Empty(roster.Members);
            Assert.Empty(roster.Organizations);
        }
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public void Words_InEveryLanguage_AreUnderstoodByTheImport(string language)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var labels = new RosterTexts(new Texts()).Labels;

        AssertRead<Sex>(labels);
        AssertRead<Education>(labels);
        AssertRead<PartyStanding>(labels);
        AssertRead<EmploymentKind>(labels);
        AssertRead<MemberStatus>(labels);
        AssertRead<OrganizationKind>(labels);
        AssertRead<PostKind>(labels);
    }

    private static void AssertRead<T>(RosterLabels labels)
        where T : struct, Enum => Assert.Equal(Enum.GetValues<T>().Select(v => (T?)v), Enum.GetValues<T>().Select(v => RosterWords.Read<T>(labels.Word(v))));

    internal static async Task<(Browser Browser, Organization Township)> OpenAsync(EvaluationFactory program, string name = "示例镇党委", OrganizationKind kind = OrganizationKind.PartyCommittee)
    {
        var township = TestData.CreateOrganization(name, kind);
        await program.AddAsync(township);
        await program.AddUserAsync("clerk", township, Role.Organizer);
        return (await program.SignInAsync("clerk"), township);
    }

    internal static async Task UploadAsync(Browser browser, string name, byte[] file, params (string Name, string Value)[] fields)
    {
        await browser.GetAsync("/members/import");
        await browser.UploadAsync("form[enctype]", "Form.File", name, file, fields);
    }

    private static void AssertPublished(Browser browser)
    {
        Assert.Equal("741", browser.Find("#members"));
        Assert.Equal(("96", "12.96%"), Tile("Probationary"));
        Assert.Equal(("102", "13.77%"), Tile("Women"));
        Assert.Equal(("5", "0.67%"), Tile("Minorities"));
        Assert.Equal(("232", "31.31%"), Tile("AgedAtMost35"));
        Assert.Equal(("77", "10.39%"), Tile("JuniorCollegeOrHigher"));

        (string?, string?) Tile(string tile) => (browser.Find($"#tile-{tile} .h1"), browser.Find($"#tile-{tile} .muted"));
    }

    private static Task<int> CountAsync(EvaluationFactory program) => program.RunAsync<EvaluationDbContext, int>(db => db.Members.CountAsync());

    private static string Seed(string file) => Path.Combine(Repository.Root, "seeds", "rosters", file);
}

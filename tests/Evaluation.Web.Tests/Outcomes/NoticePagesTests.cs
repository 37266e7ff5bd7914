using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Publications;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Evaluation.Web.Areas.Public;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>What is made public, for how long, to whom, and objections to it.</summary>
public sealed class NoticePagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Notice_BeforeAndAfterItStands_IsThereForNobody()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);
        var elsewhere = TestData.CreateOrganization("另一单位");
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("stranger", elsewhere, Role.Organizer);
        var stranger = await program.SignInAsync("stranger");

        // A draft is seen by nobody else, whatever they try.
        await office.FillInAsync(url, url, ("Form.Introduction", "草稿"), ("publish", "false"));
        var id = await program.RunAsync((EvaluationDbContext db) => db.Publications.Select(p => p.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/notices/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url.Replace("/publication", "/result", StringComparison.Ordinal))).Status);
        Assert.DoesNotContain("机关党支部", (await stranger.OpenAsync("/notices")).Document.Body!.TextContent, StringComparison.Ordinal);

        await office.FillInAsync(url, url, ("publish", "true"));
        Assert.Contains("机关党支部", (await stranger.OpenAsync("/notices/" + id)).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("33.33%", stranger.Page.Body!.TextContent, StringComparison.Ordinal);
        // People are reported only where that was chosen.
        Assert.DoesNotContain("示例乙", stranger.Page.Body!.TextContent, StringComparison.Ordinal);

        await program.RunAsync((EvaluationDbContext db) => db.Publications.ExecuteUpdateAsync(s => s.SetProperty(p => p.Until, p => p.From.AddDays(-1))));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/notices/" + id)).Status);
        Assert.Empty((await stranger.OpenAsync("/notices")).Document.QuerySelectorAll("a.list-group-item"));
    }

    [Fact]
    public async Task Withdraw_TakesItOffTheBoardAndKeepsObjections()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);
        var notice = await PublishAsync(program, office, url);
        var anybody = program.OpenBrowser();
        await anybody.FillInAsync(notice, notice + "/objections", ("Form.Text", "<script>alert(1)</script>"), ("Form.Contact", "示例群众"));

        await office.FillInAsync(url, url + "/withdraw");

        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(notice)).Status);
        await office.OpenAsync(url);
        Assert.Contains("<script>alert(1)</script>", office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(office.Page.Scripts, s => s.Text.Contains("alert", StringComparison.Ordinal));
        Assert.NotNull(office.Page.QuerySelector("[name='Form.Introduction']"));
    }

    [Fact]
    public async Task Publish_WithWrongDaysOrNothingToSay_SaysSoAtTheField()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);

        await office.FillInAsync(url, url, ("Form.Until", "2020-01-01"), ("publish", "true"));
        Assert.Equal(T["Publication.Refused.DaysWrong"].Value, office.Find("#Form_Until-error"));
        await office.FillInAsync(url, url, ("Form.Until", Tomorrow()), ("Form.Places", null), ("publish", "true"));
        Assert.Equal(T["Publication.Refused.Empty"].Value, office.Find("#Form_Introduction-error"));
        await office.FillInAsync(url, url, ("Form.Places", "Meeting"), ("Form.TakesObjections", "true"), ("publish", "true"));
        Assert.Equal(T["Publication.Refused.ObjectionsNeedBoard"].Value, office.Find("#Form_TakesObjections-error"));
        Assert.Null(await program.RunAsync((EvaluationDbContext db) => db.Publications.Select(p => p.PublishedAt).SingleAsync()));
    }

    [Fact]
    public async Task Object_EmptyOrTooOftenOrWhereNoneIsTaken_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);
        var notice = await PublishAsync(program, office, url);
        var anybody = program.OpenBrowser();

        await anybody.FillInAsync(notice, notice + "/objections", ("Form.Text", " "));
        Assert.NotNull(anybody.Page.QuerySelector("[name='Form.Text'][aria-invalid=true]"));
        for (var i = 0; i < ObjectionLimit.PerAddress; i++)
        {
            await anybody.FillInAsync(notice, notice + "/objections", ("Form.Text", "异议" + i));
            Assert.Equal(HttpStatusCode.OK, anybody.Status);
        }

        await anybody.FillInAsync(notice, notice + "/objections", ("Form.Text", "又一件"));
        Assert.Equal(HttpStatusCode.TooManyRequests, anybody.Status);
        Assert.Contains("又一件", anybody.Page.QuerySelector("[name='Form.Text']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ObjectionLimit.PerAddress, await program.RunAsync((EvaluationDbContext db) => db.Objections.CountAsync()));
        await program.RunAsync((EvaluationDbContext db) => db.Publications.ExecuteUpdateAsync(s => s.SetProperty(p => p.TakesObjections, false)));
        Assert.Null((await anybody.OpenAsync(notice)).Document.QuerySelector("form[action$=objections]"));
    }

    [Fact]
    public async Task Object_BySomebodySignedIn_LeavesNoNameInTheJournal()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, office) = await CountedAsync(program);
        var notice = await PublishAsync(program, office, url);

        await office.FillInAsync(notice, notice + "/objections", ("Form.Text", "不愿署名的异议"));

        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Objections.CountAsync()));
        Assert.DoesNotContain(await program.RunAsync((EvaluationDbContext db) => db.Journal.Select(e => e.Act).ToListAsync()), e => e.Contains("otices", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notice_OfAPoolUnderTheGroupMinimum_ShowsNoFigure()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 4; i++)
        {
            await campaign.CastAsync(campaign.Codes[4][i], 4, "4");
        }

        await campaign.FinishAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        var office = await program.SignInAsync("office");
        var notice = await PublishAsync(program, office, $"/campaigns/{campaign.Campaign.Id}/publication");

        await office.OpenAsync(notice);

        Assert.Contains(T["Notices.Withheld"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("%", office.Find("table"), StringComparison.Ordinal);
        var stored = await program.RunAsync((EvaluationDbContext db) => db.Publications.Select(p => p.Subjects).SingleAsync());
        Assert.All(stored.Where(s => s.Name == "机关党支部"), s => Assert.Equal((null, 0), (s.Valid, s.Rates.Count)));
    }

    private static string Tomorrow() => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(string Url, Browser Office)> CountedAsync(EvaluationFactory program)
    {
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.FinishWithFindingsAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        return ($"/campaigns/{campaign.Campaign.Id}/publication", await program.SignInAsync("office"));
    }

    private static async Task<string> PublishAsync(EvaluationFactory program, Browser office, string url)
    {
        await office.FillInAsync(url, url, ("Form.Introduction", "基本情况"), ("Form.TakesObjections", "true"), ("publish", "true"));
        return "/notices/" + await program.RunAsync((EvaluationDbContext db) => db.Publications.Where(p => p.PublishedAt != null).Select(p => p.Id).SingleAsync());
    }
}

using System.Net;
using ClosedXML.Excel;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>From the count to the archive, through the pages.</summary>
public sealed class OutcomePagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Course_DecidedReturnedAcceptedArchived()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, superior) = await program.OpenCountedAsync();
        var url = $"/campaigns/{campaign.Campaign.Id}";
        await office.OpenAsync(url + "/result");
        Assert.NotNull(office.Page.QuerySelector($".next-list a[href='{url}/determinations']"));

        // All that apply are confirmed for the branch, one person's are overruled, the gap is decided.
        await office.OpenAsync(url + "/determinations");
        Assert.Equal(8, office.Page.QuerySelectorAll("[name=Ticked]").Length);
        var ofBranch = office.Page.QuerySelectorAll(".determination").Where(e => e.QuerySelector(".row-link")!.TextContent == "机关党支部").ToList();
        var ticked = ofBranch.Select(e => e.QuerySelector("[name=Ticked]")?.GetAttribute("value")).OfType<string>().ToList();
        await office.SubmitAsync($"form[action='{url}/determinations/confirm']", [.. ticked.Select(t => ("Ticked", (string?)t)).Take(1), ("Document", "示例党发〔2026〕8号")]);
        Assert.Contains(T["Outcomes.ConfirmedCount", 1].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync(url + "/determinations?state=Proposed");
        Assert.Equal(8, office.Page.QuerySelectorAll(".determination").Length);
        await DecideAsync(office, program, campaign, ("机关党支部", "2"), Verdict.Confirm);
        await DecideAsync(office, program, campaign, ("机关党支部", "3"), Verdict.Heavier, "问题突出，从重认定");
        foreach (var person in new[] { "示例甲", "示例乙", "示例丙" })
        {
            await DecideAsync(office, program, campaign, (person, "1"), Verdict.Overrule, "参评人数少");
            await DecideAsync(office, program, campaign, (person, "2"), Verdict.Overrule, "参评人数少");
        }

        // Something is open: the organization cannot archive, and is told why.
        await office.OpenAsync(url + "/archive");
        Assert.Contains(T["Outcomes.StillOpen"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{url}/archive']");
        Assert.Contains(T["Outcomes.Archive.Open"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);

        await RectifyAsync(office, superior, program, url);
        await ReportAsync(office, program, url);

        await office.OpenAsync(url + "/archive");
        await office.SubmitAsync($"form[action='{url}/archive']");
        Assert.Equal(CampaignStage.Archived, await program.RunAsync((EvaluationDbContext db) => db.Campaigns.Select(c => c.Stage).SingleAsync()));
        // What is archived is still read.
        foreach (var page in new[] { "/result", "/opinions", "/tally-sheet", "/determinations", "/archive" })
        {
            await office.OpenAsync(url + page);
        }

        await superior.OpenAsync("/board");
        var acts = await program.RunAsync((EvaluationDbContext db) => db.Journal.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        // An opinion is for those who work on it, not for whoever reads the journal.
        Assert.False(await program.RunAsync((EvaluationDbContext db) => db.Journal.AnyAsync(e => e.Entry.Contains("等候时间太长"))));
        Assert.Superset(
            new HashSet<string> { "Determinations/ConfirmTicked", "Determinations/Decide", "Consequences/Save", "Consequences/Return", "Consequences/Accept", "Publication/Edit", "Publication/AnswerObjection", "Archive/Archive" }, acts.ToHashSet());
    }

    [Fact]
    public async Task Decide_WithoutAReason_SaysSoAtTheFieldAndKeepsWhatWasTyped()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, _) = await program.OpenCountedAsync();

        await DecideAsync(office, program, campaign, ("机关党支部", "3"), Verdict.Heavier, "", "示例党发〔2026〕9号");

        Assert.Equal(T["Outcomes.Outcome.ReasonMissing"].Value, office.Find("#Form_Reason-error"));
        Assert.NotNull(office.Page.QuerySelector("input[name='Form.Document'][value='示例党发〔2026〕9号']"));
        Assert.NotNull(office.Page.QuerySelector("input[name='Form.Verdict'][value=Heavier][checked]"));
        await DecideAsync(office, program, campaign, ("机关党支部", "1"), Verdict.Confirm, deadline: "2020-01-01");
        Assert.Equal(T["Outcomes.Outcome.DeadlineWrong"].Value, office.Find("#Form_Deadline-error"));
        await office.SubmitAsync("form[method=post][action*=determinations]", ("Form.Verdict", null));
        Assert.NotNull(office.Page.QuerySelector(".invalid-feedback"));
        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.Determinations.CountAsync(d => d.State != DeterminationState.Proposed)));
    }

    [Fact]
    public async Task Report_OverAChangeInBetween_KeepsWhatWasTyped()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, _) = await program.OpenCountedAsync();
        await DecideAsync(office, program, campaign, ("机关党支部", "1"), Verdict.Confirm);
        var url = await TaskUrlAsync(program);
        await office.OpenAsync(url);
        await program.RunAsync((EvaluationDbContext db) => db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.Version, c => c.Version + 1)));

        await office.SubmitAsync($"form[action='{url}/report']", ("Report.Text", "新窗口已启用"));

        Assert.Equal(T["Campaigns.Refused.Stale"].Value, office.Find("#Report_Text-error"));
        Assert.Contains("新窗口已启用", office.Find("#Report_Text"), StringComparison.Ordinal);
        await office.SubmitAsync($"form[action='{url}/report']");
        Assert.Contains("新窗口已启用", office.Find(".history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_HandedInIncomplete_NamesTheFieldsAndLosesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, _) = await program.OpenCountedAsync();
        await DecideAsync(office, program, campaign, ("机关党支部", "1"), Verdict.Confirm);
        var url = await TaskUrlAsync(program);

        await office.OpenAsync(url);
        await office.SubmitAsync($"form[action='{url}']", ("Form.Measures", "增设窗口"), ("submit", "true"));

        Assert.Equal(["Problems", "Causes", "Responsible"], office.Page.QuerySelectorAll(".invalid-feedback").Select(e => e.Id!.Split('_', '-')[1]));
        Assert.Equal("增设窗口", office.Page.QuerySelector("[name='Form.Measures']")!.TextContent.Trim());
        // An older page: what somebody else saved is not overwritten, what was typed is kept.
        await office.SubmitAsync($"form[action='{url}']", ("Form.Version", "0"), ("Form.Measures", "另一份"));
        Assert.Contains(T["Campaigns.Refused.Stale"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("另一份", office.Page.QuerySelector("[name='Form.Measures']")!.TextContent.Trim());
        Assert.Equal("增设窗口", await program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.Measures).SingleAsync()));
    }

    [Fact]
    public async Task Archive_BySuperiorWithoutAReason_IsRefusedAtTheField()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, _, superior) = await program.OpenCountedAsync();
        var url = $"/campaigns/{campaign.Campaign.Id}/archive";

        await superior.FillInAsync(url, url);
        Assert.Equal(T["Outcomes.ArchiveNeedsReason"].Value, superior.Find("#Form_Reason-error"));
        await superior.SubmitAsync($"form[action='{url}']", ("Form.Reason", "单位撤并"));

        await superior.OpenAsync(url);
        Assert.Contains(T["Outcomes.ArchivedBecause", "单位撤并"].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(superior.Page.QuerySelector($"form[action='{url}']"));
    }

    [Fact]
    public async Task Pages_OutsideTheSubtreeOrOfAnotherCampaign_AreNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, superior) = await program.OpenCountedAsync();
        await DecideAsync(office, program, campaign, ("机关党支部", "1"), Verdict.Confirm);
        var other = TestData.CreateOrganization("另一支部");
        await program.AddAsync(other, new Campaign { OrganizationId = other.Id, Title = "另一评议", Year = 2026, TallySheetTitle = "表" });
        var foreign = await program.RunAsync((EvaluationDbContext db) => db.Campaigns.Where(c => c.Title == "另一评议").Select(c => c.Id).SingleAsync());
        await program.AddUserAsync("stranger", other, Role.Organizer, Role.Superior);
        var stranger = await program.SignInAsync("stranger");
        var (url, task, record) = ($"/campaigns/{campaign.Campaign.Id}", await TaskUrlAsync(program), await RecordAsync(program, ("机关党支部", "2")));

        foreach (var page in new[] { url + "/determinations", url + "/archive", task, $"{url}/determinations/{record.Id}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await superior.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(page)).Status);
        }

        // Ids of one campaign under the address of another, which the stranger may open.
        await stranger.OpenAsync("/register");
        var token = stranger.Token;
        foreach (var (act, fields) in new (string, (string, string)[])[]
        {
            ($"/campaigns/{foreign}/determinations/{record.Id}", [("Form.Verdict", "Confirm"), ("Form.Version", "0")]),
            ($"/campaigns/{foreign}/determinations/confirm", [("Ticked", record.Id + ".0")]),
            (task.Replace(campaign.Campaign.Id.ToString(), foreign.ToString(), StringComparison.Ordinal), [("Form.Measures", "篡改"), ("Form.Version", "0")]),
            (task.Replace(campaign.Campaign.Id.ToString(), foreign.ToString(), StringComparison.Ordinal) + "/accept", [("version", "0")]),
            (task + "/accept", [("version", "0")]),
            (url + "/archive", [("Form.Reason", "越权")]),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostBareAsync(act, [.. fields, ("__RequestVerificationToken", token)])).Status);
        }

        Assert.DoesNotContain("机关党支部", (await stranger.OpenAsync("/consequences")).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((DeterminationState.Proposed, "", CampaignStage.Counted), await program.RunAsync(async (EvaluationDbContext db) => (
            (await db.Determinations.SingleAsync(d => d.Id == record.Id)).State, (await db.Consequences.FirstAsync()).Measures, (await db.Campaigns.SingleAsync(c => c.Id == campaign.Campaign.Id)).Stage)));
    }

    [Fact]
    public async Task Figures_OfAPoolUnderTheGroupMinimum_AreForTheOrganizationThatDecidesAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 4; i++)
        {
            await campaign.CastAsync(campaign.Codes[4][i], 4, "4");
        }

        await campaign.FinishAsync();
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        var (office, superior) = (await program.SignInAsync("office"), await program.SignInAsync("superior"));
        await DecideAsync(office, program, campaign, ("机关党支部", "1"), Verdict.Confirm);
        await DecideAsync(office, program, campaign, ("机关党支部", "2"), Verdict.Confirm);
        var record = await RecordAsync(program, ("机关党支部", "2"));

        foreach (var page in new[] { $"/campaigns/{campaign.Campaign.Id}/determinations", $"/campaigns/{campaign.Campaign.Id}/determinations/{record.Id}", await TaskUrlAsync(program), "/register?year=2026" })
        {
            Assert.Contains("÷ 4", (await office.OpenAsync(page)).Document.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("÷ 4", (await superior.OpenAsync(page)).Document.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(T["Outcomes.FiguresWithheld"].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
        }

        // Nor does the superior read opinions that the organization took over into its plan.
        await program.RunAsync(async (EvaluationDbContext db) =>
        {
            (await db.Consequences.SingleAsync(c => c.Kind == ConsequenceKind.Rectification)).Quotes = ["示例意见：来自小组"];
            return await db.SaveChangesAsync();
        });
        await superior.OpenAsync(await TaskUrlAsync(program));
        Assert.DoesNotContain("来自小组", superior.Text, StringComparison.Ordinal);

        using var book = new XLWorkbook(new MemoryStream(await superior.Client.GetByteArrayAsync("/register/2026.xlsx")));
        Assert.DoesNotContain(book.Worksheets.First().CellsUsed(), c => c.GetString().Contains("÷ 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Desk_AfterTheCount_NamesTheNextStep()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, superior) = await program.OpenCountedAsync();
        await office.OpenAsync("/desk");
        Assert.NotNull(office.Page.QuerySelector($"a.btn[href='/campaigns/{campaign.Campaign.Id}/determinations']"));

        foreach (var row in await program.RunAsync((EvaluationDbContext db) => db.Determinations.AsNoTracking().Join(db.Subjects, d => d.SubjectId, s => s.Id, (d, s) => new { d.Found.Rule, d.Outcome, s.Name }).ToListAsync()))
        {
            await DecideAsync(office, program, campaign, (row.Name, row.Rule.Number), row is { Name: "机关党支部", Rule.Number: "1" } ? Verdict.Confirm : Verdict.Overrule, "据实研究");
        }

        await office.OpenAsync("/desk");
        Assert.NotNull(office.Page.QuerySelector($"a.btn[href='/consequences?campaign={campaign.Campaign.Id}']"));
        await superior.FillInAsync($"/campaigns/{campaign.Campaign.Id}/archive", $"/campaigns/{campaign.Campaign.Id}/archive", ("Form.Reason", "单位撤并"));
        await office.OpenAsync("/desk");
        Assert.NotNull(office.Page.QuerySelector($"a.btn[href='/campaigns/{campaign.Campaign.Id}/result']"));
    }

    [Fact]
    public async Task Register_CheckAndWorkbook_SayWhoIsBarredAndWhy()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (campaign, office, _) = await program.OpenCountedAsync();
        await DecideAsync(office, program, campaign, ("示例乙", "2"), Verdict.Confirm);

        await office.FillInAsync("/register?year=2026", "/register/check", ("names", "示例乙\n示例丁"));
        Assert.Equal(T["Outcomes.Register.CheckedCount", 2, 1].Value, office.Find("[role=status] b"));
        await office.FillInAsync("/register?year=2026", "/register/check", ("names", " "));
        Assert.NotNull(office.Page.QuerySelector("#names.is-invalid"));

        using var book = new XLWorkbook(new MemoryStream(await office.Client.GetByteArrayAsync("/register/2026.xlsx")));
        var row = book.Worksheets.First().Row(4).CellsUsed().Select(c => c.GetString()).ToList();
        Assert.Equal(["1", "机关党支部", "示例乙", T.Of(ConsequenceKind.CommendationBar)], row.Take(4));
        Assert.Contains("（8 + 0）÷ 20 = 40.00%", row[4], StringComparison.Ordinal);
        Assert.Contains("低于六成不得评先评优", row[5], StringComparison.Ordinal);
    }

    private static async Task RectifyAsync(Browser office, Browser superior, EvaluationFactory program, string campaign)
    {
        var url = await TaskUrlAsync(program);
        await office.OpenAsync("/consequences");
        Assert.NotNull(office.Page.QuerySelector($"a[href='{url}']"));
        await office.OpenAsync(url);
        await office.SubmitAsync($"form[action='{url}']",
            ("Form.Opinions[0].Place", "0"), ("Form.Problems[0].Title", "等候时间长"), ("Form.Causes", "窗口不足"), ("Form.Measures", "增设窗口"), ("Form.Responsible", "示例甲"), ("submit", "true"));
        await office.OpenAsync(url);
        Assert.Contains("示例意见：办事等候时间太长。", office.Find(".quotes"), StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector($"form[action='{url}'], form[action='{url}/accept']"));

        await superior.OpenAsync("/consequences?view=Submitted");
        Assert.NotNull(superior.Page.QuerySelector($"a[href='{url}']"));
        await superior.FillInAsync(url, url + "/return", ("Return.Text", " "));
        Assert.NotNull(superior.Page.QuerySelector("[name='Return.Text'][aria-invalid=true]"));
        await superior.FillInAsync(url, url + "/return", ("Return.Text", "措施不具体"));
        await office.OpenAsync(url);
        Assert.Contains("措施不具体", office.Find(".history"), StringComparison.Ordinal);
        await office.FillInAsync(url, url + "/report", ("Report.Text", "新窗口已启用"));
        await office.OpenAsync(url);
        await office.SubmitAsync($"form[action='{url}']", ("Form.Measures", "六月底前增设两个窗口"), ("submit", "true"));
        await superior.FillInAsync(url, url + "/accept");
        await superior.OpenAsync(url);
        Assert.Contains(T.Of(ConsequenceState.Accepted), superior.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(superior.Page.QuerySelector("form[action^='" + campaign + "']"));
    }

    // Made public with objections; one comes in without a name, keeps the campaign from being archived, and is answered.
    private static async Task ReportAsync(Browser office, EvaluationFactory program, string url)
    {
        await office.FillInAsync(url + "/publication", url + "/publication", ("Form.Introduction", "本次评议共收回评议表二十四份。"), ("Form.TakesObjections", "true"), ("publish", "true"));
        var anybody = program.OpenBrowser();
        await anybody.OpenAsync("/notices");
        var notice = anybody.Page.QuerySelector("a.list-group-item")!.GetAttribute("href")!;
        await anybody.FillInAsync(notice, notice + "/objections", ("Form.Text", "统计的票数与现场不符"));
        await office.OpenAsync(url + "/archive");
        await office.SubmitAsync($"form[action='{url}/archive']");
        Assert.Contains(T["Outcomes.ObjectionsOpen", 1].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        await office.OpenAsync(url + "/publication");
        await office.SubmitAsync("form[action*=objections]", ("Outcome", "NotUpheld"), ("Text", "经核对封存码，票数无误。"));
        Assert.Contains("经核对封存码，票数无误。", office.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task DecideAsync(
        Browser browser, EvaluationFactory program, CampaignDriver campaign, (string Subject, string Rule) about, Verdict verdict, string reason = "", string document = "", string? deadline = null)
    {
        var record = await RecordAsync(program, about);
        var url = $"/campaigns/{campaign.Campaign.Id}/determinations/{record.Id}";
        await browser.OpenAsync(url);
        (string, string?)[] fields = [("Form.Verdict", verdict.ToString()), ("Form.Reason", reason), ("Form.Document", document)];
        await browser.SubmitAsync($"form[action='{url}']", deadline is null ? fields : [.. fields, ("Form.Deadline", deadline)]);
    }

    private static async Task<DeterminationRecord> RecordAsync(EvaluationFactory program, (string Subject, string Rule) about) =>
        (await program.RunAsync((EvaluationDbContext db) => db.Determinations.AsNoTracking().Where(d => db.Subjects.Any(s => s.Id == d.SubjectId && s.Name == about.Subject)).ToListAsync()))
            .Single(d => d.Found.Rule.Number == about.Rule);

    private static async Task<string> TaskUrlAsync(EvaluationFactory program) =>
        await program.RunAsync(async (EvaluationDbContext db) => await db.Consequences.Where(c => c.Kind == ConsequenceKind.Rectification).Select(c => new { c.CampaignId, c.Id }).SingleAsync() is { } task
            ? $"/campaigns/{task.CampaignId}/consequences/{task.Id}" : "");
}

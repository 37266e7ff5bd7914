using System.Net;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Core.Accounts;
using Evaluation.Core.Attachments;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Outcomes;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Outcomes;

/// <summary>Files kept with tasks, reports on them, determinations, irregularities and filings, through the pages.</summary>
public sealed class AttachmentPagesTests
{
    private static readonly Texts T = new();
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\nsigned minutes");

    [Fact]
    public async Task Task_FileAdded_IsReadByBothSidesAndStaysOnceClosed()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var (office, superior) = (stage.Office, stage.Superior);

        // What was typed is saved before the page of the files opens.
        await office.FillInAsync(stage.Task, stage.Task, ("Form.Measures", "增设窗口"), ("attach", "true"));
        Assert.Equal("增设窗口", await program.RunAsync((EvaluationDbContext db) => db.Consequences.Where(c => c.Id == stage.TaskId).Select(c => c.Measures).SingleAsync()));
        await office.UploadAsync("form[enctype]", "Form.File", @"C:\扫描\会议记录.pdf", Pdf);
        await office.OpenAsync(stage.Task);
        var link = office.Page.QuerySelector(".attachments a")!;
        Assert.Equal("会议记录.pdf", link.TextContent);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Pdf)), office.Find(".attachments"), StringComparison.Ordinal);

        await superior.OpenAsync(stage.Task);
        var answer = await superior.Client.GetAsync(superior.Page.QuerySelector(".attachments a")!.GetAttribute("href"));
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment", "会议记录.pdf"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        // Who only examines adds and removes nothing.
        await superior.OpenAsync(stage.Files);
        Assert.Null(superior.Page.QuerySelector("[name='Form.File'], form[action$='/remove']"));
        var token = superior.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await superior.PostBareAsync(link.GetAttribute("href") + "/remove", ("__RequestVerificationToken", token));
        Assert.Equal(1, await CountAsync(program));

        await program.RunAsync((EvaluationDbContext db) => db.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConsequenceState.Accepted)));
        await office.OpenAsync(stage.Files);
        Assert.Contains(T["Attachments.Refused.Closed"].Value, office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector("[name='Form.File'], form[action$='/remove']"));
        await office.PostBareAsync(link.GetAttribute("href") + "/remove", ("__RequestVerificationToken", office.Token));
        Assert.Equal(1, await CountAsync(program));
        Assert.Equal(HttpStatusCode.OK, (await office.Client.GetAsync(link.GetAttribute("href"))).StatusCode);
    }

    [Fact]
    public async Task Removed_AskedAboutOnce_GoesWithItsContentAndStaysInTheJournal()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.OpenAsync(stage.Files);
        await stage.Office.UploadAsync("form[enctype]", "Form.File", "会议记录.pdf", Pdf);
        await stage.Office.OpenAsync(stage.Files);
        Assert.Contains(T["Attachments.RemoveQuestion", "会议记录.pdf"].Value, stage.Office.Page.Body!.TextContent, StringComparison.Ordinal);
        await stage.Office.SubmitAsync("form[action$='/remove']");

        Assert.Equal((0, 0), await program.RunAsync(async (EvaluationDbContext db) => (await db.Attachments.CountAsync(), await db.AttachmentContents.CountAsync())));
        var journal = await program.RunAsync((EvaluationDbContext db) => db.Journal.OrderBy(e => e.Number).Where(e => e.Act.StartsWith("Attachments/")).ToListAsync());
        Assert.Equal(["Attachments/Attach", "Attachments/Detach"], journal.Select(e => e.Act));
        Assert.All(journal, e => Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Pdf)), e.Entry, StringComparison.Ordinal));
        Assert.All(journal, e => Assert.Contains("会议记录.pdf", e.Entry, StringComparison.Ordinal));
        Assert.All(journal, e => Assert.DoesNotContain(Convert.ToBase64String(Pdf), e.Entry, StringComparison.Ordinal));
        Assert.All(journal, e => Assert.DoesNotContain(nameof(AttachmentContent), e.Entry, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("会议记录.pdf", "", "Empty")]
    [InlineData("会议记录.pdf", "<html><script>alert(1)</script>", "WrongKind")]
    [InlineData("会议记录.png", "%PDF-1.7", "NameDiffers")]
    [InlineData("会议记录.pdf.exe", "%PDF-1.7", "NameDiffers")]
    public async Task File_ThatIsNotTaken_IsSaidAtTheField(string name, string content, string refusal)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.OpenAsync(stage.Files);

        await stage.Office.UploadAsync("form[enctype]", "Form.File", name, Encoding.ASCII.GetBytes(content));

        Assert.Equal(T["Attachments.Refused." + refusal, 10, 20].Value, stage.Office.Find("#Form_File-error"));
        Assert.Equal(0, await CountAsync(program));
    }

    [Fact]
    public async Task File_TooLargeNoneAtAllOrOneTooMany_IsSaidAtTheField()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var office = stage.Office;
        await office.OpenAsync(stage.Files);
        await office.SubmitAsync("form[enctype]");
        Assert.NotNull(office.Find("#Form_File-error"));

        var large = new byte[Attachment.FileBytes + 1];
        Pdf.CopyTo(large, 0);
        await office.UploadAsync("form[enctype]", "Form.File", "a.pdf", large);
        Assert.Equal(T["Attachments.Refused.TooLarge", 10, 20].Value, office.Find("#Form_File-error"));
        await office.UploadAsync("form[enctype]", "Form.File", "a.pdf", large[..^1]);
        Assert.Equal(Attachment.FileBytes, await program.RunAsync((EvaluationDbContext db) => db.Attachments.Select(a => a.Size).SingleAsync()));

        for (var i = 1; i < Attachment.MostPerOwner; i++)
        {
            await office.UploadAsync("form[enctype]", "Form.File", $"{i}.pdf", Pdf);
            await office.OpenAsync(stage.Files);
        }

        await office.UploadAsync("form[enctype]", "Form.File", "b.pdf", Pdf);
        Assert.Equal(T["Attachments.Refused.TooMany", 10, 20].Value, office.Find("#Form_File-error"));
        Assert.Equal(Attachment.MostPerOwner, await CountAsync(program));
    }

    [Fact]
    public async Task Report_DeterminationIrregularityAndFiling_TakeFilesByTheSamePage()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var (office, superior, url) = (stage.Office, stage.Superior, $"/campaigns/{stage.Campaign}");
        await office.FillInAsync(stage.Task, stage.Task + "/report", ("Report.Text", "新窗口已启用"));
        await office.FillInAsync(url + "/irregularities", url + "/irregularities", ("Report.Text", "有人代填"));
        await office.FillInAsync(url + "/filings/Result", url + "/filings/Result", ("Form.Originals", "0"), ("attach", "true"));
        Assert.NotNull(office.Page.QuerySelector("[name='Form.File']"));
        var determination = await program.RunAsync((EvaluationDbContext db) => db.Consequences.Where(c => c.Id == stage.TaskId).Select(c => c.DeterminationId).SingleAsync());

        foreach (var (page, kind) in new[]
        {
            (stage.Task, AttachmentOwnerKind.Entry), ($"{url}/determinations/{determination}", AttachmentOwnerKind.Determination), (url + "/irregularities", AttachmentOwnerKind.Irregularity),
        })
        {
            await office.OpenAsync(page);
            await office.OpenAsync(office.Page.QuerySelector($"a[href^='{url}/attachments/{kind}/']")!.GetAttribute("href")!);
            await office.UploadAsync("form[enctype]", "Form.File", kind + ".pdf", Pdf);
            await superior.OpenAsync(page);
            Assert.Equal(kind + ".pdf", superior.Find(".attachments a"));
        }

        // What is not filed is nobody else's business.
        await office.FillInAsync(url + "/filings/Result", url + "/filings/Result", ("attach", "true"));
        await office.UploadAsync("form[enctype]", "Form.File", "交接单.pdf", Pdf);
        var slip = office.Page.QuerySelector(".attachments a")?.GetAttribute("href") ?? (await office.OpenAsync(url + "/filings/Result")).Document.QuerySelector(".attachments a")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.NotFound, (await superior.GetAsync(slip)).Status);
        Assert.Null((await superior.OpenAsync(url + "/filings/Result")).Document.QuerySelector(".attachments"));
        await office.FillInAsync(url + "/filings/Result", url + "/filings/Result", ("file", "true"));
        Assert.Equal(HttpStatusCode.OK, (await superior.GetAsync(slip)).Status);
        Assert.Equal("交接单.pdf", (await superior.OpenAsync(url + "/filings/Result")).Document.QuerySelector(".attachments a")!.TextContent);
    }

    [Fact]
    public async Task Determination_OnWhoHeadsTheSubject_TakesNoFileFromThem()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        // 示例甲 heads the branch.
        await program.RunAsync(async (EvaluationDbContext db) =>
        {
            (await db.Users.SingleAsync(u => u.UserName == "office")).MemberId = await db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync();
            return await db.SaveChangesAsync();
        });
        var (own, others) = await program.RunAsync(async (EvaluationDbContext db) => (await IdAsync(db, "机关党支部"), await IdAsync(db, "示例乙")));
        string AddressOf(Guid determination) => $"/campaigns/{stage.Campaign}/attachments/Determination/{determination}";

        await stage.Office.OpenAsync(AddressOf(own));
        Assert.Null(stage.Office.Page.QuerySelector("[name='Form.File']"));
        await stage.Office.OpenAsync(AddressOf(others));
        Assert.NotNull(stage.Office.Page.QuerySelector("[name='Form.File']"));

        static Task<Guid> IdAsync(EvaluationDbContext db, string subject) =>
            db.Determinations.Where(d => d.State == DeterminationState.Proposed && db.Subjects.Any(s => s.Id == d.SubjectId && s.Name == subject)).Select(d => d.Id).FirstAsync();
    }

    [Fact]
    public async Task Decision_BeingWrittenWhileItsDocumentIsAdded_StaysGood()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var id = await program.RunAsync((EvaluationDbContext db) => db.Determinations.Where(d => d.State == DeterminationState.Proposed && d.Outcome == Domain.Rules.RuleOutcome.Applies).Select(d => d.Id).FirstAsync());
        var other = await program.SignInAsync("office");
        await stage.Office.OpenAsync($"/campaigns/{stage.Campaign}/determinations/{id}");

        await other.OpenAsync($"/campaigns/{stage.Campaign}/attachments/Determination/{id}");
        await other.UploadAsync("form[enctype]", "Form.File", "会议纪要.pdf", Pdf);
        await stage.Office.SubmitAsync($"form[action='/campaigns/{stage.Campaign}/determinations/{id}']", ("Form.Verdict", "Confirm"));

        Assert.Equal((DeterminationState.Confirmed, 1), await program.RunAsync(async (EvaluationDbContext db) => ((await db.Determinations.SingleAsync(d => d.Id == id)).State, await db.Attachments.CountAsync(a => a.DeterminationId == id))));
    }

    [Fact]
    public async Task Pages_OfOthers_AreNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.OpenAsync(stage.Files);
        await stage.Office.UploadAsync("form[enctype]", "Form.File", "会议记录.pdf", Pdf);
        var id = await program.RunAsync((EvaluationDbContext db) => db.Attachments.Select(a => a.Id).SingleAsync());
        var other = TestData.CreateOrganization("另一支部");
        var foreign = new Domain.Campaigns.Campaign { OrganizationId = other.Id, Title = "另一评议", Year = 2026, TallySheetTitle = "表" };
        await program.AddAsync(other, foreign);
        await program.AddUserAsync("stranger", other, Role.Organizer, Role.Superior);
        var stranger = await program.SignInAsync("stranger");

        foreach (var url in new[]
        {
            stage.Files, $"/campaigns/{stage.Campaign}/attachments/{id}", $"/campaigns/{foreign.Id}/attachments/{id}", $"/campaigns/{foreign.Id}/attachments/Consequence/{stage.TaskId}",
            $"/me/attachments/{id}", $"/me/attachments/Consequence/{stage.TaskId}",
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url)).Status);
        }

        // Through the own area an organizer is nobody either; and a kind or owner that is none is not there.
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Office.GetAsync($"/me/attachments/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Office.GetAsync(stage.Files.Replace("Consequence", "Nothing", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Office.GetAsync(stage.Files.Replace("Consequence", "Filing", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task Bearer_InTheOwnArea_ReadsAllAddsToWhatTheyWriteAndRemovesTheirOwnAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.OpenAsync(stage.Files);
        await stage.Office.UploadAsync("form[enctype]", "Form.File", "机关.pdf", Pdf);
        var member = await program.AddUserAsync("示例乙", stage.Branch, Role.Member);
        await program.RunAsync(async (EvaluationDbContext db) =>
        {
            var person = await db.Members.Where(m => m.Name == "示例乙").Select(m => m.Id).SingleAsync();
            await db.Consequences.Where(c => c.Id == stage.TaskId).ExecuteUpdateAsync(s => s.SetProperty(c => c.BearerMemberId, person));
            return await db.Users.Where(u => u.Id == member.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, person));
        });
        var own = await program.SignInAsync("示例乙");

        await own.FillInAsync($"/me/consequences/{stage.TaskId}", $"/me/consequences/{stage.TaskId}", ("Form.Measures", "每周走访"), ("attach", "true"));
        await own.UploadAsync("form[enctype]", "Form.File", "本人.pdf", Pdf);
        await own.OpenAsync($"/me/attachments/Consequence/{stage.TaskId}");

        Assert.Equal(["机关.pdf", "本人.pdf"], own.Page.QuerySelectorAll(".attachments li > a").Select(a => a.TextContent));
        var mine = Assert.Single(own.Page.QuerySelectorAll("form[action$='/remove']"));
        var theirs = own.Page.QuerySelector(".attachments li > a")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await own.Client.GetAsync(theirs)).StatusCode);
        await own.PostBareAsync(theirs + "/remove", ("__RequestVerificationToken", own.Token));
        Assert.Equal(2, await CountAsync(program));
        await own.OpenAsync($"/me/attachments/Consequence/{stage.TaskId}");
        await own.SubmitAsync($"form[action='{mine.GetAttribute("action")}']");
        Assert.Equal(["机关.pdf"], await program.RunAsync((EvaluationDbContext db) => db.Attachments.Select(a => a.Name).ToListAsync()));
    }

    [Fact]
    public async Task Add_WhileSomebodyElseHandsIn_IsNotSavedBeside()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        var owner = new AttachmentOwner(AttachmentOwnerKind.Consequence, stage.TaskId);
        var scope = await ScopeAsync(program);
        var outcome = await program.RunAsync(async (EvaluationDbContext db) =>
        {
            // Read by this request; accepted by another before it saves.
            await db.Consequences.SingleAsync(c => c.Id == stage.TaskId);
            await program.RunAsync((EvaluationDbContext other) => other.Consequences.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConsequenceState.Accepted).SetProperty(c => c.Version, c => c.Version + 1)));
            return await new AttachmentService(db, TimeProvider.System).AddAsync(new AttachmentView(scope, stage.Campaign), owner, new NewAttachment("a.pdf", Pdf), default);
        });

        Assert.Equal(AttachmentOutcome.Stale, outcome);
        Assert.Equal(0, await CountAsync(program));
    }

    [Fact]
    public async Task Owner_TheDatabaseItself_TakesNoFileOfNoneOrOfTwo()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var stage = await StageAsync(program);
        await stage.Office.OpenAsync(stage.Files);
        await stage.Office.UploadAsync("form[enctype]", "Form.File", "a.pdf", Pdf);
        var determination = await program.RunAsync((EvaluationDbContext db) => db.Determinations.Select(d => d.Id).FirstAsync());

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => program.RunAsync((EvaluationDbContext db) => db.Attachments.ExecuteUpdateAsync(s => s.SetProperty(a => a.ConsequenceId, (Guid?)null))));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => program.RunAsync((EvaluationDbContext db) => db.Attachments.ExecuteUpdateAsync(s => s.SetProperty(a => a.DeterminationId, determination))));
    }

    private static Task<int> CountAsync(EvaluationFactory program) => program.RunAsync((EvaluationDbContext db) => db.Attachments.CountAsync());

    private static Task<Scope> ScopeAsync(EvaluationFactory program) =>
        program.RunAsync(async (EvaluationDbContext db) => await Scope.ForUserAsync(db, await db.Users.Where(u => u.UserName == "office").Select(u => u.Id).SingleAsync(), default));

    // A counted campaign with one rectification to carry out.
    private static async Task<Stage> StageAsync(EvaluationFactory program)
    {
        var (campaign, office, superior) = await program.OpenCountedAsync();
        var scope = await ScopeAsync(program);
        var row = (await program.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default)))[0];
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(scope, row, Verdict.Confirm));
        var task = await program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.Id).SingleAsync());
        return new Stage(campaign.Campaign.Id, campaign.Branch, task, office, superior);
    }

    private sealed record Stage(Guid Campaign, Domain.Organizations.Organization Branch, Guid TaskId, Browser Office, Browser Superior)
    {
        public string Task => $"/campaigns/{Campaign}/consequences/{TaskId}";

        public string Files => $"/campaigns/{Campaign}/attachments/{AttachmentOwnerKind.Consequence}/{TaskId}";
    }
}

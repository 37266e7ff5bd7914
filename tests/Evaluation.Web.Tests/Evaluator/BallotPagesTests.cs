using System.Net;
using AngleSharp.Dom;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Evaluator;

public sealed class BallotPagesTests
{
    [Fact]
    public async Task Sheet_OfACategoryInSeveralPools_ShowsTheSubjectsOfAllOnce()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);

        var phone = await OpenSheetAsync(program, campaign.Codes[0][0]);

        Assert.Equal(["局党组", "机关党支部", "示例甲", "示例乙", "示例丙"], phone.Page.QuerySelectorAll("legend").Select(l => l.FirstChild!.TextContent));
        Assert.Equal(9, phone.Page.QuerySelectorAll("[role=radiogroup]").Length);
        Assert.Contains("no-store", phone.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SpendsNothingHoweverOftenTheLinkIsOpened()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 3; i++)
        {
            await OpenSheetAsync(program, campaign.Codes[0][0]);
        }

        Assert.Equal(0, await CountUsedAsync(program));
    }

    [Fact]
    public async Task Submit_WithBlanks_AsksOnceAndThenAcceptsThem()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);

        await phone.SubmitAsync("#sheet button.main", ("m0", "2"), ("o0", "窗口要有人"));

        Assert.NotNull(phone.Page.QuerySelector("#notice"));
        Assert.Equal("2", phone.Page.QuerySelector("input[name=m0]:checked")!.GetAttribute("value"));
        Assert.Equal("窗口要有人", phone.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(0, await CountUsedAsync(program));

        await phone.SubmitAsync("#sheet button.main");

        Assert.NotNull(phone.Page.QuerySelector("#end"));
        Assert.Equal(1, await CountUsedAsync(program));
    }

    [Fact]
    public async Task Submit_ShowsOneEndPageWithTheReceiptFoldedBelow()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);
        var receipt = phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value")!;

        await phone.SubmitAsync("#sheet button.main", ("m0", "1"), ("m1", "1"), ("m2", "1"));

        Assert.Equal(Receipt.InGroups(receipt), phone.Find("#end details code"));
        Assert.False(phone.Page.QuerySelector("#end details")!.HasAttribute("open"));
        Assert.Empty(phone.Page.QuerySelectorAll("#end a, #end button, #end form"));
    }

    [Fact]
    public async Task Submit_TwiceFromTheSameForm_SaysThatTheFirstCounts()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);
        var fields = new Dictionary<string, string>
        {
            ["code"] = campaign.Codes[4][0],
            ["receipt"] = phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value")!,
            ["asked"] = "1",
            ["m0"] = "1",
            ["__RequestVerificationToken"] = phone.Token,
        };

        using var first = await phone.Client.PostAsync("/b/submit", new FormUrlEncodedContent(fields));
        fields["m0"] = "4";
        using var replay = await phone.Client.PostAsync("/b/submit", new FormUrlEncodedContent(fields));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, replay.StatusCode));
        Assert.Contains("id=\"end\"", await replay.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var counted = await campaign.FinishAsync();
        Assert.Equal((1, 0), (counted.Result.Pools[1].Subjects[0].Tally.Total(0)[0], counted.Result.Pools[1].Subjects[0].Tally.Total(0)[3]));
    }

    [Fact]
    public async Task Submit_OnASharedPhoneFromACachedForm_KeepsTheMarksAndAsksForOneMoreClick()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);
        var receipt = phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value")!;
        await phone.SubmitAsync("#sheet button.main", ("m0", "1"), ("m1", "1"), ("m2", "1"));
        phone = await OpenSheetAsync(program, campaign.Codes[4][1]);

        await phone.SubmitAsync("#sheet button.main", ("m0", "3"), ("m1", "3"), ("m2", "3"), ("receipt", receipt));

        Assert.NotNull(phone.Page.QuerySelector("#notice"));
        Assert.NotEqual(receipt, phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value"));
        Assert.Equal(1, await CountUsedAsync(program));
        await phone.SubmitAsync("#sheet button.main");
        Assert.NotNull(phone.Page.QuerySelector("#end"));
        Assert.Equal(2, await CountUsedAsync(program));
    }

    [Fact]
    public async Task Submit_WithoutTheTokenAgainstForgery_GivesTheSheetBackAsFilledIn()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);

        await phone.SubmitAsync("#sheet button.main", ("m0", "3"), ("m1", "3"), ("m2", "3"), ("__RequestVerificationToken", null));

        Assert.Equal(HttpStatusCode.BadRequest, phone.Status);
        Assert.Equal("3", phone.Page.QuerySelector("input[name=m0]:checked")!.GetAttribute("value"));
        Assert.Equal(0, await CountUsedAsync(program));
        await phone.SubmitAsync("#sheet button.main");
        Assert.NotNull(phone.Page.QuerySelector("#end"));
    }

    [Fact]
    public async Task Size_ChangedInTheMiddle_KeepsWhatWasFilledIn()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);
        var receipt = phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value");

        await phone.SubmitAsync("#sheet button.size", ("m1", "4"), ("o0", "字大些"));

        Assert.Equal("size-1", phone.Page.DocumentElement.ClassName);
        Assert.Equal("4", phone.Page.QuerySelector("input[name=m1]:checked")!.GetAttribute("value"));
        Assert.Equal("字大些", phone.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(receipt, phone.Page.QuerySelector("input[name=receipt]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Code_ThatIsRefused_IsShownAgainWithASentenceOfItsOwn()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        var texts = new Texts();

        async Task<string?> AnswerTo(string code) => (await OpenSheetAsync(program, code)).Find("#answer");

        Assert.Equal(texts["Ballot.Answer.NotBegun"], await AnswerTo(campaign.Codes[0][0]));
        Assert.Equal(texts["Ballot.Answer.Mistyped"], await AnswerTo("<script>"));
        Assert.Equal(texts["Ballot.Answer.Unknown"], await AnswerTo(CodeText.Make()));
        await campaign.BeginAsync();
        await campaign.CastAsync(campaign.Codes[0][0], 0, "1");
        Assert.Equal(texts["Ballot.Answer.Used"], await AnswerTo(campaign.Codes[0][0]));
        await campaign.EndAsync();
        Assert.Equal(texts["Ballot.Answer.Ended"], await AnswerTo(campaign.Codes[0][1]));
    }

    [Fact]
    public async Task FirstLoad_OfAHundredPeople_IsAtMostThirtyKilobytesInFourRequests()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (pool, form) = (campaign.Campaign.Pools[2].Id, campaign.Campaign.Forms[1].Id);
        var people = Enumerable.Range(0, 97).Select(i => TestData.CreateMember(campaign.Branch, "示例" + i)).ToList();
        await program.AddAsync([.. people]);
        await program.AddAsync([.. people.Select((p, i) => new Subject
        {
            CampaignId = campaign.Campaign.Id, PoolId = pool, FormId = form, Kind = SubjectKind.Member, MemberId = p.Id, OrganizationId = campaign.Branch.Id, Name = p.Name, Detail = "机关党支部 组织委员", Order = i + 3,
        })]);
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        var phone = await OpenSheetAsync(program, campaign.Codes[0][0]);
        Assert.Equal(102, phone.Page.QuerySelectorAll("legend").Length);
        var files = phone.Page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).Distinct().ToList();

        phone.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        using var entered = new FormUrlEncodedContent([new("code", campaign.Codes[0][0])]);
        using var sheet = await phone.Client.PostAsync("/b/sheet", entered);
        Assert.NotEmpty(sheet.Content.Headers.ContentEncoding);
        // The page of the code, what both pages refer to, and the sheet.
        var bytes = (await sheet.Content.ReadAsByteArrayAsync()).Length;
        foreach (var file in files.Append("/b"))
        {
            bytes += (await phone.Client.GetByteArrayAsync(file)).Length;
        }

        Assert.Equal(4, files.Count + 2);
        Assert.InRange(bytes, 1, 30 * 1024);
    }

    [Fact]
    public async Task Sheet_ShowsWhatTheOrganizerAsksOfThoseWhoTakePart()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program, c => c.Requirements = "独立填写，<b>不商量</b>。");

        var phone = await OpenSheetAsync(program, campaign.Codes[0][0]);

        Assert.Equal("独立填写，<b>不商量</b>。", phone.Find(".wish"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a receipt")]
    public async Task Submit_UsedCodeWithoutAReceipt_SaysThatItWasUsed(string receipt)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CastAsync(campaign.Codes[4][0], 4, "1");
        var phone = program.OpenBrowser();

        await phone.PostBareAsync("/b/submit", ("code", campaign.Codes[4][0]), ("receipt", receipt));

        Assert.Equal(new Texts()["Ballot.Answer.Used"].Value, phone.Find("#answer"));
    }

    [Fact]
    public async Task Submit_WhileTheKeyFolderIsAway_KeepsTheSheetAndSpendsNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var file = Directory.GetFiles(program.KeyFolder, "box-*", SearchOption.AllDirectories)[0];
        File.Move(file, file + ".away");
        // The preparation of the sheets may have read the key before; a minute later it would be forgotten.
        program.Services.GetRequiredService<FrozenBoxes>().Forget(await program.RunAsync((EvaluationDbContext db) => db.BallotBoxes.Select(b => b.Id).SingleAsync()));
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);

        await phone.SubmitAsync("#sheet button.main", ("m0", "3"), ("m1", "3"), ("m2", "3"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, phone.Status);
        Assert.Equal(new Texts()["Ballot.Notice.Unavailable"].Value, phone.Find("#notice"));
        Assert.Equal("3", phone.Page.QuerySelector("input[name=m0]:checked")!.GetAttribute("value"));
        File.Move(file + ".away", file);
        await phone.SubmitAsync("#sheet button.main");
        Assert.NotNull(phone.Page.QuerySelector("#end"));
    }

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("ABCD\uFFFF")]
    [InlineData("\uFDD0")]
    public async Task Code_OfWhatIsNoCharacter_IsMistyped(string code)
    {
        await using var program = await EvaluationFactory.CreateAsync();

        var phone = await OpenSheetAsync(program, code);

        Assert.Equal(new Texts()["Ballot.Answer.Mistyped"].Value, phone.Find("#answer"));
    }

    [Fact]
    public async Task Submit_WhileTheDatabaseCannotBeAsked_KeepsEverythingInAFormThatSubmitsAgain()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var code = campaign.Codes[4][0];
        var phone = await OpenSheetAsync(program, code);
        program.Services.GetRequiredService<OpenedCodes>().Forget(program.Services.GetRequiredService<CodeHasher>().Hash(code));
        await RenameCodesAsync(program, away: true);

        await phone.SubmitAsync("#sheet button.main", ("m0", "2"), ("o0", "窗口<b>要有人</b>"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, phone.Status);
        Assert.Equal(new Texts()["Ballot.Retry.Submit"].Value, phone.Find(".refused"));
        Assert.Equal("窗口<b>要有人</b>", phone.Page.QuerySelector("#retry input[name=o0]")!.GetAttribute("value"));
        Assert.Contains("no-store", phone.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        // Still away: it comes back once more.
        await phone.SubmitAsync("#retry");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, phone.Status);
        await RenameCodesAsync(program, away: false);
        await phone.SubmitAsync("#retry");
        Assert.NotNull(phone.Page.QuerySelector("#notice"));
        Assert.Equal(("2", "窗口<b>要有人</b>"), (phone.Page.QuerySelector("input[name=m0]:checked")!.GetAttribute("value"), phone.Page.QuerySelector("textarea")!.TextContent));
        await phone.SubmitAsync("#sheet button.main");
        Assert.NotNull(phone.Page.QuerySelector("#end"));
        Assert.Equal(1, await CountUsedAsync(program));
    }

    [Fact]
    public async Task Open_WhileTheDatabaseCannotBeAsked_OffersToTryAgain()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await RenameCodesAsync(program, away: true);
        var phone = await OpenSheetAsync(program, campaign.Codes[4][0]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, phone.Status);
        Assert.Equal(new Texts()["Ballot.Retry.Open"].Value, phone.Find(".refused"));

        await RenameCodesAsync(program, away: false);
        await phone.SubmitAsync("#retry");
        Assert.NotNull(phone.Page.QuerySelector("#sheet"));
    }

    [Fact]
    public async Task Submit_OfMoreFieldsThanAnySheetHas_IsRefusedAndNotAnError()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var phone = program.OpenBrowser();

        await phone.PostBareAsync("/b/submit", [.. Enumerable.Range(0, Hosting.Limits.FormFields + 1).Select(i => ("m" + i, "1"))]);

        Assert.Equal(HttpStatusCode.BadRequest, phone.Status);
    }

    [Fact]
    public async Task Submit_LargerThanAnySheet_IsRefusedUnread()
    {
        // The limit is the real server's.
        await using var program = await EvaluationFactory.ServeAsync();
        // Asks first: who sends all at once finds the connection closed before the answer is read.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler) { BaseAddress = program.Address };
        client.DefaultRequestHeaders.ExpectContinue = true;
        var browser = new Browser(client);

        await browser.PostBareAsync("/b/submit", [.. Enumerable.Range(0, 5).Select(i => ("m" + i, new string('x', (int)Hosting.Limits.BodySize / 5)))]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, browser.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/b")).Status);
    }

    private static Task<int> RenameCodesAsync(EvaluationFactory program, bool away) => program.RunAsync((EvaluationDbContext db) =>
        db.Database.ExecuteSqlRawAsync(away ? """ALTER TABLE "AccessCodes" RENAME TO "Away" """ : """ALTER TABLE "Away" RENAME TO "AccessCodes" """));

    internal static async Task<Browser> OpenSheetAsync(EvaluationFactory program, string code)
    {
        var phone = program.OpenBrowser();
        await phone.GetAsync("/b");
        await phone.SubmitAsync("#enter", ("code", code));
        return phone;
    }

    private static Task<int> CountUsedAsync(EvaluationFactory program) =>
        program.RunAsync<EvaluationDbContext, int>(db => db.AccessCodes.CountAsync(c => c.State == CodeState.Used));
}

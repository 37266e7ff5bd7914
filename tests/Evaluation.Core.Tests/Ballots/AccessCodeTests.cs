using Evaluation.Core.Ballots;
using Evaluation.Core.Campaigns;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Pools;
using Evaluation.Testing;

namespace Evaluation.Core.Tests.Ballots;

public sealed class AccessCodeTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Make_AllCategories_GivesTargetsAndSparesWhoseCodesHaveNotBegun(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await FinalizedAsync(host);

        await campaign.MakeCodesAsync();

        Assert.Equal([22, 5, 6, 4, 7], campaign.Codes.Select(c => c.Count));
        var overview = await OverviewAsync(host, campaign);
        Assert.Equal([(22, 2, 0), (5, 2, 0), (6, 2, 0), (4, 2, 0), (7, 2, 0)], overview.Categories.Select(c => (c.Made, c.Spare, c.Voided)));
        foreach (var code in campaign.Codes.SelectMany(c => c))
        {
            Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(host, code));
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Make_OneCategoryAgain_VoidsTheEarlierCodesOfThatCategoryAlone(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await FinalizedAsync(host);
        await campaign.MakeCodesAsync();

        var made = await host.RunAsync<AccessCodeService, IReadOnlyList<MadeCodes>?>(s => s.MakeAsync(campaign.Campaign.Id, campaign.Campaign.Categories[1].Id, default));

        Assert.Equal(CodeAnswer.Revoked, await AnswerAsync(host, campaign.Codes[1][0]));
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(host, campaign.Codes[0][0]));
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(host, Assert.Single(made!).Codes[0].Text));
        var category = (await OverviewAsync(host, campaign)).Categories[1];
        Assert.Equal((5, 2, 5), (category.Made, category.Spare, category.Voided));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Store_DraftOvertakenByAnother_ChangesNothing(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, _) = await FinalizedAsync(host);
        var late = await DraftAsync(host, campaign);
        var early = await DraftAsync(host, campaign);
        Assert.Equal(MakeOutcome.Made, await StoreAsync(host, early!));

        var outcome = await StoreAsync(host, late!);

        Assert.Equal(MakeOutcome.Overtaken, outcome);
        Assert.Equal(CodeAnswer.NotBegun, await AnswerAsync(host, early!.Codes[0].Codes[0].Text));
        Assert.Equal(CodeAnswer.Unknown, await AnswerAsync(host, late!.Codes[0].Codes[0].Text));
    }

    [Fact]
    public async Task Store_DraftOfABoxThatWasWithdrawn_IsOvertaken()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, _) = await FinalizedAsync(host);
        var draft = await DraftAsync(host, campaign);
        await host.RunAsync<StageService, ActOutcome>(s => s.WithdrawAsync(campaign.Campaign.Id, default));
        await campaign.FinalizeAsync();

        Assert.Equal(MakeOutcome.Overtaken, await StoreAsync(host, draft!));
    }

    [Fact]
    public async Task Draft_BeforeFinalizingOrAfterBeginning_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var preparing = await CampaignDriver.CreateAsync(host);

        Assert.Null(await DraftAsync(host, preparing));
        await preparing.FinalizeAsync();
        await preparing.MakeCodesAsync();
        var draft = await DraftAsync(host, preparing);
        await preparing.BeginAsync();
        Assert.Null(await DraftAsync(host, preparing));
        Assert.Equal(MakeOutcome.WrongStage, await StoreAsync(host, draft!));
        Assert.Equal(CodeAnswer.Ready, await AnswerAsync(host, preparing.Codes[0][0]));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Replace_UnusedCodeWhileOpen_VoidsItAndGivesOneThatOpensTheSheet(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, invitees) = await OpenAsync(host);

        var (outcome, code) = await ReplaceAsync(host, campaign, invitees[0], 1);

        Assert.Equal(ReplaceOutcome.Replaced, outcome);
        Assert.Equal(invitees[0].Id, code!.Invitee!.Id);
        Assert.Equal(CodeAnswer.Revoked, await AnswerAsync(host, campaign.Codes[3][0]));
        Assert.Equal(CodeAnswer.Ready, await AnswerAsync(host, code.Text));
        Assert.Equal(CodeAnswer.Ready, await AnswerAsync(host, campaign.Codes[3][1]));
        var category = (await OverviewAsync(host, campaign)).Categories[3];
        Assert.Equal((4, 1), (category.Made, category.Voided));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Replace_UsedCode_IsRefused(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, invitees) = await OpenAsync(host);
        Assert.Equal(CastOutcome.Accepted, (await campaign.CastAsync(campaign.Codes[3][0], 3, "1")).Outcome);

        Assert.Equal((ReplaceOutcome.AlreadyUsed, null), await ReplaceAsync(host, campaign, invitees[0], 1));
        Assert.Equal(CodeAnswer.Used, await AnswerAsync(host, campaign.Codes[3][0]));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Replace_AskedTwiceFromOnePage_ReplacesOnce(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, invitees) = await OpenAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReplaceAsync(host, campaign, invitees[0], 1))));

        var replaced = Assert.Single(answers, a => a.Outcome == ReplaceOutcome.Replaced);
        Assert.All(answers.Where(a => a != replaced), a => Assert.Equal(ReplaceOutcome.Overtaken, a.Outcome));
        Assert.Equal(CodeAnswer.Ready, await AnswerAsync(host, replaced.Code!.Text));
    }

    [Fact]
    public async Task Replace_InviteeOfAnotherCampaign_IsNotFound()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, _) = await OpenAsync(host);
        var (_, others) = await OpenAsync(host);

        Assert.Equal((ReplaceOutcome.NoCode, null), await ReplaceAsync(host, campaign, others[0], 1));
    }

    [Fact]
    public async Task Replace_BeforeCodesAreMade_SaysThatThereIsNone()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, invitees) = await FinalizedAsync(host);

        Assert.Equal((ReplaceOutcome.NoCode, null), await ReplaceAsync(host, campaign, invitees[0], 0));
    }

    [Fact]
    public async Task Replace_AfterTheEnd_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, invitees) = await OpenAsync(host);
        await campaign.EndAsync();

        Assert.Equal((ReplaceOutcome.WrongStage, null), await ReplaceAsync(host, campaign, invitees[0], 1));
    }

    [Theory]
    [InlineData("ｌｉ　示例", true)]
    [InlineData("LI", true)]
    [InlineData("示例单位", true)]
    [InlineData("", true)]
    [InlineData("王", false)]
    public void SearchText_OfAnInvitee_HoldsNameAndContactFolded(string search, bool isFound)
    {
        var invitee = new Invitee { CategoryId = Guid.NewGuid(), Name = "Li 示例", Contact = "示例单位" };

        Assert.Equal(isFound, new[] { invitee }.AsQueryable().WhereMatches(search).Any());
    }

    private static async Task<(CampaignDriver Campaign, IReadOnlyList<Invitee> Invitees)> FinalizedAsync(TestHost host)
    {
        IReadOnlyList<Invitee> invitees = [];
        var campaign = await CampaignDriver.CreateAsync(host, c => invitees = TestData.CreateInvitees(c, 3, "示例丁", "示例戊"));
        await host.AddAsync([.. invitees]);
        await campaign.FinalizeAsync();
        return (campaign, invitees);
    }

    private static async Task<(CampaignDriver Campaign, IReadOnlyList<Invitee> Invitees)> OpenAsync(TestHost host)
    {
        var (campaign, invitees) = await FinalizedAsync(host);
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        return (campaign, invitees);
    }

    private static Task<CodeDraft?> DraftAsync(TestHost host, CampaignDriver campaign) =>
        host.RunAsync<AccessCodeService, CodeDraft?>(s => s.DraftAsync(campaign.Campaign.Id, null, default));

    private static Task<MakeOutcome> StoreAsync(TestHost host, CodeDraft draft) => host.RunAsync<AccessCodeService, MakeOutcome>(s => s.StoreAsync(draft, default));

    private static Task<(ReplaceOutcome Outcome, MadeCode? Code)> ReplaceAsync(TestHost host, CampaignDriver campaign, Invitee invitee, int before) =>
        host.RunAsync<AccessCodeService, (ReplaceOutcome, MadeCode?)>(s => s.ReplaceAsync(new CodeReplacement(campaign.Campaign.Id, invitee.Id, before), default));

    private static Task<CodeOverview> OverviewAsync(TestHost host, CampaignDriver campaign) =>
        host.RunAsync<CodeOverviewService, CodeOverview>(s => s.OfAsync(campaign.Campaign.Id, default));

    private static async Task<CodeAnswer> AnswerAsync(TestHost host, string code) =>
        (await host.RunAsync<SheetService, OpenedSheet>(s => s.OpenAsync(code, default))).Answer;
}

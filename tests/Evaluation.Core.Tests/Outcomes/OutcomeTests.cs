using Evaluation.Core.Accounts;
using Evaluation.Core.Outcomes;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Outcomes;

/// <summary>From the count to the archive: determinations, consequences, the register.</summary>
public sealed class OutcomeTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Course_DecidedReturnedAcceptedArchived(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var (office, superior) = (await host.CreateScopeAsync(campaign.Unit, Role.Organizer), await host.CreateScopeAsync(campaign.Unit, Role.Superior));
        var rows = await ListAsync(host, campaign, office);
        Assert.Equal(
            ["机关党支部 1 Applies", "机关党支部 2 Applies", "机关党支部 3 ForDecision", "示例甲 1 Applies", "示例甲 2 Applies", "示例乙 1 Applies", "示例乙 2 Applies", "示例丙 1 Applies", "示例丙 2 Applies"],
            rows.Select(r => $"{r.Subject.Name} {r.Record.Found.Rule.Number} {r.Record.Found.Outcome}"));
        Assert.All(rows, r => Assert.Equal((DeterminationState.Proposed, 0), (r.Record.State, r.Consequences.Count)));

        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(office, rows[0], Verdict.Confirm));
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(office, rows[1], Verdict.Confirm));
        Assert.Equal(DecisionOutcome.NotPossible, await campaign.DecideAsync(office, rows[2], Verdict.Confirm));
        Assert.Equal(DecisionOutcome.ReasonMissing, await campaign.DecideAsync(office, rows[2], Verdict.Heavier));
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(office, rows[2], Verdict.Heavier, "问题突出，从重认定"));
        Assert.Equal(DecisionOutcome.DecidedBefore, await campaign.DecideAsync(office, rows[2], Verdict.Lighter, "改主意"));
        foreach (var row in rows.Skip(3))
        {
            Assert.Equal(DecisionOutcome.ReasonMissing, await campaign.DecideAsync(office, row, Verdict.Overrule));
            Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(office, row, Verdict.Overrule, "入职不足一月，不具可比性"));
        }

        Assert.Equal(
            [(ConsequenceKind.CommendationBar, "机关党支部", ConsequenceState.InForce), (ConsequenceKind.RatedIncompetent, "示例甲", ConsequenceState.InForce), (ConsequenceKind.Rectification, "机关党支部", ConsequenceState.Open)],
            (await ConsequencesAsync(host)).Select(c => (c.Kind, c.BearerName, c.State)).OrderBy(c => c.Kind.ToString(), StringComparer.Ordinal));
        Assert.Equal(ArchiveOutcome.Open, await ArchiveAsync(host, campaign, null));

        await RectifyAsync(host, campaign, (office, superior));

        Assert.Equal(ArchiveOutcome.Archived, await ArchiveAsync(host, campaign, null));
        Assert.Equal(ArchiveOutcome.WrongStage, await ArchiveAsync(host, campaign, null));
        Assert.Equal(CampaignStage.Archived, await host.QueryAsync(db => db.Campaigns.Select(c => c.Stage).SingleAsync()));
    }

    [Theory]
    [InlineData(499, 500, false)]
    [InlineData(500, 500, true)]
    public async Task Rectification_OffersOpinionsUpToABoundAndSaysWhereThereAreMore(int further, int offered, bool isCut)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        foreach (var row in (await ListAsync(host, campaign, office)).Where(r => r.Record.Found.Outcome == RuleOutcome.Applies))
        {
            await campaign.DecideAsync(office, row, Verdict.Confirm);
        }

        var task = (await ConsequencesAsync(host)).First(c => c.Kind == ConsequenceKind.Rectification && c.BearerName == "机关党支部");
        var pool = await host.QueryAsync(db => db.Subjects.Where(s => s.Id == task.SubjectId).Select(s => s.PoolId).SingleAsync());
        await host.AddAsync([.. Enumerable.Range(0, further).Select(i => new Opinion { Id = Guid.NewGuid(), CampaignId = campaign.Campaign.Id, PoolId = pool, SubjectId = task.SubjectId, Prompt = "意见", Text = "示例意见" + i })]);

        var opinions = (await host.RunAsync((ConsequenceService s) => s.FindAsync(campaign.Campaign.Id, task.Id, default)))!.Opinions;

        Assert.Equal((offered, isCut), (opinions.Rows.Count, opinions.IsCut));
    }

    [Fact]
    public async Task Archive_WithSomethingUndecided_OnlyWithAReason()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        var rows = await ListAsync(host, campaign, office);

        Assert.Equal(ArchiveOutcome.Open, await ArchiveAsync(host, campaign, null));
        Assert.Equal(ArchiveOutcome.Open, await ArchiveAsync(host, campaign, ""));
        Assert.Equal(CampaignStage.Counted, await host.QueryAsync(db => db.Campaigns.Select(c => c.Stage).SingleAsync()));
        Assert.Equal(ArchiveOutcome.Archived, await ArchiveAsync(host, campaign, "单位撤并，后续由上级承接"));
        Assert.Equal("单位撤并，后续由上级承接", await host.QueryAsync(db => db.Campaigns.Select(c => c.ArchiveReason).SingleAsync()));
        // What is archived moves no more.
        Assert.Equal(DecisionOutcome.DecidedBefore, await campaign.DecideAsync(office, rows[0], Verdict.Confirm));
    }

    [Fact]
    public async Task Decide_AboutOneselfOrTheOrganizationOneHeads_IsLeftToTheOneAbove()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        // 示例甲 heads the branch and is evaluated as a member too.
        var secretary = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        await host.QueryAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == secretary.UserId)).MemberId = await db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync();
            return await db.SaveChangesAsync();
        });
        var rows = await ListAsync(host, campaign, secretary);

        Assert.Equal(["机关党支部", "示例甲"], rows.Where(r => r.IsOwnCase).Select(r => r.Subject.Name).Distinct());
        foreach (var row in rows.Where(r => r.Record.Found.Outcome == RuleOutcome.Applies))
        {
            Assert.Equal(row.IsOwnCase ? DecisionOutcome.OwnCase : DecisionOutcome.Decided, await campaign.DecideAsync(secretary, row, Verdict.Confirm));
        }
    }

    [Fact]
    public async Task Decide_AccountOnNoRoster_IsToldByItsName()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, names: ["示例经办人", "示例乙", "示例丙"]);
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);

        Assert.Equal(["机关党支部", "示例经办人"], (await ListAsync(host, campaign, office)).Where(r => r.IsOwnCase).Select(r => r.Subject.Name).Distinct());
    }

    [Fact]
    public async Task Decide_PostVacantOnTheClosingDate_NeedsANameOrAReason()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await host.QueryAsync(db => db.Posts.ExecuteDeleteAsync());
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        var gap = (await ListAsync(host, campaign, office))[2];

        Assert.Equal(DecisionOutcome.ReasonMissing, await campaign.DecideAsync(office, gap, Verdict.Lighter, named: "示例主持人"));
        Assert.Equal(DecisionOutcome.Decided, await campaign.DecideAsync(office, gap, Verdict.Lighter, "从轻", "示例主持人"));
        Assert.Equal([("示例主持人", ConsequenceKind.RatedBasicallyCompetent)], (await ConsequencesAsync(host)).Select(c => (c.BearerName, c.Kind)));
    }

    [Fact]
    public async Task Count_RuleThatNeedsNoReview_BeginsItsConsequencesAtOnce()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Rules = c.Rules with { Rules = [.. c.Rules.Rules.Select(r => r with { NeedsReview = r.Number != "2" })] });
        await campaign.FinishWithFindingsAsync();
        var rows = await ListAsync(host, campaign, await host.CreateScopeAsync(campaign.Unit, Role.Organizer));

        Assert.All(rows, r => Assert.Equal(r.Record.Found.Rule.Number == "2" ? DeterminationState.Confirmed : DeterminationState.Proposed, r.Record.State));
        Assert.Equal(["机关党支部", "示例丙", "示例乙", "示例甲"], (await ConsequencesAsync(host)).Where(c => c.Kind == ConsequenceKind.CommendationBar).Select(c => c.BearerName).Order(StringComparer.Ordinal));
        Assert.Equal(4, await host.QueryAsync(db => db.ConsequenceEntries.CountAsync(e => e.Act == ConsequenceAct.Begin)));
    }

    [Fact]
    public async Task Register_AskedForNames_SaysWhoIsBarredAndWhy()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        var rows = await ListAsync(host, campaign, office);
        foreach (var row in rows.Where(r => r.Record.Found.Rule.Number == "2"))
        {
            await campaign.DecideAsync(office, row, row.Subject.Name == "示例丙" ? Verdict.Overrule : Verdict.Confirm, "据实认定");
        }

        var names = RegisterService.NamesOf("示例 甲\n示例丙、查无此人\t机关党支部\r\n示例 甲");
        var answers = await host.RunAsync((RegisterService s) => s.CheckAsync(office, 2026, names, default));

        Assert.Equal(["示例 甲", "示例丙", "查无此人", "机关党支部"], answers.Select(a => a.Name));
        Assert.Equal([1, 0, 0, 1], answers.Select(a => a.Entries.Count));
        Assert.Equal(("2", "机关党支部", campaign.Campaign.Title), (answers[0].Entries[0].Rule.Number, answers[0].Entries[0].Organization, answers[0].Entries[0].Campaign));
        Assert.Empty((await host.RunAsync((RegisterService s) => s.CheckAsync(office, 2025, names, default))).SelectMany(a => a.Entries));
        var stranger = await host.CreateScopeAsync(await OtherAsync(host), Role.Organizer, Role.Superior);
        Assert.Empty(await host.RunAsync((RegisterService s) => s.ListAsync(stranger, (2026, RegisterList.Limits), null, null, default)));
        Assert.Equal(3, (await host.RunAsync((RegisterService s) => s.ListAsync(office, (2026, RegisterList.Limits), ConsequenceKind.CommendationBar, "", default))).Count);
        Assert.Equal(["示例乙"], (await host.RunAsync((RegisterService s) => s.ListAsync(office, (2026, RegisterList.Limits), null, "乙", default))).Select(e => e.Consequence.BearerName));
    }

    [Fact]
    public async Task Register_FavourableList_HoldsWhoIsPutForwardAndWhatLimitsThem()
    {
        await using var host = await TestHost.CreateAsync();
        // Rule 2 bars; beside it rules that reward the same people, as D3, D4 and D6 have them.
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Rules = c.Rules with
        {
            Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" ? r : r with
            {
                Consequences = [.. new[] { ConsequenceKind.PutForward, ConsequenceKind.GoodExample, ConsequenceKind.PerformancePay, ConsequenceKind.Promotion }.Select(k => new RuleConsequence(k, Bearer.Subject))],
            })],
        });
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        foreach (var row in (await ListAsync(host, campaign, office)).Where(r => r.Record.Found.Rule.Number == "1" || r is { Record.Found.Rule.Number: "2", Subject.Name: "示例乙" }))
        {
            await campaign.DecideAsync(office, row, Verdict.Confirm);
        }

        Task<IReadOnlyList<RegisterEntry>> On(RegisterList list) => host.RunAsync((RegisterService s) => s.ListAsync(office, (2026, list), null, null, default));
        Assert.Equal([("示例乙", ConsequenceKind.CommendationBar)], (await On(RegisterList.Limits)).Select(e => (e.Consequence.BearerName, e.Consequence.Kind)));
        foreach (var list in Enum.GetValues<RegisterList>().Where(l => l != RegisterList.Limits))
        {
            var entries = await On(list);
            Assert.Equal(4, entries.Count);
            Assert.Equal(["示例乙"], entries.Where(e => e.Limits is [ConsequenceKind.CommendationBar]).Select(e => e.Consequence.BearerName));
            Assert.All(entries, e => Assert.Contains(e.Consequence.Kind, list.Kinds()));
        }

        // A favourable entry is nothing that stands against somebody.
        var answers = await host.RunAsync((RegisterService s) => s.CheckAsync(office, 2026, ["示例甲", "示例乙"], default));
        Assert.Equal([0, 1], answers.Select(a => a.Entries.Count));
    }

    [Fact]
    public async Task Talk_WithTheOrganizerThemselves_IsWrittenDownAndHandedInBySomebodyElse()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Rules = c.Rules with
        {
            Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" ? r : r with { Consequences = [new RuleConsequence(ConsequenceKind.AdmonitionTalk, Bearer.Subject)] })],
        });
        await campaign.FinishWithFindingsAsync();
        var (office, talkedTo) = (await host.CreateScopeAsync(campaign.Unit, Role.Organizer), await host.CreateScopeAsync(campaign.Unit, Role.Organizer));
        await host.QueryAsync(db => db.Users.Where(u => u.Id == talkedTo.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, db.Members.Single(m => m.Name == "示例乙").Id)));
        await campaign.DecideAsync(office, (await ListAsync(host, campaign, office)).Single(r => r is { Subject.Name: "示例乙", Record.Found.Rule.Number: "1" }), Verdict.Confirm);
        var talk = Assert.Single(await ConsequencesAsync(host));
        var text = new ConsequenceText([], new Dictionary<Guid, int?>(), "", "", "", new DateOnly(2026, 4, 20), "示例书记", "谈话记录", "本人没有账号");
        Task<ConsequenceOutcome> Save(Scope scope, int version) => host.RunAsync((ConsequenceService s) => s.SaveAsync(scope, campaign.Campaign.Id, (talk.Id, version), text, default));
        Task<ConsequenceOutcome> Submit(Scope scope, int version) => host.RunAsync((ConsequenceService s) => s.SubmitAsync(scope, campaign.Campaign.Id, (talk.Id, version), default));

        Assert.Equal(ConsequenceOutcome.OwnCase, await Save(talkedTo, talk.Version));
        Assert.Equal(ConsequenceOutcome.Done, await Save(office, talk.Version));
        Assert.Equal(ConsequenceOutcome.OwnCase, await Submit(talkedTo, talk.Version + 1));
        Assert.Equal(ConsequenceOutcome.Done, await Submit(office, talk.Version + 1));
    }

    [Fact]
    public async Task Register_OrganizationsOfOneName_AreToldApartByTheirPlace()
    {
        await using var host = await TestHost.CreateAsync();
        var (limited, other) = (await CampaignDriver.OpenAsync(host), await CampaignDriver.OpenAsync(host, c => c.Rules = c.Rules with
        {
            Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" ? r : r with { Consequences = [new RuleConsequence(ConsequenceKind.PutForward, Bearer.Subject)] })],
        }));
        foreach (var (campaign, rule) in new[] { (limited, "2"), (other, "1") })
        {
            await campaign.FinishWithFindingsAsync();
            var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
            await campaign.DecideAsync(office, (await ListAsync(host, campaign, office)).First(r => r.Record.Found.Rule.Number == rule && r.Subject.Name == "机关党支部"), Verdict.Confirm);
        }

        var all = Scope.OfRole(Role.Superior, "");
        Assert.Equal("机关党支部", Assert.Single(await host.RunAsync((RegisterService s) => s.ListAsync(all, (2026, RegisterList.Limits), null, null, default))).Consequence.BearerName);
        Assert.Empty(Assert.Single(await host.RunAsync((RegisterService s) => s.ListAsync(all, (2026, RegisterList.PutForward), null, null, default))).Limits);
    }

    [Fact]
    public async Task GoodExample_IsClosedLikeATask_WithDeedsAndWhereTheyArePublicised()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host, c => c.Rules = c.Rules with
        {
            Rules = [.. c.Rules.Rules.Select(r => r.Number != "1" ? r : r with { Consequences = [new RuleConsequence(ConsequenceKind.GoodExample, Bearer.Subject)] })],
        });
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        await campaign.DecideAsync(office, (await ListAsync(host, campaign, office))[0], Verdict.Confirm);
        var example = Assert.Single(await ConsequencesAsync(host));
        var text = new ConsequenceText([], new Dictionary<Guid, int?>(), "", "", "", null, "", "全年上门服务三百余次");

        Assert.Equal(ConsequenceState.Open, example.State);
        Assert.Equal(ConsequenceOutcome.Done, await host.RunAsync((ConsequenceService s) => s.SaveAsync(office, campaign.Campaign.Id, (example.Id, example.Version), text, default)));
        Assert.Equal(ConsequenceOutcome.Incomplete, await host.RunAsync((ConsequenceService s) => s.SubmitAsync(office, campaign.Campaign.Id, (example.Id, example.Version + 1), default)));
        Assert.Equal(ConsequenceOutcome.Done, await host.RunAsync((ConsequenceService s) => s.SaveAsync(office, campaign.Campaign.Id, (example.Id, example.Version + 1), text with { Publicised = "单位公开栏" }, default)));
        Assert.Equal(ConsequenceOutcome.Done, await host.RunAsync((ConsequenceService s) => s.SubmitAsync(office, campaign.Campaign.Id, (example.Id, example.Version + 2), default)));
        var entry = Assert.Single(await host.RunAsync((RegisterService s) => s.ListAsync(office, (2026, RegisterList.GoodExamples), null, null, default)));
        Assert.Equal(("全年上门服务三百余次", "单位公开栏", ConsequenceState.Submitted), (entry.Consequence.Record, entry.Consequence.Publicised, entry.Consequence.State));
    }

    private static async Task RectifyAsync(TestHost host, CampaignDriver campaign, (Scope Office, Scope Superior) people)
    {
        var id = (await ConsequencesAsync(host)).Single(c => c.Kind == ConsequenceKind.Rectification).Id;
        async Task<ConsequenceDetail> Now() => (await host.RunAsync((ConsequenceService s) => s.FindAsync(campaign.Campaign.Id, id, default)))!;
        async Task<ConsequenceOutcome> Act(Func<ConsequenceService, (Guid, int), Task<ConsequenceOutcome>> act) => await host.RunAsync(async (ConsequenceService s) => await act(s, (id, (await Now()).Consequence.Version)));
        var (office, superior) = people;
        var of = campaign.Campaign.Id;
        Assert.Equal(ConsequenceOutcome.Incomplete, await Act((s, at) => s.SubmitAsync(office, of, at, default)));
        var opinion = Assert.Single((await Now()).Opinions.Rows);
        Assert.Equal("示例意见：办事等候时间太长。", opinion.Text);
        var text = new ConsequenceText([new ProblemTitle(7, "", "等候时间长")], new Dictionary<Guid, int?> { [opinion.Id] = 7, [Guid.NewGuid()] = 7 }, "窗口不足", "增设窗口", "示例甲", null, "", "");

        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.SaveAsync(office, of, at, text, default)));
        Assert.Equal([("等候时间长", "示例意见：办事等候时间太长。")], (await Now()).Consequence.Problems.Select(p => (p.Title, Assert.Single(p.Quotes))));
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.ReportAsync(office, of, at, "新窗口已启用", default)));
        Assert.Equal(ConsequenceOutcome.Stale, await Act((s, at) => s.AcceptAsync(superior, of, at, "", default)));
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.SubmitAsync(office, of, at, default)));
        Assert.Equal(ConsequenceOutcome.Stale, await Act((s, at) => s.SaveAsync(office, of, at, text, default)));
        Assert.Equal(ConsequenceOutcome.SamePerson, await Act((s, at) => s.AcceptAsync(office, of, at, "", default)));
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.ReturnAsync(superior, of, at, "措施不具体", default)));
        Assert.Equal(ArchiveOutcome.Open, await ArchiveAsync(host, campaign, null));
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.SaveAsync(office, of, at, text with { Problems = [new ProblemTitle(0, "等候时间长", "群众等候时间长")], Places = new Dictionary<Guid, int?>(), Measures = "六月底前增设两个窗口" }, default)));
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.SubmitAsync(office, of, at, default)));
        var version = (await Now()).Consequence.Version;
        Assert.Equal(ConsequenceOutcome.Done, await Act((s, at) => s.AcceptAsync(superior, of, at, "", default)));
        Assert.Equal(ConsequenceOutcome.Stale, await host.RunAsync((ConsequenceService s) => s.ReturnAsync(superior, of, (id, version), "迟了", default)));
        var closed = await Now();
        Assert.Equal((ConsequenceState.Accepted, "群众等候时间长", 1), (closed.Consequence.State, closed.Consequence.Problems.Single().Title, closed.Consequence.AllQuotes.Count()));
        Assert.Equal("Accept Submit Save Return Submit Report Save Begin", string.Join(' ', closed.History.Select(e => e.Act)));
    }

    private static Task<IReadOnlyList<DeterminationRow>> ListAsync(TestHost host, CampaignDriver campaign, Scope scope) =>
        host.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default));

    private static Task<List<Consequence>> ConsequencesAsync(TestHost host) => host.QueryAsync(db => db.Consequences.AsNoTracking().ToListAsync());

    private static Task<ArchiveOutcome> ArchiveAsync(TestHost host, CampaignDriver campaign, string? reason) =>
        host.RunAsync((ArchiveService s) => s.ArchiveAsync(campaign.Campaign.Id, reason, default));

    private static async Task<Domain.Organizations.Organization> OtherAsync(TestHost host)
    {
        var other = TestData.CreateOrganization("另一单位");
        await host.AddAsync(other);
        return other;
    }
}

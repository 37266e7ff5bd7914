using Evaluation.Core.Accounts;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Core.Supervision;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Outcomes;

/// <summary>Reports of irregularities, and annulment with what it ends.</summary>
public sealed class IrregularityTests
{
    private const string Branch = "机关党支部";

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Annulment_OfOneSubject_EndsWhatFollowedFromItAndNothingElse(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var (campaign, office, superior) = await CountedAsync(host);
        var rows = await ListAsync(host, campaign, office);
        // Confirmed with a running task, one in force, one undecided, one overruled, and another subject's.
        await campaign.DecideAsync(office, rows[0], Verdict.Confirm);
        await campaign.DecideAsync(office, rows[1], Verdict.Confirm);
        await campaign.DecideAsync(office, rows[4], Verdict.Confirm);
        var before = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!;
        var id = await ReportAsync(host, campaign, office, Branch);

        Assert.Equal(IrregularityOutcome.Done, await DecideAsync(host, campaign, superior, id, true));

        Assert.Equal(
            [(Branch, DeterminationState.Annulled), (Branch, DeterminationState.Annulled), (Branch, DeterminationState.Annulled), ("示例甲", DeterminationState.Proposed), ("示例甲", DeterminationState.Confirmed)],
            (await ListAsync(host, campaign, office)).Take(5).Select(r => (r.Subject.Name, r.Record.State)));
        Assert.Equal(
            [(ConsequenceKind.CommendationBar, Branch, ConsequenceState.Annulled), (ConsequenceKind.CommendationBar, "示例甲", ConsequenceState.InForce), (ConsequenceKind.Rectification, Branch, ConsequenceState.Annulled)],
            (await host.QueryAsync(db => db.Consequences.ToListAsync())).Select(c => (c.Kind, c.BearerName, c.State)).OrderBy(c => c.Kind.ToString(), StringComparer.Ordinal).ThenBy(c => c.BearerName, StringComparer.Ordinal));
        Assert.Equal(2, await host.QueryAsync(db => db.ConsequenceEntries.CountAsync(e => e.Act == ConsequenceAct.Annul)));
        Assert.Equal(["示例甲"], (await host.RunAsync((RegisterService s) => s.ListAsync(office, (2026, RegisterList.Limits), null, null, default))).Select(e => e.Consequence.BearerName));
        // The result of the ballot is what it was, with a mark.
        var after = (await host.RunAsync((ResultService s) => s.FindAsync(campaign.Campaign.Id, default)))!;
        Assert.Equal(before.Seal, after.Seal);
        Assert.Equal(RatesOf(before), RatesOf(after));
        Assert.Equal([Branch], after.Subjects.Values.Where(s => after.Annulment.Covers(s.Id)).Select(s => s.Name));
        Assert.False(after.Annulment.IsWhole);
    }

    [Fact]
    public async Task Annulment_OfTheWhole_LeavesNothingToDecideAndNothingToReport()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var id = await ReportAsync(host, campaign, office, null);

        Assert.Equal(IrregularityOutcome.Done, await DecideAsync(host, campaign, superior, id, true));

        Assert.All(await ListAsync(host, campaign, office), row => Assert.Equal(DeterminationState.Annulled, row.Record.State));
        var today = await host.RunAsync((PublicationService s) => s.TodayAsync(campaign.Unit.Id, default));
        var draft = new PublicationDraft(0, "通报", "", "", (true, false), [PublicationPlace.NoticeBoard], (today, today), false);
        Assert.Equal(PublicationOutcome.Done, await host.RunAsync((PublicationService s) => s.SaveAsync(campaign.Campaign.Id, draft, default)));
        Assert.Equal(PublicationOutcome.Annulled, await host.RunAsync((PublicationService s) => s.PublishAsync(campaign.Campaign.Id, 0, default)));
        // Once is enough: of the whole, and of a subject of it.
        foreach (var subject in new[] { null, Branch })
        {
            Assert.Equal(IrregularityOutcome.AnnulledBefore, await DecideAsync(host, campaign, superior, await ReportAsync(host, campaign, office, subject), true));
        }
    }

    [Fact]
    public async Task Decide_NotFounded_LeavesTheResultAsItIs()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var id = await ReportAsync(host, campaign, office, Branch);

        Assert.Equal(IrregularityOutcome.Done, await DecideAsync(host, campaign, superior, id, false));

        Assert.Equal(IrregularityOutcome.Stale, await DecideAsync(host, campaign, superior, id, true));
        Assert.All(await ListAsync(host, campaign, office), row => Assert.Equal(DeterminationState.Proposed, row.Record.State));
        Assert.Equal(IrregularityOutcome.Stale, (await HoldAgainAsync(host, campaign, office, id)).Outcome);
    }

    [Fact]
    public async Task Decide_ByWhoReportedOrInTheirOwnCase_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var member = await host.QueryAsync(db => db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync());
        var head = await host.CreateScopeAsync(campaign.Unit, Role.Superior);
        await host.QueryAsync(db => db.Users.Where(u => u.Id == head.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.MemberId, member)));

        Assert.Equal(IrregularityOutcome.SamePerson, await DecideAsync(host, campaign, superior, await ReportAsync(host, campaign, superior, Branch), true));
        // 示例甲 heads the branch, and is one of those evaluated in the whole.
        Assert.Equal(IrregularityOutcome.OwnCase, await DecideAsync(host, campaign, head, await ReportAsync(host, campaign, office, Branch), false));
        Assert.Equal(IrregularityOutcome.OwnCase, await DecideAsync(host, campaign, head, await ReportAsync(host, campaign, office, null), true));
        Assert.Equal(0, await host.QueryAsync(db => db.Irregularities.CountAsync(i => i.State != IrregularityState.Reported)));
    }

    [Fact]
    public async Task Report_BeforeAnythingBegan_OrAboutSomebodyElse_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(host);
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        Task<IrregularityOutcome> Report(Guid? subject) => host.RunAsync((IrregularityService s) => s.ReportAsync(office, campaign.Campaign.Id, subject, "拉票", default));

        Assert.Equal(IrregularityOutcome.WrongStage, await Report(null));
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        Assert.Equal(IrregularityOutcome.NotFound, await Report(Guid.NewGuid()));
        Assert.Equal(IrregularityOutcome.Done, await Report(null));
        // Nothing is counted that could be annulled.
        var superior = await host.CreateScopeAsync(campaign.Unit, Role.Superior);
        var id = await host.QueryAsync(db => db.Irregularities.Select(i => i.Id).SingleAsync());
        Assert.Equal(IrregularityOutcome.WrongStage, await DecideAsync(host, campaign, superior, id, true));
        for (var i = 1; i < Irregularity.MostWaiting; i++)
        {
            Assert.Equal(IrregularityOutcome.Done, await Report(null));
        }

        Assert.Equal(IrregularityOutcome.TooMany, await Report(null));
    }

    [Fact]
    public async Task Annulled_IsNoPartOfComparisonsAndNotPassedOn()
    {
        await using var host = await TestHost.CreateAsync(TestServer.Sqlite, services => services.AddSupervision());
        var (campaign, office, superior) = await CountedAsync(host);
        // Worked out once before, so that what is kept in memory does not hide the annulment.
        Task<IReadOnlyList<ComparedResult>> Compare() => host.RunAsync((ComparisonService s) => s.OfYearAsync(superior, campaign.Campaign.Year, new ComparisonFilter(null, null), default));
        Assert.Contains(await Compare(), r => r.Name == Branch);

        await DecideAsync(host, campaign, superior, await ReportAsync(host, campaign, office, Branch), true);

        var left = await Compare();
        Assert.DoesNotContain(left, r => r.Name == Branch);
        Assert.Contains(left, r => r.Name == "局党组");
        var branch = campaign.Campaign.Subjects.Single(s => s.Name == Branch).Id;
        Assert.Equal(0, await host.RunAsync((FeedbackService s) => s.GiveAsync(office, campaign.Campaign.Id, new NewFeedback([branch], FeedbackWay.Sheet, "", "", true), default)));
    }

    [Fact]
    public async Task Notice_NamesAnnulledSubjectsOnlyWhereItReportedThem()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var today = await host.RunAsync((PublicationService s) => s.TodayAsync(campaign.Unit.Id, default));
        await host.RunAsync((PublicationService s) => s.SaveAsync(campaign.Campaign.Id, new PublicationDraft(0, "通报", "", "", (true, false), [PublicationPlace.NoticeBoard], (today, today), false), default));
        await host.RunAsync((PublicationService s) => s.PublishAsync(campaign.Campaign.Id, 0, default));

        foreach (var name in new[] { "示例甲", Branch })
        {
            await DecideAsync(host, campaign, superior, await ReportAsync(host, campaign, office, name), true);
        }

        var id = await host.QueryAsync(db => db.Publications.Select(p => p.Id).SingleAsync());
        Assert.Equal([Branch], (await host.RunAsync((PublicationService s) => s.NoticeAsync(id, default)))!.Value.Notice.AnnulledSubjects);
    }

    [Fact]
    public async Task HoldAgain_CopyDeleted_CanBeHeldAgainOnceMore()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var id = await ReportAsync(host, campaign, office, Branch);
        await DecideAsync(host, campaign, superior, id, true);
        var (_, copy) = await HoldAgainAsync(host, campaign, office, id);

        var version = await host.QueryAsync(db => db.Campaigns.Where(c => c.Id == copy!.Id).Select(c => c.Version).SingleAsync());
        Assert.Equal(Core.Campaigns.EditOutcome.Saved, await host.RunAsync((Core.Campaigns.CampaignService s) => s.DeleteAsync(office, new Core.Campaigns.CampaignRef(copy!.Id, version), default)));

        Assert.Equal(IrregularityOutcome.Done, (await HoldAgainAsync(host, campaign, office, id)).Outcome);
    }

    [Fact]
    public async Task HoldAgain_ForOneSubject_PreparesItAloneWithThoseWhoEvaluateIt()
    {
        await using var host = await TestHost.CreateAsync();
        var (campaign, office, superior) = await CountedAsync(host);
        var id = await ReportAsync(host, campaign, office, Branch);
        await DecideAsync(host, campaign, superior, id, true);

        var (outcome, copy) = await HoldAgainAsync(host, campaign, office, id);

        Assert.Equal(IrregularityOutcome.Done, outcome);
        var again = await host.QueryAsync(db => db.Campaigns.Include(c => c.Subjects).Include(c => c.Pools).ThenInclude(p => p.Categories).Include(c => c.Categories).AsSplitQuery().SingleAsync(c => c.Id == copy!.Id));
        Assert.Equal((CampaignStage.Preparing, campaign.Campaign.Year, "重新评议"), (again.Stage, again.Year, again.Title));
        Assert.Equal([Branch], again.Subjects.Select(s => s.Name));
        Assert.Single(again.Pools);
        Assert.Equal(again.Pools[0].Categories.Select(c => c.CategoryId).Order(), again.Categories.Select(c => c.Id).Order());
        Assert.Equal(IrregularityOutcome.Stale, (await HoldAgainAsync(host, campaign, office, id)).Outcome);
    }

    private static async Task<(CampaignDriver Campaign, Scope Office, Scope Superior)> CountedAsync(TestHost host)
    {
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        return (campaign, await host.CreateScopeAsync(campaign.Unit, Role.Organizer), await host.CreateScopeAsync(campaign.Unit, Role.Superior));
    }

    private static async Task<Guid> ReportAsync(TestHost host, CampaignDriver campaign, Scope by, string? subject)
    {
        var about = subject is null ? (Guid?)null : campaign.Campaign.Subjects.Single(s => s.Name == subject).Id;
        var known = await host.QueryAsync(db => db.Irregularities.Select(i => i.Id).ToListAsync());
        Assert.Equal(IrregularityOutcome.Done, await host.RunAsync((IrregularityService s) => s.ReportAsync(by, campaign.Campaign.Id, about, "有人代填", default)));
        return await host.QueryAsync(db => db.Irregularities.Where(i => !known.Contains(i.Id)).Select(i => i.Id).SingleAsync());
    }

    private static Task<IrregularityOutcome> DecideAsync(TestHost host, CampaignDriver campaign, Scope by, Guid id, bool isAnnulled) => host.RunAsync(async (IrregularityService s) =>
    {
        var row = (await s.ListAsync(by, campaign.Campaign.Id, default)).Single(r => r.Irregularity.Id == id);
        return await s.DecideAsync(by, campaign.Campaign.Id, (id, row.Irregularity.Version), isAnnulled, ("经查属实", "示例党发〔2026〕9号"), default);
    });

    private static Task<(IrregularityOutcome Outcome, Core.Campaigns.CampaignCopy? Copy)> HoldAgainAsync(TestHost host, CampaignDriver campaign, Scope by, Guid id) =>
        host.RunAsync((IrregularityService s) => s.HoldAgainAsync(by, campaign.Campaign.Id, id, "重新评议", default));

    private static Task<IReadOnlyList<DeterminationRow>> ListAsync(TestHost host, CampaignDriver campaign, Scope scope) =>
        host.RunAsync((DeterminationService s) => s.ListAsync(scope, campaign.Campaign.Id, default));

    private static string RatesOf(CountedCampaign counted) =>
        string.Join(' ', counted.Result.Pools.SelectMany(p => p.Subjects).SelectMany(s => s.Values).Select(v => v.Rate?.ToString()));
}

using Evaluation.Core.Notifications;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Publications;
using Evaluation.Domain.Rules;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Notifications;

/// <summary>Each thing reaches the right people, nobody else, and once.</summary>
public sealed class WhoIsToldTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Course_FromTheCountToTheAcceptance_TellsThoseWhoseTurnItIs(TestServer server)
    {
        await using var told = await Told.OpenAsync(server);
        var of = told.Campaign.Campaign.Id;

        Assert.Equal(["clerk Undecided", "secretary Undecided"], await told.ByAsync(() => told.Campaign.FinishWithFindingsAsync()));
        Assert.Equal(9, await told.Host.QueryAsync(db => db.Notifications.Select(n => n.Count).Distinct().SingleAsync()));
        Assert.Equal(["secretary Begun"], await told.ByAsync(() => told.ConfirmAsync("clerk")));
        Assert.Equal(["superior Submitted"], await told.ByAsync(() => told.SubmitAsync("clerk")));
        Assert.Equal(["clerk Returned", "secretary Returned"], await told.ByAsync(() => told.ActAsync("superior", (s, scope, at) => s.ReturnAsync(scope, of, at, "措施不具体", default))));
        Assert.Equal([], await told.ByAsync(() => told.ActAsync("clerk", (s, scope, at) => s.ReportAsync(scope, of, at, "正在办理", default))));
        Assert.Equal(["superior Submitted"], await told.ByAsync(() => told.SubmitAsync("secretary")));
        Assert.Equal(["clerk Accepted", "secretary Accepted"], await told.ByAsync(() => told.ActAsync("superior", (s, scope, at) => s.AcceptAsync(scope, of, at, "", default))));
        var last = await told.Host.QueryAsync(db => db.Notifications.FirstAsync(n => n.Kind == NotificationKind.Accepted));
        Assert.Equal((told.Campaign.Campaign.Title, "机关党支部", ConsequenceKind.Rectification), (last.Title, last.Name, last.Task));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Vote_AndEverythingAroundIt_TellsNobody(TestServer server)
    {
        await using var told = await Told.OpenAsync(server);

        Assert.Equal([], await told.ByAsync(async () =>
        {
            Assert.Equal(Core.Ballots.CastOutcome.Accepted, (await told.Campaign.CastAsync(told.Campaign.Codes[0][0], 0, "14")).Outcome);
            Assert.Equal(Core.Ballots.CastOutcome.Accepted, (await told.Campaign.CastAsync(told.Campaign.Codes[4][0], 4, "4")).Outcome);
            await FindAsync(told);
            await told.Campaign.EndAsync();
            await told.Campaign.EnterAttendanceAsync();
            await FindAsync(told);
        }));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Deadline_NearAndPassed_IsToldOnceHoweverManyNodesLook(TestServer server)
    {
        await using var told = await Told.OpenAsync(server);
        await told.Campaign.FinishWithFindingsAsync();
        await told.ConfirmAsync("clerk");
        async Task<IReadOnlyList<string>> AfterDaysAsync(int days)
        {
            told.Host.Clock.Advance(TimeSpan.FromDays(days));
            return await told.ByAsync(() => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FindAsync(told))));
        }

        Assert.Equal([], await AfterDaysAsync(22));
        Assert.Equal(["clerk DueSoon", "secretary DueSoon"], await AfterDaysAsync(1));
        Assert.Equal([], await AfterDaysAsync(7));
        Assert.Equal(["clerk Overdue", "secretary Overdue", "superior Overdue"], await AfterDaysAsync(1));
        Assert.Equal([], await AfterDaysAsync(1));
    }

    [Fact]
    public async Task Deadline_OfWhatIsHandedIn_IsToldToNobody()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        await told.ConfirmAsync("clerk");
        await told.SubmitAsync("clerk");

        told.Host.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal([], await told.ByAsync(() => FindAsync(told)));
    }

    [Fact]
    public async Task Deadline_PassesOnTheDayOfTheHostsTimeZone()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        await told.ConfirmAsync("clerk");
        // From 09:00 in Shanghai to 23:59 of the last day, when it is 15:59 UTC; a minute later it is the next day there and not yet in London.
        told.Host.Clock.Advance(TimeSpan.FromDays(30) + new TimeSpan(14, 59, 0));

        Assert.DoesNotContain("clerk Overdue", await told.ByAsync(() => FindAsync(told)));
        told.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("clerk Overdue", await told.ByAsync(() => FindAsync(told)));
    }

    [Fact]
    public async Task Submitted_WhereTheNearestSuperiorIsEvaluated_IsToldToTheOneAbove()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        await told.Host.QueryAsync(async db =>
        {
            // 示例甲 heads the branch that has to rectify.
            (await db.Users.SingleAsync(u => u.UserName == "superior")).MemberId = await db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync();
            return await db.SaveChangesAsync();
        });
        await told.ConfirmAsync("clerk");

        Assert.Equal(["county-superior Submitted"], await told.ByAsync(() => told.SubmitAsync("clerk")));
    }

    [Fact]
    public async Task Submitted_ByTheOnlySuperiorNearby_IsToldToTheOneAbove()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        await told.ConfirmAsync("clerk");

        Assert.Equal(["county-superior Submitted"], await told.ByAsync(() => told.SubmitAsync("superior")));
    }

    [Fact]
    public async Task Objection_IsToldToTheOrganizersOfTheHost()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        var of = told.Campaign.Campaign.Id;
        var days = (new DateOnly(2026, 4, 15), new DateOnly(2026, 4, 21));
        await told.Host.RunAsync((PublicationService s) => s.SaveAsync(of, new PublicationDraft(0, "通报", "", "", (true, false), [PublicationPlace.NoticeBoard], days, true), default));
        await told.Host.RunAsync((PublicationService s) => s.PublishAsync(of, 0, default));
        var notice = await told.Host.QueryAsync(db => db.Publications.Select(p => p.Id).SingleAsync());

        Assert.Equal(["clerk Objection", "secretary Objection"], await told.ByAsync(() => told.Host.RunAsync((PublicationService s) => s.ObjectAsync(notice, "票数不符", "", default))));
        // A second one is another matter.
        Assert.Equal(["clerk Objection", "secretary Objection"], await told.ByAsync(() => told.Host.RunAsync((PublicationService s) => s.ObjectAsync(notice, "再次异议", "", default))));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Irregularity_ReportedThenDecided_IsToldToWhoExaminesItThenToTheOrganizersAndWhoReportedIt(TestServer server)
    {
        await using var told = await Told.OpenAsync(server);
        await told.Campaign.FinishWithFindingsAsync();

        Assert.Equal(["superior IrregularityReported"], await told.ByAsync(() => ReportAsync(told, "clerk", null)));
        Assert.Equal(["clerk IrregularityDecided", "secretary IrregularityDecided"], await told.ByAsync(() => DismissAsync(told, "superior")));
        // Who reported does not examine; those above do, and then whoever reported is told as well.
        Assert.Equal(["county-superior IrregularityReported"], await told.ByAsync(() => ReportAsync(told, "superior", null)));
        Assert.Equal(["clerk IrregularityDecided", "secretary IrregularityDecided", "superior IrregularityDecided"], await told.ByAsync(() => DismissAsync(told, "county-superior")));
        // By whom it was reported is told to nobody.
        Assert.All(await told.Host.QueryAsync(db => db.Notifications.Where(n => n.Kind >= NotificationKind.IrregularityReported).ToListAsync()), n => Assert.Equal("", n.Name));
    }

    [Fact]
    public async Task Irregularity_WhereTheNearestSuperiorIsConcerned_IsToldToTheOneAbove()
    {
        await using var told = await Told.OpenAsync(TestServer.Sqlite);
        await told.Campaign.FinishWithFindingsAsync();
        await LinkAsync(told, "superior", "示例甲");
        var other = told.Campaign.Campaign.Subjects.First(s => s.Name == "示例乙").Id;

        Assert.Equal(["county-superior IrregularityReported"], await told.ByAsync(() => ReportAsync(told, "clerk", null)));
        Assert.Equal(["superior IrregularityReported"], await told.ByAsync(() => ReportAsync(told, "clerk", other)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Feedback_GivenThenRepliedTo_IsToldToWhoseItIsThenToTheOrganizers(TestServer server)
    {
        await using var told = await Told.OpenAsync(server);
        await told.Campaign.FinishWithFindingsAsync();
        // 示例甲 is evaluated and heads the branch that is; 示例乙's account is closed, 示例丙 has none.
        await LinkAsync(told, "below", "示例甲");
        await LinkAsync(told, "locked", "示例乙");
        var of = told.Campaign.Campaign;
        var clerk = await told.ScopeAsync("clerk");
        var mine = of.Subjects.Where(s => s.Name is "机关党支部" or "示例甲" or "示例乙" or "示例丙").Select(s => s.Id).ToList();

        Assert.Equal(
            ["below FeedbackGiven", "below FeedbackGiven"],
            await told.ByAsync(() => told.Host.RunAsync((FeedbackService s) => s.GiveAsync(clerk, of.Id, new NewFeedback(mine, FeedbackWay.Sheet, "", "", false), default))));
        // Given before: nothing new to tell.
        Assert.Equal([], await told.ByAsync(() => told.Host.RunAsync((FeedbackService s) => s.GiveAsync(clerk, of.Id, new NewFeedback(mine, FeedbackWay.Sheet, "", "", false), default))));
        Assert.Equal(["clerk FeedbackReplied", "secretary FeedbackReplied"], await told.ByAsync(() => AcknowledgeAsync(told, "机关党支部", "已知悉，将认真整改")));
        Assert.Equal([], await told.ByAsync(() => AcknowledgeAsync(told, "示例甲", "")));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Plan_ToBeginAndToEndWithinADay_IsToldOnce(TestServer server)
    {
        var begin = new TestClock().Now.AddHours(30);
        await using var told = await Told.OpenAsync(server, c => (c.PlannedBegin, c.PlannedEnd) = (begin, begin.AddDays(3)), isOpen: false);
        async Task<IReadOnlyList<string>> AfterHoursAsync(int hours)
        {
            told.Host.Clock.Advance(TimeSpan.FromHours(hours));
            return await told.ByAsync(() => Task.WhenAll(FindAsync(told), FindAsync(told)));
        }

        Assert.Equal([], await AfterHoursAsync(8));
        await told.Campaign.FinalizeAsync();
        await told.Campaign.MakeCodesAsync();
        Assert.Equal(["clerk BeginsSoon", "secretary BeginsSoon"], await AfterHoursAsync(0));
        Assert.Equal([], await AfterHoursAsync(1));
        await told.Campaign.BeginAsync();
        Assert.Equal([], await AfterHoursAsync(24));
        Assert.Equal(["clerk EndsSoon", "secretary EndsSoon"], await AfterHoursAsync(48));
        Assert.Equal([], await AfterHoursAsync(1));
    }

    private static Task<int> FindAsync(Told told) => told.Host.RunAsync(async (DeadlineService s) =>
    {
        await s.FindAsync(default);
        return 0;
    });

    private static async Task ReportAsync(Told told, string userName, Guid? subject)
    {
        var scope = await told.ScopeAsync(userName);
        Assert.Equal(IrregularityOutcome.Done, await told.Host.RunAsync((IrregularityService s) => s.ReportAsync(scope, told.Campaign.Campaign.Id, subject, "反映的问题", default)));
    }

    private static async Task DismissAsync(Told told, string userName)
    {
        var scope = await told.ScopeAsync(userName);
        var at = await told.Host.QueryAsync(db => db.Irregularities.Where(i => i.State == IrregularityState.Reported).Select(i => new { i.Id, i.Version }).SingleAsync());
        Assert.Equal(IrregularityOutcome.Done, await told.Host.RunAsync((IrregularityService s) => s.DecideAsync(scope, told.Campaign.Campaign.Id, (at.Id, at.Version), false, ("查无此事", ""), default)));
    }

    private static Task<int> LinkAsync(Told told, string userName, string member) => told.Host.QueryAsync(async db =>
    {
        (await db.Users.SingleAsync(u => u.UserName == userName)).MemberId = await db.Members.Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        return await db.SaveChangesAsync();
    });

    private static async Task AcknowledgeAsync(Told told, string subject, string reply)
    {
        var scope = await told.ScopeAsync("below");
        var member = await told.Host.QueryAsync(db => db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync());
        var id = await told.Host.QueryAsync(db => db.Feedbacks.Where(f => db.Subjects.Any(s => s.Id == f.SubjectId && s.Name == subject)).Select(f => f.Id).SingleAsync());
        Assert.True(await told.Host.RunAsync((FeedbackService s) => s.AcknowledgeOwnAsync(scope, member, id, reply, default)));
    }
}

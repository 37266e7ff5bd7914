using System.Net;
using Evaluation.Core.Data;
using Evaluation.Domain;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Rules;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Notifications;

/// <summary>The bell and the list: everybody sees their own alone.</summary>
public sealed class NotificationPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Bell_CountsOnesOwnUnreadAndTheListShowsThem()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        await AddAsync(mailing, "clerk", 3, n => n.ReadAt = n.At);
        var clerk = await mailing.Program.SignInAsync("clerk");
        await mailing.Program.AddUserAsync("newcomer", mailing.Campaign.Unit, Core.Accounts.Role.Organizer);

        var page = await clerk.OpenAsync("/notifications");

        Assert.Equal("1", clerk.Find(".bell-count"));
        Assert.Equal(4, page.Document.QuerySelectorAll(".told").Length);
        Assert.Single(page.Document.QuerySelectorAll(".told-new"));
        Assert.Contains("9 项待复核认定", page.Words, StringComparison.Ordinal);
        var newcomer = await mailing.Program.SignInAsync("newcomer");
        Assert.True((await newcomer.OpenAsync("/notifications")).Shows("Notifications.NoneTitle"));
        Assert.Null(newcomer.Page.QuerySelector(".bell-count"));
        Assert.Null(newcomer.Page.QuerySelector("form[action='/notifications/read']"));
    }

    [Fact]
    public async Task Open_OnesOwn_MarksItReadAndLeadsToWhatItConcerns()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var clerk = await mailing.Program.SignInAsync("clerk", followRedirects: false);
        var told = (await mailing.OfAsync("clerk"))[0];

        var answer = await clerk.GetAsync("/notifications/" + told.Id);

        Assert.Equal($"/campaigns/{mailing.Campaign.Campaign.Id}/determinations", answer.RedirectsTo);
        Assert.NotNull((await mailing.OfAsync("clerk"))[0].ReadAt);
        Assert.Null((await mailing.OfAsync("secretary"))[0].ReadAt);
        await clerk.OpenAsync(answer.RedirectsTo!);
        Assert.Null(clerk.Page.QuerySelector(".bell-count"));
    }

    [Theory]
    [InlineData(NotificationKind.IrregularityReported, "/irregularities")]
    [InlineData(NotificationKind.IrregularityDecided, "/irregularities")]
    [InlineData(NotificationKind.FeedbackReplied, "/feedback")]
    [InlineData(NotificationKind.FeedbackGiven, "/me")]
    public async Task Open_WhatIsNotOfAConsequence_LeadsToAPageThatIsThere(NotificationKind kind, string page)
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        await mailing.Program.RunAsync(async (EvaluationDbContext db) =>
        {
            (await db.Users.SingleAsync(u => u.UserName == "clerk")).MemberId = await db.Members.Where(m => m.Name == "示例甲").Select(m => m.Id).SingleAsync();
            return await db.SaveChangesAsync();
        });
        await AddAsync(mailing, "clerk", 1, n => n.Kind = kind);
        var clerk = await mailing.Program.SignInAsync("clerk");
        var told = (await mailing.OfAsync("clerk")).Single(n => n.Kind == kind);

        await clerk.GetAsync("/notifications/" + told.Id);

        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.EndsWith(page, clerk.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SomebodyElses_IsNotThereAndStaysUnread()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var clerk = await mailing.Program.SignInAsync("clerk");
        var others = (await mailing.OfAsync("secretary"))[0];

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync("/notifications/" + others.Id)).Status);
        Assert.Null((await mailing.OfAsync("secretary"))[0].ReadAt);
    }

    [Theory]
    [InlineData(NotificationKind.Begun, "consequences/")]
    [InlineData(NotificationKind.Overdue, "consequences/")]
    [InlineData(NotificationKind.Objection, "publication")]
    [InlineData(NotificationKind.EndsSoon, "result")]
    public async Task Open_EachKind_LeadsToAPageThatIsThere(NotificationKind kind, string page)
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var consequence = await ConsequenceAsync(mailing);
        await AddAsync(mailing, "clerk", 1, n => (n.Kind, n.ConsequenceId, n.Task) = (kind, page == "consequences/" ? consequence : null, ConsequenceKind.Rectification));
        var clerk = await mailing.Program.SignInAsync("clerk");

        var shown = await clerk.OpenAsync("/notifications/" + (await mailing.OfAsync("clerk")).First(n => n.Kind == kind).Id);

        Assert.StartsWith($"/campaigns/{mailing.Campaign.Campaign.Id}/{page}", shown.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAll_MarksWhatThePageShowedAndNotWhatCameSince()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var clerk = await mailing.Program.SignInAsync("clerk");
        await clerk.OpenAsync("/notifications");
        mailing.Clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(mailing, "clerk", 1, n => n.Name = "后来的");

        await clerk.SubmitAsync("form[action='/notifications/read']");

        Assert.Equal("1", clerk.Find(".bell-count"));
        Assert.Equal(["后来的"], (await mailing.OfAsync("clerk")).Where(n => n.ReadAt is null).Select(n => n.Name));
        Assert.Null((await mailing.OfAsync("secretary"))[0].ReadAt);
        await clerk.FillInAsync("/notifications", "/notifications/read", ("until", "nonsense"));
        await clerk.OpenAsync("/notifications");
        Assert.Null(clerk.Page.QuerySelector(".bell-count"));
    }

    [Fact]
    public async Task List_UnreadSearchedAndByPages()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        await AddAsync(mailing, "clerk", 25, n => (n.Name, n.ReadAt) = ("示例ＡＢ", n.At));
        var clerk = await mailing.Program.SignInAsync("clerk");

        Assert.Equal(20, (await clerk.OpenAsync("/notifications")).Document.QuerySelectorAll(".told").Length);
        Assert.Equal(6, (await clerk.OpenAsync("/notifications?page=2")).Document.QuerySelectorAll(".told").Length);
        Assert.Single((await clerk.OpenAsync("/notifications?unread=true")).Document.QuerySelectorAll(".told"));
        Assert.Equal(5, (await clerk.OpenAsync("/notifications?search=ab&page=2")).Document.QuerySelectorAll(".told").Length);
        Assert.True((await clerk.OpenAsync("/notifications?unread=true&search=ab")).Shows("Notifications.NoneFoundTitle"));
        await mailing.Program.RunAsync((EvaluationDbContext db) => db.Notifications.ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, n => n.At)));
        Assert.True((await clerk.OpenAsync("/notifications?unread=true")).Shows("Notifications.NoneUnreadTitle"));
    }

    [Fact]
    public async Task Bell_BeyondNinetyNine_IsNotExact()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        await AddAsync(mailing, "clerk", 120, _ => { });
        var clerk = await mailing.Program.SignInAsync("clerk");

        await clerk.OpenAsync("/account");

        Assert.Equal("99+", clerk.Find(".bell-count"));
        Assert.Equal(T["Notifications.BellUnread", "99+"].Value, clerk.Page.QuerySelector(".bell")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task EvaluatorPages_NeverAskForNotifications()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var clerk = await mailing.Program.SignInAsync("clerk");
        await mailing.Program.RunAsync((EvaluationDbContext db) => db.Database.ExecuteSqlRawAsync("DROP TABLE \"Notifications\""));

        // Also for somebody who is signed in; a page with the bell cannot do without the table.
        await clerk.OpenAsync("/b");
        await clerk.OpenAsync("/b/secrecy");
        Assert.Equal(HttpStatusCode.InternalServerError, (await clerk.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Kinds_AreAllWordedInEveryLanguage()
    {
        await using var mailing = await MailingProgram.StartAsync(new());
        var texts = mailing.Program.Services.GetService(typeof(Evaluation.Web.Notifications.NotificationTexts)) as Evaluation.Web.Notifications.NotificationTexts;
        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            var told = new Notification { Kind = kind, Key = "", Title = "T", Name = "N", Task = ConsequenceKind.Rectification, Deadline = new DateOnly(2026, 5, 15), Count = 3 };
            Assert.All(Hosting.Languages.Names, language =>
            {
                var text = Web.Notifications.NotificationTexts.In(language, () => texts!.TitleOf(told) + texts.TextOf(told, TimeZoneInfo.Utc));
                Assert.DoesNotContain("Notifications.", text, StringComparison.Ordinal);
                Assert.Contains("T", text, StringComparison.Ordinal);
            });
        }
    }

    private static Task<int> AddAsync(MailingProgram mailing, string userName, int count, Action<Notification> configure) => mailing.Program.RunAsync(async (EvaluationDbContext db) =>
    {
        var user = await db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync();
        for (var i = 0; i < count; i++)
        {
            var told = new Notification { UserId = user, CampaignId = mailing.Campaign.Campaign.Id, Kind = NotificationKind.Objection, Key = Guid.NewGuid().ToString(), Title = mailing.Campaign.Campaign.Title, At = mailing.Clock.Now };
            configure(told);
            told.Search = SearchText.Fold(told.Title + told.Name);
            db.Notifications.Add(told);
        }

        return await db.SaveChangesAsync();
    });

    private static async Task<Guid> ConsequenceAsync(MailingProgram mailing)
    {
        var scope = Core.Accounts.Scope.OfRole(Core.Accounts.Role.Organizer, mailing.Campaign.Unit.Path);
        var rows = await mailing.Program.RunAsync((Core.Outcomes.DeterminationService s) => s.ListAsync(scope, mailing.Campaign.Campaign.Id, default));
        var user = await mailing.Program.RunAsync((EvaluationDbContext db) => db.Users.Where(u => u.UserName == "secretary").Select(u => u.Id).SingleAsync());
        var secretary = await mailing.Program.RunAsync((EvaluationDbContext db) => Core.Accounts.Scope.ForUserAsync(db, user, default));
        await mailing.Campaign.DecideAsync(secretary, rows[0], Domain.Outcomes.Verdict.Confirm);
        return await mailing.Program.RunAsync((EvaluationDbContext db) => db.Consequences.Select(c => c.Id).FirstAsync());
    }
}

using Evaluation.Core.Notifications;
using Evaluation.Domain.Notifications;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Notifications;

/// <summary>What waits to be mailed is taken by one node, tried again with growing pauses, and not for ever; and the list behind it.</summary>
public sealed class OutboxTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Claim_ByManyNodesAtOnce_IsOnesAlone(TestServer server)
    {
        await using var told = await WaitingAsync(server);
        var user = Assert.Single(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => told.Host.RunAsync((Outbox s) => s.ClaimAsync(user, default))));

        var mail = Assert.Single(claims.OfType<WaitingMail>());
        Assert.Equal(("clerk@example.cn", NotificationKind.Undecided), (mail.Address, Assert.Single(mail.Notifications).Notification.Kind));
        Assert.Empty(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));
    }

    [Fact]
    public async Task Claim_NeverAnswered_WaitsLongerEachTimeAndIsGivenUp()
    {
        await using var told = await WaitingAsync(TestServer.Sqlite);
        var user = (await told.Host.RunAsync((Outbox s) => s.DueAsync(default)))[0];
        var pauses = new List<TimeSpan>();
        while (await told.Host.RunAsync((Outbox s) => s.ClaimAsync(user, default)) is not null)
        {
            if (await told.Host.QueryAsync(db => db.Notifications.Where(n => n.UserId == user).Select(n => n.MailDueAt).SingleAsync()) is { } next)
            {
                pauses.Add(next - told.Host.Clock.Now);
                told.Host.Clock.Advance(pauses[^1]);
            }
        }

        Assert.Equal(7, pauses.Count);
        Assert.Equal(pauses.Order(), pauses);
        told.Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));
    }

    [Fact]
    public async Task Due_OnceSentOrReadOrTooOldOrUnwanted_IsNothing()
    {
        await using var told = await WaitingAsync(TestServer.Sqlite);
        var user = (await told.Host.RunAsync((Outbox s) => s.DueAsync(default)))[0];
        async Task<bool> IsDueAsync(Action<Notification> change)
        {
            await told.Host.QueryAsync(async db =>
            {
                var notification = await db.Notifications.SingleAsync(n => n.UserId == user);
                (notification.MailDueAt, notification.At) = (told.Host.Clock.Now, told.Host.Clock.Now);
                change(notification);
                return await db.SaveChangesAsync();
            });
            return await told.Host.RunAsync((Outbox s) => s.DueAsync(default)) is { Count: > 0 };
        }

        Assert.True(await IsDueAsync(_ => { }));
        await told.Host.RunAsync(async (Outbox s) =>
        {
            await s.SentAsync((await s.ClaimAsync(user, default))!);
            return 0;
        });
        told.Host.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Empty(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));
        Assert.False(await IsDueAsync(n => n.At -= Outbox.Kept + TimeSpan.FromMinutes(1)));
        Assert.True(await IsDueAsync(_ => { }));
        await told.Host.QueryAsync(db => db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(s => s.SetProperty(u => u.WantsMail, false)));
        Assert.Null(await told.Host.RunAsync((Outbox s) => s.ClaimAsync(user, default)));
        Assert.Empty(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));
        Assert.True(await IsDueAsync(_ => { }));
        await told.Host.RunAsync(async (NotificationService s) =>
        {
            await s.ReadAllAsync(user, told.Host.Clock.Now, default);
            return 0;
        });
        Assert.Empty(await told.Host.RunAsync((Outbox s) => s.DueAsync(default)));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Sweep_RemovesWhatIsOlderThanAYearAndMailsOlderThanThreeDays(TestServer server)
    {
        await using var told = await WaitingAsync(server);
        async Task<(int All, int Mails)> SweepAsync() => await told.Host.QueryAsync(async db =>
        {
            await new Outbox(db, told.Host.Clock).SweepAsync(default);
            await new NotificationService(db, told.Host.Clock).SweepAsync(default);
            return (await db.Notifications.CountAsync(), await db.Notifications.CountAsync(n => n.MailDueAt != null));
        });

        Assert.Equal((2, 1), await SweepAsync());
        told.Host.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal((2, 0), await SweepAsync());
        told.Host.Clock.Advance(TimeSpan.FromDays(361));
        Assert.Equal((2, 0), await SweepAsync());
        told.Host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 0), await SweepAsync());
    }

    // Two are told; one of them wants mails.
    private static async Task<Told> WaitingAsync(TestServer server)
    {
        var told = await Told.OpenAsync(server);
        await told.Host.QueryAsync(db => db.Users.Where(u => u.UserName == "clerk").ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "clerk@example.cn").SetProperty(u => u.WantsMail, true)));
        await told.Host.QueryAsync(db => db.Users.Where(u => u.UserName == "secretary").ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "secretary@example.cn")));
        await told.Campaign.FinishWithFindingsAsync();
        return told;
    }
}

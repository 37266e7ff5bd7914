using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Domain.Notifications;
using Evaluation.Testing.Mail;
using Evaluation.Testing.Web;
using Evaluation.Web.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Notifications;

/// <summary>Mails over a real connection to an SMTP server on loopback.</summary>
public sealed class MailRoundTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Send_WhatWaits_ArrivesOnceInTheReadersLanguageWithItsLink()
    {
        await using var drop = MailDrop.Start(account: ("sender", MailingProgram.Password));
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop, hasAccount: true));

        Assert.Equal(2, await mailing.SendAsync());
        mailing.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await mailing.SendAsync());

        Assert.Equal(["clerk@example.cn", "secretary@example.cn"], drop.Taken.Select(m => Assert.Single(m.To)).Order(StringComparer.Ordinal));
        Assert.Equal(1, drop.Connections);
        var told = Assert.Single(await mailing.OfAsync("clerk"));
        var mail = drop.Taken.Single(m => m.To[0] == "clerk@example.cn").Message;
        Assert.Equal("notice@pingyi.example.cn", mail.From.Mailboxes.Single().Address);
        Assert.Equal("Counted: please decide: " + mailing.Campaign.Campaign.Title, mail.Subject);
        Assert.Contains($"{mailing.Campaign.Campaign.Title} has been counted; waiting to be decided: 9.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{MailingProgram.Root}/notifications/{told.Id}", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        var other = drop.Taken.Single(m => m.To[0] == "secretary@example.cn").Message;
        Assert.Contains("9 项待复核认定", other.TextBody, StringComparison.Ordinal);
        Assert.NotNull(told.MailedAt);
        Assert.DoesNotContain(mailing.Program.Logs, line => line.Contains(MailingProgram.Password, StringComparison.Ordinal) || line.Contains("clerk@example.cn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_SeveralThatWait_AreOneMail()
    {
        await using var drop = MailDrop.Start();
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop));
        await mailing.Program.RunAsync(async (EvaluationDbContext db) =>
        {
            var first = await db.Notifications.FirstAsync(n => db.Users.Any(u => u.Id == n.UserId && u.UserName == "secretary"));
            db.Notifications.Add(new Notification { UserId = first.UserId, CampaignId = first.CampaignId, Kind = NotificationKind.Objection, Key = "Objection x", Title = first.Title, At = first.At.AddMinutes(1), MailDueAt = first.At });
            return await db.SaveChangesAsync();
        });

        Assert.Equal(2, await mailing.SendAsync());

        var mail = drop.Taken.Single(m => m.To[0] == "secretary@example.cn").Message;
        Assert.Equal("您有 2 条新通知", mail.Subject);
        Assert.Contains("收到一件异议", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("9 项待复核认定", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ServerDown_IsTriedAgainAndSaidOnceWithoutAnAddress()
    {
        var port = ServerProcess.FreePort();
        await using var mailing = await MailingProgram.StartAsync(new MailSettings { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "notice@pingyi.example.cn" });

        Assert.Equal(0, await mailing.SendAsync());

        var said = Assert.Single(mailing.Program.Logs, line => line.Contains("mail server could not be used", StringComparison.Ordinal));
        Assert.DoesNotContain("@", said, StringComparison.Ordinal);
        // One try was spent on the connection; the other person's mail was not touched.
        Assert.Equal([0, 1], new[] { (await mailing.OfAsync("clerk"))[0].MailTries, (await mailing.OfAsync("secretary"))[0].MailTries }.Order());
        await using var drop = MailDrop.Start(port);
        Assert.Equal(1, await mailing.SendAsync());
        mailing.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await mailing.SendAsync());
        mailing.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await mailing.SendAsync());
        Assert.Equal(2, drop.Taken.Count);
        Assert.Equal(0, await mailing.SendAsync());
    }

    [Fact]
    public async Task Send_AnswerLost_IsSentAgainUnderTheSameName()
    {
        await using var drop = MailDrop.Start();
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop));
        drop.LosesAnswers = true;

        Assert.Equal(0, await mailing.SendAsync());
        Assert.Single(drop.Taken);
        drop.LosesAnswers = false;
        mailing.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await mailing.SendAsync());

        var twice = drop.Taken.GroupBy(m => m.To[0]).Single(g => g.Count() == 2);
        Assert.Single(twice.Select(m => m.Message.MessageId).Distinct());
        Assert.Equal(2, drop.Taken.Select(m => m.Message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Send_OneRecipientRefused_OthersGetTheirs()
    {
        await using var drop = MailDrop.Start();
        drop.Refused = "clerk@example.cn";
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop));

        Assert.Equal(1, await mailing.SendAsync());

        Assert.Equal("secretary@example.cn", Assert.Single(drop.Taken).To[0]);
        Assert.Null((await mailing.OfAsync("clerk"))[0].MailedAt);
        var said = Assert.Single(mailing.Program.Logs, line => line.Contains("refused 1 mails", StringComparison.Ordinal));
        Assert.DoesNotContain("@", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task Send_ProtectionNotOffered_SendsNothingUnprotected(MailSecurity security)
    {
        await using var drop = MailDrop.Start(account: ("sender", MailingProgram.Password));
        var settings = new MailSettings { Host = "127.0.0.1", Port = drop.Port, Security = security, From = "notice@pingyi.example.cn", User = "sender", Password = MailingProgram.Password };
        await using var mailing = await MailingProgram.StartAsync(settings);

        Assert.Equal(0, await mailing.SendAsync());

        Assert.Empty(drop.Taken);
        Assert.Single(mailing.Program.Logs, line => line.Contains("could not be used: Security", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WrongPassword_IsSaidWithoutIt()
    {
        await using var drop = MailDrop.Start(account: ("sender", "another password"));
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop, hasAccount: true));

        Assert.Equal(0, await mailing.SendAsync());

        Assert.Single(mailing.Program.Logs, line => line.Contains("could not be used: Credentials", StringComparison.Ordinal));
        Assert.DoesNotContain(mailing.Program.Logs, line => line.Contains(MailingProgram.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_TitleThatWouldBeAHeader_StaysOneLine()
    {
        await using var drop = MailDrop.Start();
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop), "评议\r\nBcc: victim@example.cn\r\n\r\n.\r\nMAIL FROM:<a@example.cn>");

        Assert.Equal(2, await mailing.SendAsync());

        Assert.Equal(2, drop.Taken.Count);
        Assert.All(drop.Taken, mail =>
        {
            Assert.Empty(mail.Message.Bcc);
            Assert.Single(mail.To);
            Assert.DoesNotContain(mail.Raw.Split("\r\n"), line => line.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("MAIL FROM", StringComparison.Ordinal));
            Assert.Contains("评议  Bcc: victim@example.cn", mail.Message.Subject, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Send_WhereNoServerIsSet_SendsNothingAndTriesNothing()
    {
        await using var mailing = await MailingProgram.StartAsync(new MailSettings());

        Assert.Equal(0, await mailing.SendAsync());

        Assert.Equal(0, (await mailing.OfAsync("clerk"))[0].MailTries);
    }

    [Fact]
    public async Task Send_AlreadyRead_IsNotMailed()
    {
        await using var drop = MailDrop.Start();
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop));
        var told = (await mailing.OfAsync("clerk"))[0];
        await mailing.Program.RunAsync((NotificationService s) => s.ReadAsync(told.UserId, told.Id, default));

        Assert.Equal(1, await mailing.SendAsync());

        Assert.Equal("secretary@example.cn", Assert.Single(drop.Taken).To[0]);
    }

    [Fact]
    public async Task Clock_OfTheProgram_SendsByItself()
    {
        await using var drop = MailDrop.Start();
        await using var mailing = await MailingProgram.StartAsync(MailingProgram.SettingsOf(drop), hasClock: true);

        // Its first round came before the count; the next one comes a minute later.
        mailing.Clock.Advance(TimeSpan.FromMinutes(1));
        using var timeout = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (drop.Taken.Count < 2)
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }

        Assert.Equal(2, drop.Taken.Select(m => m.To[0]).Distinct().Count());
    }
}

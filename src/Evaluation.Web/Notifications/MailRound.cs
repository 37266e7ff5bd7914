using Evaluation.Core.Data;
using Evaluation.Core.Notifications;
using Evaluation.Core.Organizations;
using Evaluation.Core.Settings;
using MailKit.Net.Smtp;

namespace Evaluation.Web.Notifications;

/// <summary>Sends the mails that wait, one connection for all. Requests never wait for it.</summary>
public sealed class MailRound(
    Outbox outbox, EvaluationDbContext db, SettingsService installation, MailSettings settings, MailServer server, MailWriter writer, ILogger<MailRound> log)
{
    /// <summary>Sends what is due. A server that does not answer ends the round: the others wait for the next, without a try being counted.</summary>
    /// <returns>How many mails the server took.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        if (!settings.IsOn || await outbox.DueAsync(cancellation) is not { Count: > 0 } due)
        {
            return 0;
        }

        var root = settings.BaseUrl ?? await installation.PublicAddressAsync(cancellation);
        var zones = await TimeZones.ByPathAsync(db, cancellation);
        var (sent, refused, client) = (0, 0, (SmtpClient?)null);
        try
        {
            foreach (var userId in due)
            {
                if (await outbox.ClaimAsync(userId, cancellation) is not { } mail)
                {
                    continue;
                }

                try
                {
                    client ??= await server.ConnectAsync(cancellation);
                    await client.SendAsync(writer.Write(mail, root, zones), cancellation);
                }
                catch (SmtpCommandException) when (client is { IsConnected: true })
                {
                    // This one alone is refused; the next may be taken.
                    refused++;
                    continue;
                }

                await outbox.SentAsync(mail);
                sent++;
            }

            if (client is not null)
            {
                await MailServer.LeaveAsync(client);
            }
        }
        catch (Exception exception) when (MailServer.ProblemOf(exception) is { } problem)
        {
            // Neither the message nor an address: a server repeats both in what it answers.
            log.LogWarning("The mail server could not be used: {Problem} ({Exception}). What waits is tried again.", problem, exception.GetType().Name);
        }
        finally
        {
            client?.Dispose();
        }

        if (refused > 0)
        {
            log.LogWarning("The mail server refused {Count} mails; they are tried again.", refused);
        }

        return sent;
    }
}

using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Evaluation.Web.Notifications;

/// <summary>Why a mail was not sent.</summary>
public enum MailProblem
{
    /// <summary>The server does not answer, or the connection broke.</summary>
    Unreachable,

    /// <summary>The server does not offer the protection or the signing in that the settings ask for, or its certificate is not trusted.</summary>
    Security,

    /// <summary>The server does not take name and password.</summary>
    Credentials,

    /// <summary>The server refuses the sender, the recipient or the mail.</summary>
    Refused,
}

/// <summary>Opens connections to the mail server of the settings.</summary>
public sealed class MailServer(MailSettings settings)
{
    private const int TimeoutMilliseconds = 20_000;

    /// <summary>Connects and signs in. What fails is told by <see cref="ProblemOf"/>.</summary>
    public async Task<SmtpClient> ConnectAsync(CancellationToken cancellation)
    {
        // A closed network reaches no server of revocation lists; the certificate itself is checked.
        var client = new SmtpClient { Timeout = TimeoutMilliseconds, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
            {
                MailSecurity.None => SecureSocketOptions.None,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.SslOnConnect,
            }, cancellation);
            if (settings.User.Length > 0)
            {
                await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends one mail on a connection of its own.</summary>
    /// <returns>What was in the way; null when the server took it.</returns>
    public async Task<MailProblem?> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            using var client = await ConnectAsync(cancellation);
            await client.SendAsync(message, cancellation);
            await LeaveAsync(client);
            return null;
        }
        catch (Exception exception) when (ProblemOf(exception) is { } problem)
        {
            return problem;
        }
    }

    /// <summary>Says goodbye. What was taken is taken, whatever becomes of that.</summary>
    public static async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception exception) when (ProblemOf(exception) is not null)
        {
            // Nothing hangs on it.
        }
    }

    /// <summary>What an exception of the connection means; null for any other. Its message may hold addresses and is not shown.</summary>
    public static MailProblem? ProblemOf(Exception exception) => exception switch
    {
        AuthenticationException or SaslException or ServiceNotAuthenticatedException => MailProblem.Credentials,
        SslHandshakeException or NotSupportedException => MailProblem.Security,
        SmtpCommandException => MailProblem.Refused,
        SocketException or IOException or TimeoutException or SmtpProtocolException or ServiceNotConnectedException => MailProblem.Unreachable,
        _ => null,
    };
}

using Evaluation.Core.Settings;
using Evaluation.Domain.Notifications;

namespace Evaluation.Web.Notifications;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: for a server on the same machine or in a closed network.</summary>
    None,

    /// <summary>By STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>By TLS from the beginning.</summary>
    Tls,
}

/// <summary>Where mails are sent. Read from the configuration alone: the password is never stored, shown or logged.</summary>
public sealed class MailSettings
{
    /// <summary>The mail server; "" where no mail is sent.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>Name to sign in with; "" for a server that asks for none.</summary>
    public string User { get; init; } = "";

    /// <summary>The password.</summary>
    public string Password { get; init; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>Address of the program for links in mails, without a slash at its end; null takes the public address.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Whether mails are sent at all.</summary>
    public bool IsOn => Host.Length > 0;

    /// <summary>Reads the section <c>Mail</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it and none of the values.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Mail");
        var host = (section["Host"] ?? "").Trim();
        if (host.Length == 0)
        {
            return new MailSettings();
        }

        var security = MailSecurity.StartTls;
        if (section["Security"] is { Length: > 0 } named && !(Enum.TryParse(named, ignoreCase: true, out security) && Enum.IsDefined(security)))
        {
            throw Wrong("Security", "None, StartTls or Tls");
        }

        var port = security switch { MailSecurity.None => 25, MailSecurity.StartTls => 587, _ => 465 };
        if (section["Port"] is { Length: > 0 } number && !(int.TryParse(number, out port) && port is > 0 and <= 65535))
        {
            throw Wrong("Port", "a number from 1 to 65535");
        }

        if (section["From"] is not { } from || !MailAddresses.IsValid(from.Trim()))
        {
            throw Wrong("From", "one e-mail address");
        }

        string? root = null;
        if (section["BaseUrl"] is { Length: > 0 } address && !SettingsService.TryReadAddress(address, out root))
        {
            throw Wrong("BaseUrl", "an absolute http or https address");
        }

        return new MailSettings { Host = host, Port = port, Security = security, User = section["User"] ?? "", Password = section["Password"] ?? "", From = from.Trim(), BaseUrl = root };
    }

    private static InvalidOperationException Wrong(string setting, string expected) => new($"Mail:{setting} must be {expected}, because Mail:Host is set.");
}

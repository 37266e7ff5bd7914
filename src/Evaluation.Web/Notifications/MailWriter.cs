using System.Text;
using Evaluation.Core.Notifications;
using Evaluation.Domain.Notifications;
using MimeKit;

namespace Evaluation.Web.Notifications;

/// <summary>Writes mails: plain text that says what the notifications say, with their links.</summary>
public sealed class MailWriter(MailSettings settings, NotificationTexts words, Texts texts, TimeProvider clock)
{
    private const int MostListed = 50;

    /// <summary>One mail for all that waits.</summary>
    /// <param name="waiting">To whom and what.</param>
    /// <param name="root">Address of the program, without a slash at its end; null where none is set: the mail then has no links.</param>
    /// <param name="zoneOf">Time zone of a host by its path.</param>
    public MimeMessage Write(WaitingMail waiting, string? root, Func<string, TimeZoneInfo> zoneOf) => NotificationTexts.In(waiting.Language, () =>
    {
        var told = waiting.Notifications;
        var subject = told.Count == 1
            ? texts["Notifications.Mail.Subject", words.TitleOf(told[0].Notification), told[0].Notification.Title]
            : texts["Notifications.Mail.SubjectMany", told.Count];
        var body = new StringBuilder();
        AppendLine(body, texts["Notifications.Mail.Greeting", waiting.DisplayName]);
        foreach (var (notification, path) in told.Take(MostListed))
        {
            AppendLine(body, "");
            AppendLine(body, words.TitleOf(notification));
            AppendLine(body, words.TextOf(notification, zoneOf(path)));
            if (root is not null)
            {
                AppendLine(body, LinkOf(root, notification));
            }
        }

        if (told.Count > MostListed)
        {
            AppendLine(body, "");
            AppendLine(body, texts["Notifications.Mail.Further", told.Count - MostListed]);
        }

        AppendLine(body, "");
        AppendLine(body, texts["Notifications.Mail.Footer"]);
        // The same mail sent again after a lost answer bears the same name, by which servers and readers can tell.
        return Make(waiting.Address, subject, body.ToString(), $"{told[0].Notification.Id:N}.{told[^1].Notification.Id:N}");
    });

    /// <summary>A mail that tries the settings, in the language of the page.</summary>
    public MimeMessage WriteTest(string address) => Make(address, texts["Notifications.Test.Subject"], texts["Notifications.Test.Text"], $"{Guid.NewGuid():N}");

    /// <summary>The link of a notification in a mail.</summary>
    public static string LinkOf(string root, Notification notification) => $"{root}/notifications/{notification.Id}";

    private MimeMessage Make(string address, string subject, string text, string id)
    {
        var message = new MimeMessage { Subject = OneLine(subject), Date = clock.GetUtcNow(), MessageId = $"{id}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}" };
        message.From.Add(new MailboxAddress(texts["Shell.Product"], settings.From));
        message.To.Add(new MailboxAddress("", address));
        // Nobody's holiday notice answers it (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = text };
        return message;
    }

    // A name must not begin a line of its own, neither in the head nor in the text.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private static void AppendLine(StringBuilder body, string line) => body.Append(OneLine(line)).Append('\n');
}

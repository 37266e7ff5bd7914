namespace Evaluation.Domain.Notifications;

/// <summary>How long a mail waits that could not be sent: longer each time, and not for ever.</summary>
public static class MailPauses
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>The pause after the given number of tries, from 1; null when it is given up.</summary>
    public static TimeSpan? After(int tries) => tries <= Pauses.Length ? Pauses[tries - 1] : null;
}

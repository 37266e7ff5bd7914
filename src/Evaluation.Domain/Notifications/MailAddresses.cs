using System.Text.RegularExpressions;

namespace Evaluation.Domain.Notifications;

/// <summary>Which e-mail addresses are taken: plain ones, so that nothing else gets into the head of a mail.</summary>
public static partial class MailAddresses
{
    /// <summary>Longest address, in characters (RFC 5321).</summary>
    public const int Length = 254;

    /// <summary>Whether it is one plain address such as <c>name@example.cn</c>: no display name, no quotes, no comments, ASCII alone.</summary>
    public static bool IsValid(string text) => text.Length <= Length && Plain().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}

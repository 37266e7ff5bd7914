using System.Globalization;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Oversight;

namespace Evaluation.Web.Notifications;

/// <summary>Notifications in words: in the user's language, or in another where a mail is written.</summary>
public sealed class NotificationTexts(Texts texts)
{
    /// <summary>What is told, in a few words.</summary>
    public string TitleOf(Notification notification) => texts["Notifications.Title." + notification.Kind];

    /// <summary>What is told, in a sentence.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="zone">The time zone of the campaign's host.</param>
    public string TextOf(Notification notification, TimeZoneInfo zone)
    {
        var task = notification.Task is { } kind ? texts.Of(kind).ToString() : notification.Paper is { } paper ? texts.Of(paper) : "";
        var day = notification.Deadline is { } deadline ? texts["Outcomes.Day", deadline.Year, deadline.Month, deadline.Day].Value
            : notification.Moment is { } moment ? MomentOf(moment, zone)
            : "";
        return texts["Notifications.Text." + notification.Kind, notification.Title, notification.Name, task, day, notification.Count ?? 0];
    }

    /// <summary>A moment as it is shown.</summary>
    public static string MomentOf(DateTime moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(moment, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The page of what a notification concerns, below the program's root.</summary>
    public static string PageOf(Notification notification) => notification.Kind == NotificationKind.FeedbackGiven ? "/me" : $"/campaigns/{notification.CampaignId}" + notification.Kind switch
    {
        NotificationKind.Undecided or NotificationKind.DecisionEntered or NotificationKind.DecisionSentBack => "/determinations",
        NotificationKind.IrregularityReported or NotificationKind.IrregularityDecided => "/irregularities",
        NotificationKind.FeedbackReplied => "/feedback",
        NotificationKind.Objection => "/publication",
        NotificationKind.BeginsSoon or NotificationKind.EndsSoon => "/run",
        // A result is wanted by its day even while nothing is counted, when it has no page.
        NotificationKind.FilingDueSoon or NotificationKind.FilingOverdue when notification.Paper == FilingPaper.Result => "",
        NotificationKind.Filed or NotificationKind.FilingReturned or NotificationKind.FilingAccepted or NotificationKind.FilingDueSoon or NotificationKind.FilingOverdue => $"/filings/{notification.Paper}",
        NotificationKind.HandedDown or NotificationKind.HandDownWithdrawn => "",
        _ => $"/consequences/{notification.ConsequenceId}",
    };

    /// <summary>Does something in another language.</summary>
    /// <param name="language">Name of the culture; the default's where it is not one of the program's.</param>
    /// <param name="act">What is done, without waiting for anything.</param>
    public static TResult In<TResult>(string? language, Func<TResult> act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var culture = CultureInfo.GetCultureInfo(language is not null && Hosting.Languages.Names.Contains(language, StringComparer.Ordinal) ? language : Hosting.Languages.Names[0]);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}

using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Rules;

namespace Evaluation.Core.Notifications;

/// <summary>Something of a campaign that is to be told.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">What makes it the same thing; see <see cref="Notification.Key"/>.</param>
internal sealed record News(NotificationKind Kind, string Key)
{
    /// <summary>The consequence; null where it is none.</summary>
    public Guid? ConsequenceId { get; private init; }

    /// <summary>Who bears it, or who handed it down; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its kind.</summary>
    public ConsequenceKind? Task { get; private init; }

    /// <summary>What is filed; null where nothing is.</summary>
    public FilingPaper? Paper { get; private init; }

    /// <summary>When it is due.</summary>
    public DateOnly? Deadline { get; private init; }

    /// <summary>The planned moment, UTC.</summary>
    public DateTime? Moment { get; init; }

    /// <summary>How many determinations wait.</summary>
    public int? Count { get; init; }

    /// <summary>The subjects, where whoever is one of them must not act; empty where that does not matter.</summary>
    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>Those told beside the roles, because it is theirs.</summary>
    public IReadOnlyList<Recipient> Own { get; init; } = [];

    /// <summary>The roles that are told.</summary>
    public IReadOnlyList<Role> Roles => Kind switch
    {
        NotificationKind.FeedbackGiven => [],
        NotificationKind.Submitted or NotificationKind.IrregularityReported or NotificationKind.Filed => [Role.Superior],
        NotificationKind.Overdue or NotificationKind.FilingOverdue => [Role.Organizer, Role.Superior],
        _ => [Role.Organizer],
    };

    /// <summary>News of a consequence.</summary>
    /// <param name="kind">What.</param>
    /// <param name="consequence">The consequence.</param>
    /// <param name="number">Place of the act in its history, for what can happen again; null for what happens once.</param>
    public static News Of(NotificationKind kind, Consequence consequence, int? number = null) =>
        Of(kind, (consequence.Id, consequence.BearerName, consequence.Kind, consequence.Deadline), number);

    /// <summary>News of a determination that two people decide; whoever is its subject is not told.</summary>
    public static News Of(NotificationKind kind, DeterminationRecord determination, Subject subject) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind} {determination.Id:N} {determination.Version}")) { Name = subject.Name, Subjects = [subject] };

    /// <summary>News of a filing.</summary>
    /// <param name="kind">What.</param>
    /// <param name="filing">The filing.</param>
    /// <param name="number">Place of the act in its history.</param>
    public static News Of(NotificationKind kind, Filing filing, int number) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind} {filing.Id:N} {number}")) { Paper = filing.Paper };

    /// <summary>News of a paper that is to be filed by a day.</summary>
    public static News Of(NotificationKind kind, Guid campaignId, FilingPaper paper, DateOnly due) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind} {campaignId:N} {paper} {due:yyyyMMdd}")) { Paper = paper, Deadline = due };

    /// <summary>News of a consequence of which only this is known.</summary>
    public static News Of(NotificationKind kind, (Guid Id, string BearerName, ConsequenceKind Kind, DateOnly? Deadline) consequence, int? number = null) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind} {consequence.Id:N} {number}").TrimEnd())
        {
            ConsequenceId = consequence.Id,
            Name = consequence.BearerName,
            Task = consequence.Kind,
            Deadline = consequence.Deadline,
        };
}

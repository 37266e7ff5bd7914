namespace Evaluation.Domain.Members;

/// <summary>A post held by a member in an organization from a day to a day. Posts have dates because a consequence falls on whoever held the post on the day an evaluation closed.</summary>
public sealed class Post
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleLength = 60;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>Who holds the post.</summary>
    public Guid MemberId { get; set; }

    /// <summary>Where the post is; it may be another organization than the member's own.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>What kind of post.</summary>
    public PostKind Kind { get; set; }

    /// <summary>Its title, such as 党支部书记.</summary>
    public required string Title { get; set; }

    /// <summary>First day; null when it began before records.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day, included; null while it is held.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Whether the post is held on <paramref name="day"/>; both ends are included.</summary>
    public bool IsHeldOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}

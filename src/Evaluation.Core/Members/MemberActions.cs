using Evaluation.Domain.Members;

namespace Evaluation.Core.Members;

/// <summary>How an act on a roster came out.</summary>
public enum MemberOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>No such person or post in the actor's subtree.</summary>
    NotFound,

    /// <summary>The organization is not in the actor's subtree.</summary>
    OrganizationNotFound,

    /// <summary>The name is empty, too long, or holds what no name holds.</summary>
    BadName,

    /// <summary>The staff number is too long, holds what none holds, or looks like an identity number.</summary>
    BadStaffNumber,

    /// <summary>Somebody else of the organization has this staff number.</summary>
    StaffNumberTaken,

    /// <summary>No such ethnicity.</summary>
    BadEthnicity,

    /// <summary>Born in the future, or before 1900.</summary>
    BadBirthDate,

    /// <summary>Joined in the future, or before being born.</summary>
    BadJoinDate,

    /// <summary>The title is empty, too long, or holds what no title holds.</summary>
    BadTitle,

    /// <summary>The last day lies before the first.</summary>
    EndsBeforeItBegins,

    /// <summary>The organization has another head in that time.</summary>
    HeadTaken,

    /// <summary>A campaign or an account refers to the person.</summary>
    InUse,

    /// <summary>Somebody else changed the person in the meantime.</summary>
    Changed,
}

/// <summary>What is kept of a person.</summary>
public sealed record MemberDetails
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Staff number.</summary>
    public string? StaffNumber { get; init; }

    /// <summary>Sex.</summary>
    public Sex? Sex { get; init; }

    /// <summary>民族, with or without its 族.</summary>
    public string? Ethnicity { get; init; }

    /// <summary>Birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Schooling.</summary>
    public Education? Education { get; init; }

    /// <summary>Date of joining the Party.</summary>
    public DateOnly? JoinDate { get; init; }

    /// <summary>Standing in the Party.</summary>
    public PartyStanding Standing { get; init; }

    /// <summary>Kind of employment.</summary>
    public EmploymentKind Employment { get; init; } = EmploymentKind.Other;

    /// <summary>Whether still on the roster.</summary>
    public MemberStatus Status { get; init; }
}

/// <summary>Adds a person to the roster of an organization.</summary>
public sealed record CreateMember(Guid OrganizationId, MemberDetails Details);

/// <summary>Changes a person; <paramref name="Version"/> is the one that was shown.</summary>
public sealed record EditMember(Guid Id, int Version, MemberDetails Details);

/// <summary>Moves a person to the roster of another organization.</summary>
public sealed record TransferMember(Guid Id, Guid OrganizationId);

/// <summary>Gives a person a post.</summary>
public sealed record AddPost(Guid MemberId, Guid OrganizationId, PostKind Kind, string Title, DateOnly? From, DateOnly? Until);

/// <summary>Ends a post; <paramref name="Until"/> is its last day.</summary>
public sealed record EndPost(Guid PostId, DateOnly Until);

/// <summary>What was made, when it was.</summary>
public sealed record MemberResult(MemberOutcome Outcome, Guid Id);

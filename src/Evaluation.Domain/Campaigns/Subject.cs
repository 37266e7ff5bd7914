using Evaluation.Domain.Members;

namespace Evaluation.Domain.Campaigns;

/// <summary>What is evaluated: an organization or a person, by one pool, with one form. Name and detail are copies, so that a later change of the roster changes no ballot.</summary>
public sealed class Subject
{
    /// <summary>Longest detail, in characters.</summary>
    public const int DetailLength = 100;

    /// <summary>Longest list of posts, in characters; what is longer is cut.</summary>
    public const int PostTitleLength = 200;

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>Who evaluates it.</summary>
    public Guid PoolId { get; set; }

    /// <summary>With which form.</summary>
    public Guid FormId { get; set; }

    /// <summary>What kind of subject.</summary>
    public SubjectKind Kind { get; set; }

    /// <summary>The organization evaluated, or the one to which the person belongs.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>The person evaluated; null for organizations.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Name as printed on the ballot.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of organization, or branch and post of a person, as printed; may be empty.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Place in its pool, from 0.</summary>
    public int Order { get; set; }

    /// <summary>Who bears the consequences (the person, or the head of the organization on the day of closing); set at the end; null when the post is vacant or before the end.</summary>
    public Guid? BearerId { get; set; }

    /// <summary>Name of the bearer as it was that day; empty when the post is vacant or before the end.</summary>
    public string BearerName { get; set; } = "";

    /// <summary>Of a person: name of the branch (the organization on whose roster the person stood) on the day of closing, for the tally sheet; empty for organizations or before the end.</summary>
    public string BranchName { get; set; } = "";

    /// <summary>Of a person: posts held on the day of closing; empty when there was none, for organizations, or before the end.</summary>
    public string PostTitle { get; set; } = "";

    /// <summary>Of a person: standing in the Party on the day of closing; null for organizations or before the end.</summary>
    public PartyStanding? Standing { get; set; }
}

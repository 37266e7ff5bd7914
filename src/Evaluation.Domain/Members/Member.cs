namespace Evaluation.Domain.Members;

/// <summary>A person on the roster of one organization: a Party member, an applicant or a cadre. Identity numbers are never stored.</summary>
public sealed class Member : IVersioned
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 50;

    /// <summary>Longest staff number, in characters.</summary>
    public const int StaffNumberLength = 30;

    private string name = "";

    /// <summary>Random identity.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The organization on whose roster the person stands.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>Name as it is printed.</summary>
    public required string Name
    {
        get => name;
        set
        {
            name = value;
            SearchName = SearchText.Fold(value, NameLength);
        }
    }

    /// <summary>The name as it is searched, folded in width and case.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>Staff number (编号) by which a second import finds the person again; unique within the organization, or null.</summary>
    public string? StaffNumber { get; set; }

    /// <summary>Sex; null when the roster does not say.</summary>
    public Sex? Sex { get; set; }

    /// <summary>民族, such as 汉族; null when the roster does not say.</summary>
    public string? Ethnicity { get; set; }

    /// <summary>Birth date; a roster that gives only the month means its first day.</summary>
    public DateOnly? BirthDate { get; set; }

    /// <summary>Schooling; null when the roster does not say.</summary>
    public Education? Education { get; set; }

    /// <summary>Date of joining the Party; null for those who are not members.</summary>
    public DateOnly? JoinDate { get; set; }

    /// <summary>Standing in the Party.</summary>
    public PartyStanding Standing { get; set; }

    /// <summary>Kind of employment.</summary>
    public EmploymentKind Employment { get; set; } = EmploymentKind.Other;

    /// <summary>Whether the person is still on the roster.</summary>
    public MemberStatus Status { get; set; }

    /// <summary>Place in the given order of the roster.</summary>
    public int Order { get; set; }

    /// <summary>Posts held, past and present.</summary>
    public List<Post> Posts { get; } = [];

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Full or probationary Party member.</summary>
    public bool IsPartyMember => Standing is PartyStanding.Full or PartyStanding.Probationary;

    /// <summary>Full years of age on <paramref name="day"/>; null when the birth date is unknown or later.</summary>
    public int? AgeOn(DateOnly day) => Ages.On(BirthDate, day);
}

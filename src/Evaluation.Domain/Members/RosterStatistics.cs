namespace Evaluation.Domain.Members;

/// <summary>What the statistics need of one person.</summary>
/// <param name="OrganizationId">On whose roster.</param>
/// <param name="Standing">Standing in the Party.</param>
/// <param name="Sex">Sex, if known.</param>
/// <param name="Ethnicity">民族 in full, if known.</param>
/// <param name="BirthDate">Birth date, if known.</param>
/// <param name="Education">Schooling, if known.</param>
/// <param name="Employment">Kind of employment.</param>
public readonly record struct RosterPerson(Guid OrganizationId, PartyStanding Standing, Sex? Sex, string? Ethnicity, DateOnly? BirthDate, Education? Education, EmploymentKind Employment)
{
    /// <summary>Full or probationary Party member.</summary>
    public bool IsPartyMember => Standing is PartyStanding.Full or PartyStanding.Probationary;
}

/// <summary>Integer counts over the Party members of a roster; every share is over <see cref="Members"/>. What is unknown counts nowhere but among the unknown.</summary>
/// <param name="Members">Full and probationary Party members.</param>
/// <param name="Probationary">Of them on probation.</param>
/// <param name="Women">Of them women.</param>
/// <param name="Minorities">Of them of an ethnicity other than 汉族.</param>
/// <param name="AgedAtMost35">Of them aged 35 or under on the day of the statistics.</param>
/// <param name="JuniorCollegeOrHigher">Of them with junior college or higher.</param>
public sealed record RosterCounts(int Members, int Probationary, int Women, int Minorities, int AgedAtMost35, int JuniorCollegeOrHigher)
{
    /// <summary>Upper age of the group that D2 counts, included.</summary>
    public const int YoungAge = 35;

    /// <summary>Counts the Party members among <paramref name="people"/>, ages as of <paramref name="asOf"/>.</summary>
    public static RosterCounts Of(IEnumerable<RosterPerson> people, DateOnly asOf)
    {
        int members = 0, probationary = 0, women = 0, minorities = 0, young = 0, college = 0;
        foreach (var person in people.Where(p => p.IsPartyMember))
        {
            members++;
            probationary += One(person.Standing == PartyStanding.Probationary);
            women += One(person.Sex == Sex.Female);
            minorities += One(person.Ethnicity is not (null or "汉族"));
            young += One(Ages.On(person.BirthDate, asOf) <= YoungAge);
            college += One(person.Education >= Education.JuniorCollege);
        }

        return new RosterCounts(members, probationary, women, minorities, young, college);

        static int One(bool holds) => holds ? 1 : 0;
    }
}

/// <summary>The make-up of a roster on a day.</summary>
/// <param name="AsOf">The day as of which ages are counted.</param>
/// <param name="Total">All Party members.</param>
/// <param name="ByOrganization">The same counts per roster.</param>
/// <param name="ByEmployment">The same counts per kind of employment, in the order of the enumeration; kinds that do not occur are left out.</param>
/// <param name="WithoutSex">Party members whose sex is unknown.</param>
/// <param name="WithoutEthnicity">Party members whose ethnicity is unknown.</param>
/// <param name="WithoutBirthDate">Party members whose birth date is unknown, or later than the day.</param>
/// <param name="WithoutEducation">Party members whose schooling is unknown.</param>
/// <param name="OtherPeople">People on the roster who are not Party members.</param>
public sealed record RosterStatistics(
    DateOnly AsOf,
    RosterCounts Total,
    IReadOnlyDictionary<Guid, RosterCounts> ByOrganization,
    IReadOnlyList<KeyValuePair<EmploymentKind, RosterCounts>> ByEmployment,
    int WithoutSex,
    int WithoutEthnicity,
    int WithoutBirthDate,
    int WithoutEducation,
    int OtherPeople)
{
    /// <summary>Counts a roster; <paramref name="people"/> are those still on it.</summary>
    public static RosterStatistics Of(IReadOnlyCollection<RosterPerson> people, DateOnly asOf)
    {
        var members = people.Where(p => p.IsPartyMember).ToList();
        return new RosterStatistics(
            asOf,
            RosterCounts.Of(members, asOf),
            members.GroupBy(p => p.OrganizationId).ToDictionary(g => g.Key, g => RosterCounts.Of(g, asOf)),
            [.. members.GroupBy(p => p.Employment).OrderBy(g => g.Key).Select(g => KeyValuePair.Create(g.Key, RosterCounts.Of(g, asOf)))],
            members.Count(p => p.Sex is null),
            members.Count(p => p.Ethnicity is null),
            members.Count(p => Ages.On(p.BirthDate, asOf) is null),
            members.Count(p => p.Education is null),
            people.Count - members.Count);
    }
}

using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Testing;

public static partial class TestData
{
    /// <summary>The day as of which <see cref="CreateTownship"/> has its ages.</summary>
    public static readonly DateOnly TownshipDay = new(2026, 3, 31);

    /// <summary>
    /// The roster of D2 with invented people: 20 branches, 741 Party members of whom 96 are on probation, 102 women, 5 of minorities, 232 aged 35 or under
    /// (the youngest of the others turns 36 on the very day, the oldest of these the day after), 77 with junior college or higher.
    /// </summary>
    public static (IReadOnlyList<OrganizationRow> Organizations, IReadOnlyList<MemberRow> Members) CreateTownship()
    {
        var branches = Enumerable.Range(1, 20).Select(i => new OrganizationRow("", 0, $"示例{i}村党支部", null, OrganizationKind.Branch)).ToList();
        var members = Enumerable.Range(0, 741).Select(i => new MemberRow("", 0)
        {
            StaffNumber = $"{i + 1:0000}",
            Name = $"示例{(char)('甲' + (i % 90))}{i}",
            // Steps that share no factor with 741 spread each mark over all branches.
            Sex = Spread(i, 5) < 102 ? Sex.Female : Sex.Male,
            Ethnicity = Spread(i, 7) < 5 ? "土家族" : "汉族",
            BirthDate = new RosterDate(Spread(i, 11) < 232 ? TownshipDay.AddYears(-36).AddDays(1 + Spread(i, 11)) : TownshipDay.AddYears(-36).AddDays(232 - Spread(i, 11)), false),
            Education = Spread(i, 17) < 77 ? Education.JuniorCollege + (i % 3) : Education.PrimarySchool + (i % 4),
            Standing = Spread(i, 23) < 96 ? PartyStanding.Probationary : PartyStanding.Full,
            Organization = branches[i % 20].Name,
            Employment = EmploymentKind.Farmer,
            Status = MemberStatus.Active,
        }).ToList();
        return (branches, members);
    }

    private static int Spread(int i, int step) => i * step % 741;
}

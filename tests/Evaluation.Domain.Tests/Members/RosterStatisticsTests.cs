using Evaluation.Domain.Members;

namespace Evaluation.Domain.Tests.Members;

public sealed class RosterStatisticsTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);
    private static readonly Guid Branch = Guid.NewGuid();

    [Fact]
    public void Of_Person_Turning36OnTheDay_IsNotAged35OrUnder() =>
        Assert.Equal(0, Counts(Person() with { BirthDate = new DateOnly(1990, 6, 30) }).AgedAtMost35);

    [Fact]
    public void Of_Person_Turning36TheDayAfter_IsAged35OrUnder() =>
        Assert.Equal(1, Counts(Person() with { BirthDate = new DateOnly(1990, 7, 1) }).AgedAtMost35);

    [Fact]
    public void Of_PersonBornOn29February_IsAYearOlderOn28FebruaryOfACommonYear()
    {
        Assert.Equal(25, Ages.On(new DateOnly(2000, 2, 29), new DateOnly(2026, 2, 27)));
        Assert.Equal(26, Ages.On(new DateOnly(2000, 2, 29), new DateOnly(2026, 2, 28)));
    }

    [Fact]
    public void Of_UnknownFields_CountNowhereButAmongTheUnknown()
    {
        var statistics = RosterStatistics.Of([Person()], Day);

        Assert.Equal(new RosterCounts(1, 0, 0, 0, 0, 0), statistics.Total);
        Assert.Equal((1, 1, 1, 1), (statistics.WithoutSex, statistics.WithoutEthnicity, statistics.WithoutBirthDate, statistics.WithoutEducation));
    }

    [Fact]
    public void Of_ApplicantsAndOthers_AreNoPartyMembers()
    {
        var statistics = RosterStatistics.Of([Person(), Person(PartyStanding.Probationary), Person(PartyStanding.Applicant), Person(PartyStanding.None)], Day);

        Assert.Equal((2, 1, 2), (statistics.Total.Members, statistics.Total.Probationary, statistics.OtherPeople));
    }

    [Theory]
    [InlineData("汉族", 0)]
    [InlineData("土家族", 1)]
    [InlineData("穿青人", 1)]
    public void Of_Ethnicity_OtherThanHanIsAMinority(string ethnicity, int expected) =>
        Assert.Equal(expected, Counts(Person() with { Ethnicity = ethnicity }).Minorities);

    [Theory]
    [InlineData(Education.HighSchool, 0)]
    [InlineData(Education.SecondaryVocational, 0)]
    [InlineData(Education.JuniorCollege, 1)]
    [InlineData(Education.Doctor, 1)]
    public void Of_Education_JuniorCollegeIsTheFirstThatCounts(Education education, int expected) =>
        Assert.Equal(expected, Counts(Person() with { Education = education }).JuniorCollegeOrHigher);

    [Fact]
    public void Of_SeveralRosters_AreCountedApartAndAddUp()
    {
        var other = Guid.NewGuid();
        var statistics = RosterStatistics.Of(
            [Person() with { Sex = Sex.Female, Employment = EmploymentKind.Farmer }, Person() with { OrganizationId = other, Employment = EmploymentKind.Retired }, Person() with { OrganizationId = other, Employment = EmploymentKind.Farmer }],
            Day);

        Assert.Equal((1, 2), (statistics.ByOrganization[Branch].Members, statistics.ByOrganization[other].Members));
        Assert.Equal([(EmploymentKind.Retired, 1), (EmploymentKind.Farmer, 2)], statistics.ByEmployment.Select(e => (e.Key, e.Value.Members)));
        Assert.Equal(statistics.Total.Members, statistics.ByOrganization.Values.Sum(c => c.Members));
    }

    [Fact]
    public void Of_EmptyRoster_IsZeroThroughout() => Assert.Equal(new RosterCounts(0, 0, 0, 0, 0, 0), RosterStatistics.Of([], Day).Total);

    private static RosterCounts Counts(RosterPerson person) => RosterStatistics.Of([person], Day).Total;

    private static RosterPerson Person(PartyStanding standing = PartyStanding.Full) => new(Branch, standing, null, null, null, null, EmploymentKind.Other);
}

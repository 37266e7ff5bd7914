using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Tests.Members;

public sealed class RosterWordsTests
{
    [Theory]
    [InlineData("正式", PartyStanding.Full)]
    [InlineData("正式党员", PartyStanding.Full)]
    [InlineData("中共党员", PartyStanding.Full)]
    [InlineData("预备", PartyStanding.Probationary)]
    [InlineData("中共预备党员", PartyStanding.Probationary)]
    [InlineData("預備黨員", PartyStanding.Probationary)]
    [InlineData("入党积极分子", PartyStanding.Applicant)]
    [InlineData("群众", PartyStanding.None)]
    [InlineData("群眾", PartyStanding.None)]
    [InlineData("共青团员", PartyStanding.None)]
    [InlineData(" 正 式 ", PartyStanding.Full)]
    public void Read_Standing_IsUnderstood(string word, PartyStanding expected) => Assert.Equal(expected, RosterWords.Read<PartyStanding>(word));

    [Theory]
    [InlineData("大专", Education.JuniorCollege)]
    [InlineData("专科", Education.JuniorCollege)]
    [InlineData("大学", Education.Bachelor)]
    [InlineData("本科", Education.Bachelor)]
    [InlineData("本科学历", Education.Bachelor)]
    [InlineData("在职大专", Education.JuniorCollege)]
    [InlineData("中央党校研究生", Education.Master)]
    [InlineData("研究生", Education.Master)]
    [InlineData("中专", Education.SecondaryVocational)]
    [InlineData("高中", Education.HighSchool)]
    [InlineData("高中文化", Education.HighSchool)]
    [InlineData("初中", Education.MiddleSchool)]
    [InlineData("小学", Education.PrimarySchool)]
    public void Read_Education_IsUnderstood(string word, Education expected) => Assert.Equal(expected, RosterWords.Read<Education>(word));

    [Theory]
    [InlineData("女", Sex.Female)]
    [InlineData("男性", Sex.Male)]
    [InlineData("F", Sex.Female)]
    public void Read_Sex_IsUnderstood(string word, Sex expected) => Assert.Equal(expected, RosterWords.Read<Sex>(word));

    [Fact]
    public void Read_UnknownWord_IsNull()
    {
        Assert.Null(RosterWords.Read<Sex>("未知"));
        Assert.Null(RosterWords.Read<Education>("学历"));
        Assert.Null(RosterWords.Read<PartyStanding>("待定"));
    }

    [Theory]
    [InlineData("汉", "汉族")]
    [InlineData("汉族", "汉族")]
    [InlineData("土家", "土家族")]
    [InlineData("维吾尔族", "维吾尔族")]
    [InlineData("穿青人", "穿青人")]
    [InlineData("汗族", null)]
    [InlineData("族", null)]
    public void ReadEthnicity_ShortOrFull_GivesTheFullName(string word, string? expected) => Assert.Equal(expected, RosterWords.ReadEthnicity(word));

    [Fact]
    public void AllEthnicities_AreThe56AndThreeMore() => Assert.Equal(56 + 3, RosterWords.AllEthnicities.Count);

    [Theory]
    [InlineData("支部书记", OrganizationKind.Branch, PostKind.Head)]
    [InlineData("党支部书记", OrganizationKind.Branch, PostKind.Head)]
    [InlineData("书记", OrganizationKind.Branch, PostKind.Head)]
    [InlineData("支部副书记", OrganizationKind.Branch, PostKind.DeputyHead)]
    [InlineData("组织委员", OrganizationKind.Branch, PostKind.TeamMember)]
    [InlineData("镇党委书记", OrganizationKind.Branch, PostKind.Cadre)]
    [InlineData("镇党委书记", OrganizationKind.PartyCommittee, PostKind.Head)]
    [InlineData("总支部书记", OrganizationKind.Branch, PostKind.Cadre)]
    [InlineData("党组书记、局长", OrganizationKind.PartyGroup, PostKind.Head)]
    [InlineData("党组成员", OrganizationKind.PartyGroup, PostKind.TeamMember)]
    [InlineData("科员", OrganizationKind.Unit, PostKind.Cadre)]
    public void KindOf_Title_MakesOnlyTheFittingSecretaryHead(string title, OrganizationKind organization, PostKind expected) =>
        Assert.Equal(expected, PostTitles.KindOf(title, organization));

    [Theory]
    [InlineData("示例村党支部", OrganizationKind.Branch)]
    [InlineData("示例村党总支", OrganizationKind.GeneralBranch)]
    [InlineData("中共示例镇委员会", OrganizationKind.PartyCommittee)]
    [InlineData("示例局党组", OrganizationKind.PartyGroup)]
    [InlineData("示例市商务局", OrganizationKind.Unit)]
    public void KindOf_OrganizationName_FollowsItsEnd(string name, OrganizationKind expected) => Assert.Equal(expected, OrganizationNames.KindOf(name));
}

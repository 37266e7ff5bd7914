using Evaluation.Domain.Members;

namespace Evaluation.Domain.Tests.Members;

public sealed class RosterCellTests
{
    [Theory]
    [InlineData("1985.03", "1985-03-01", true)]
    [InlineData("1985-3", "1985-03-01", true)]
    [InlineData("1985/3", "1985-03-01", true)]
    [InlineData("1985.10", "1985-10-01", true)]
    [InlineData("1985-1", "1985-01-01", true)]
    [InlineData("198503", "1985-03-01", true)]
    [InlineData("1985年3月", "1985-03-01", true)]
    [InlineData("１９８５．０３", "1985-03-01", true)]
    [InlineData(" 1985 . 03 ", "1985-03-01", true)]
    [InlineData("1985.03.", "1985-03-01", true)]
    [InlineData("1985/03/12", "1985-03-12", false)]
    [InlineData("1985.3.12", "1985-03-12", false)]
    [InlineData("19850312", "1985-03-12", false)]
    [InlineData("1985年03月12日", "1985-03-12", false)]
    [InlineData("1985-03-12 00:00:00", "1985-03-12", false)]
    [InlineData("1984-02-29", "1984-02-29", false)]
    public void ReadDate_UsualWriting_IsUnderstood(string text, string expected, bool monthOnly)
    {
        var (date, problem) = RosterCell.ReadDate(text);

        Assert.Null(problem);
        Assert.Equal(new RosterDate(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), monthOnly), date);
    }

    [Theory]
    [InlineData("85.3", RosterProblem.BadDate)]
    [InlineData("1985", RosterProblem.BadDate)]
    [InlineData("31118", RosterProblem.BadDate)]
    [InlineData("1985-13", RosterProblem.BadDate)]
    [InlineData("1985-00", RosterProblem.BadDate)]
    [InlineData("1985-02-29", RosterProblem.BadDate)]
    [InlineData("0000-01-01", RosterProblem.BadDate)]
    [InlineData("不详", RosterProblem.BadDate)]
    [InlineData("1899.12", RosterProblem.DateOutOfRange)]
    [InlineData("1985.1", RosterProblem.AmbiguousMonth)]
    public void ReadDate_OtherWriting_IsRefusedWithItsReason(string text, RosterProblem expected) =>
        Assert.Equal((null, expected), RosterCell.ReadDate(text));

    [Theory]
    [InlineData("李　明", "李明")]
    [InlineData(" 李 明\n", "李明")]
    [InlineData("阿依古丽·买买提", "阿依古丽·买买提")]
    [InlineData("Anna  Li", "Anna Li")]
    public void Tidy_WhiteSpaceOfForms_IsRemoved(string text, string expected) => Assert.Equal(expected, RosterCell.Tidy(text));

    [Fact]
    public void ReadPosts_SeveralTitlesWithOneOrganization_GivesEachTheOrganization()
    {
        var posts = RosterCell.ReadPosts("支部书记；组织委员", "", "第一党支部", "2021-03;2019.05至2021.02");

        Assert.Equal(
            [
                new RosterPost("支部书记", null, "第一党支部", new DateOnly(2021, 3, 1), null),
                new RosterPost("组织委员", null, "第一党支部", new DateOnly(2019, 5, 1), new DateOnly(2021, 2, 28)),
            ],
            posts!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("普通党员")]
    public void ReadPosts_NoPost_GivesNone(string title) => Assert.Empty(RosterCell.ReadPosts(title, "", "", "")!);

    [Theory]
    [InlineData("书记；委员", "", "", "2021-03；2022-01；2023-01")]
    [InlineData("书记；", "", "", "")]
    [InlineData("书记", "什么", "", "")]
    [InlineData("书记", "", "", "去年")]
    [InlineData("书记", "", "", "2021-03至2020-01")]
    public void ReadPosts_ListsThatDoNotMatch_AreRefused(string titles, string kinds, string organizations, string dates) =>
        Assert.Null(RosterCell.ReadPosts(titles, kinds, organizations, dates));

    [Theory]
    [InlineData("110101199003071234", true)]
    [InlineData("11010119900307123X", true)]
    [InlineData("110101 19900307 123x", true)]
    [InlineData("李示例110101199003071234", true)]
    [InlineData("１１０１０１１９９００３０７１２３４", true)]
    [InlineData("1.10101199003071E+17", true)]
    [InlineData("110101900307123", true)]
    [InlineData("1985-03-12", false)]
    [InlineData("2019-05-01至2021-03-01", false)]
    [InlineData("13800000000", false)]
    [InlineData("20260001", false)]
    public void HoldsIdentityNumber_AnyWriting_IsSeen(string text, bool expected) =>
        Assert.Equal(expected, PlainText.HoldsIdentityNumber(text));

    [Theory]
    [InlineData("=cmd()", false)]
    [InlineData("+1", false)]
    [InlineData("-1", false)]
    [InlineData("@x", false)]
    [InlineData("＝1", false)]
    [InlineData("<script>", false)]
    [InlineData("李\0示例", false)]
    [InlineData("李-示例", true)]
    [InlineData("阿依古丽·买买提", true)]
    public void IsPlain_Name_HoldsNothingThatOtherProgramsActOn(string text, bool expected) => Assert.Equal(expected, PlainText.IsPlain(text));
}

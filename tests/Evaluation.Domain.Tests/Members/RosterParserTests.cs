using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Domain.Tests.Members;

public sealed class RosterParserTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Fact]
    public void Parse_ColumnsInAnyOrderBelowTitles_AreFoundByTheirHeaders()
    {
        var roster = Parse(
            ["示例镇党员名册"],
            ["填表单位：示例镇党委", "", "2026年6月"],
            ["序号", "文化程度", "政治面貌", "姓  名", "所在\n支部", "出生年月（年月）", "*性别", "加入党组织时间"],
            ["1", "大专", "中共党员", "李 示例", "第一党支部", "1985.03", "女", "2009年7月1日"]);

        var member = Assert.Single(roster.Members);
        Assert.Empty(roster.Remarks);
        Assert.Equal(("李示例", "第一党支部", Education.JuniorCollege, PartyStanding.Full, Sex.Female), (member.Name, member.Organization, member.Education, member.Standing, member.Sex));
        Assert.Equal(new RosterDate(new DateOnly(1985, 3, 1), true), member.BirthDate);
        Assert.Equal(new RosterDate(new DateOnly(2009, 7, 1), false), member.JoinDate);
        Assert.Equal(4, member.Row);
    }

    [Fact]
    public void Parse_IdentityNumberColumn_IsDroppedAndSaidSo()
    {
        var roster = Parse(["姓名", "身份证号码", "性别"], ["李示例", "110101199003071234", "男"]);

        Assert.Equal("李示例", Assert.Single(roster.Members).Name);
        Assert.Equal(Remark(1, 1, "身份证号码", RosterProblem.IdentityColumnDropped), Assert.Single(roster.Remarks), RemarkComparer.Instance);
        Assert.DoesNotContain("110101", System.Text.Json.JsonSerializer.Serialize(roster), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_IdentityNumberInAnotherColumn_IsAnErrorThatDoesNotRepeatIt()
    {
        var roster = Parse(["姓名", "编号", "职务", "民族", "出生年月"], ["李示例", "110101199003071234", "书记110101199003071234", "110101199003071234", "110101199003071234"]);

        Assert.Empty(roster.Members);
        Assert.Equal(4, roster.Remarks.Count);
        Assert.All(roster.Remarks, remark => Assert.Equal((RosterProblem.IdentityNumber, 2), (remark.Problem, remark.Row)));
        Assert.DoesNotContain("110101", System.Text.Json.JsonSerializer.Serialize(roster), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_UnknownColumnsAndSheets_AreListedAsIgnored()
    {
        var roster = RosterParser.Parse(
            [Sheet("党员", ["姓名", "性别", "血型", "性别"], ["李示例", "男", "A", "女"]), Sheet("说明", ["请填写"])],
            Today);

        Assert.Equal(Sex.Male, Assert.Single(roster.Members).Sex);
        Assert.Equal(
            [("党员", "C", RosterProblem.ColumnIgnored), ("党员", "D", RosterProblem.ColumnIgnored), ("说明", null, RosterProblem.SheetIgnored)],
            roster.Remarks.Select(r => (r.Sheet, r.ColumnLetters, r.Problem)));
    }

    [Fact]
    public void Parse_NoHeaderAnywhere_IsAnErrorOfTheFile()
    {
        var remark = Assert.Single(Parse(["李示例", "男"]).Remarks);

        Assert.True(remark.IsError);
        Assert.Equal(RosterProblem.NoHeader, remark.Problem);
    }

    [Fact]
    public void Parse_Mistakes_AreEachLocatedByRowAndColumn()
    {
        var roster = Parse(
            ["姓名", "性别", "出生年月", "入党时间", "学历", "民族", "党员类别"],
            ["", "男", "1985.03", "", "", "", "正式"],
            ["李示例", "？", "85.3", "1980.01", "大学堂", "汗族", "正试"],
            ["=cmd()", "男", "2030-01", "", "", "", "正式"],
            ["王示例", "女", "1990-05", "1985-05", "", "", "正式"],
            ["赵示例", "女", "1990-05", "2010-05", "大学", "汉", "正式"]);

        Assert.Equal("赵示例", Assert.Single(roster.Members).Name);
        Assert.Equal([2, 3, 4, 5], roster.BadRows.Select(row => row.Row));
        Assert.Equal(
            [
                (2, "A", RosterProblem.Required),
                (3, "B", RosterProblem.UnknownWord), (3, "F", RosterProblem.UnknownWord), (3, "C", RosterProblem.BadDate), (3, "E", RosterProblem.UnknownWord), (3, "G", RosterProblem.UnknownWord),
                (4, "A", RosterProblem.BadCharacters), (4, "C", RosterProblem.DateOutOfRange),
                (5, "D", RosterProblem.JoinBeforeBirth),
            ],
            roster.Remarks.Select(r => (r.Row, r.ColumnLetters!, r.Problem)));
    }

    [Fact]
    public void Parse_NameOver50Characters_IsTooLong()
    {
        var roster = Parse(["姓名", "性别"], [new string('甲', 50), "男"], [new string('甲', 51), "男"]);

        Assert.Single(roster.Members);
        var remark = Assert.Single(roster.Remarks);
        Assert.Equal(RosterProblem.TooLong, remark.Problem);
        Assert.Equal("50", remark.Arguments[0]);
        Assert.Equal(41, remark.Arguments[1].Length);
    }

    [Fact]
    public void Parse_OrganizationsSheet_IsToldFromPeopleByItsHeaders()
    {
        var roster = Parse(["上级组织", "组织名称", "组织类型"], ["示例镇党委", "第一党支部", "党支部"], ["", "示例镇党委", ""]);

        Assert.Empty(roster.Remarks);
        Assert.Equal(
            [new OrganizationRow("s", 2, "第一党支部", "示例镇党委", OrganizationKind.Branch), new OrganizationRow("s", 3, "示例镇党委", null, null)],
            roster.Organizations);
    }

    [Fact]
    public void Parse_RowsWithoutAnythingKnown_AreNoEntries() =>
        Assert.Empty(Parse(["序号", "编号", "姓名", "性别", "备注"], ["1", "0001", "", "", ""], ["", "", "", "", "填表人：示例"]).BadRows);

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(51, "AZ")]
    [InlineData(52, "BA")]
    public void ColumnLetters_AreThoseOfSpreadsheets(int column, string expected) =>
        Assert.Equal(expected, Remark(1, column, "", RosterProblem.BadDate).ColumnLetters);

    private static RosterRemark Remark(int row, int column, string header, RosterProblem problem) => new("s", row, column, header, problem, []);

    private static ParsedRoster Parse(params string[][] rows) => RosterParser.Parse([Sheet("s", rows)], Today);

    private static RosterSheet Sheet(string name, params string[][] rows) => new(name, [.. rows.Select((cells, i) => new RosterSheetRow(i + 1, cells))]);

    private sealed class RemarkComparer : IEqualityComparer<RosterRemark>
    {
        public static readonly RemarkComparer Instance = new();

        public bool Equals(RosterRemark? x, RosterRemark? y) => x! with { Arguments = y!.Arguments } == y && x.Arguments.SequenceEqual(y.Arguments);

        public int GetHashCode(RosterRemark obj) => obj.Row;
    }
}

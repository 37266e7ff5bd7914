using Evaluation.Documents.Rosters;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;

namespace Evaluation.Documents.Tests.Rosters;

public sealed class RosterWorkbookTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    // Words and headers as a spreadsheet would show them; that those of the product's languages are understood is tested with its resources.
    internal static readonly RosterLabels Labels = new()
    {
        InstructionsSheet = "填写说明",
        OrganizationsSheet = "组织",
        MembersSheet = "党员",
        Column = field => field switch
        {
            RosterField.StaffNumber => "编号",
            RosterField.Name => "姓名",
            RosterField.Sex => "性别",
            RosterField.Ethnicity => "民族",
            RosterField.BirthDate => "出生年月",
            RosterField.Education => "学历",
            RosterField.JoinDate => "入党时间",
            RosterField.Standing => "党员类别",
            RosterField.Organization => "所在组织",
            RosterField.Employment => "人员性质",
            RosterField.Status => "状态",
            RosterField.Post => "职务",
            RosterField.PostKind => "职务类别",
            RosterField.PostOrganization => "任职组织",
            RosterField.PostFrom => "任职时间",
            RosterField.OrganizationName => "组织名称",
            RosterField.ParentOrganization => "上级组织",
            RosterField.OrganizationKind => "组织类型",
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        },
        Word = value => value switch
        {
            Sex.Male => "男",
            PartyStanding.Full => "正式党员",
            Education.Bachelor => "大学本科",
            EmploymentKind.GeneralCadre => "一般干部",
            MemberStatus.Active => "在册",
            PostKind.Head => "主要负责人",
            PostKind.Cadre => "干部",
            OrganizationKind.Branch => "党支部",
            _ => "其他",
        },
    };

    [Fact]
    public async Task Write_AnyRoster_IsReadBackUnchanged()
    {
        var organization = new OrganizationRow("组织", 2, "第一党支部", "示例镇党委", OrganizationKind.Branch);
        var member = new MemberRow("党员", 2)
        {
            Name = "欧阳示例",
            StaffNumber = "0012",
            Sex = Sex.Male,
            Ethnicity = "土家族",
            BirthDate = new RosterDate(new DateOnly(1985, 3, 1), true),
            Education = Education.Bachelor,
            JoinDate = new RosterDate(new DateOnly(2009, 7, 2), false),
            Standing = PartyStanding.Full,
            Employment = EmploymentKind.GeneralCadre,
            Status = MemberStatus.Active,
            Organization = "示例镇党委/第一党支部",
            Posts =
            [
                new RosterPost("支部书记", PostKind.Head, "第一党支部", new DateOnly(2021, 3, 1), null),
                new RosterPost("干事", PostKind.Cadre, "示例镇党委", new DateOnly(2015, 1, 1), new DateOnly(2020, 12, 31)),
            ],
        };

        var read = RosterParser.Parse((await WriteAsync([organization], [member])).Sheets, Today);

        Assert.Empty(read.Remarks);
        Assert.Equal(organization, Assert.Single(read.Organizations));
        var back = Assert.Single(read.Members);
        Assert.Equal(member.Posts, back.Posts);
        Assert.Equal(member with { Posts = back.Posts }, back);
    }

    [Theory]
    [InlineData("=cmd()")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Write_HostileName_IsATextCell(string name)
    {
        using var file = new MemoryStream();
        RosterWorkbook.Write(file, Labels, [], [new MemberRow("", 0) { Name = name }]);

        using var book = new ClosedXML.Excel.XLWorkbook(new MemoryStream(file.ToArray()));
        var cell = book.Worksheet("党员").Cell(2, 2);
        Assert.False(cell.HasFormula);
        Assert.Equal(ClosedXML.Excel.XLDataType.Text, cell.DataType);
        Assert.Equal(name, cell.GetString());
        Assert.Equal(name, (await RosterReaderTests.ReadAsync(file.ToArray(), "a.xlsx")).Sheets[1].Rows[1][1]);
    }

    [Fact]
    public async Task Write_ControlCharacter_IsLeftOut() =>
        Assert.Equal("李示例", (await WriteAsync([], [new MemberRow("", 0) { Name = "李\u0001示例" }])).Sheets[1].Rows[1][1]);

    private static async Task<RosterReading> WriteAsync(IEnumerable<OrganizationRow> organizations, IEnumerable<MemberRow> members)
    {
        using var file = new MemoryStream();
        RosterWorkbook.Write(file, Labels, organizations, members);
        return await RosterReaderTests.ReadAsync(file.ToArray(), "a.xlsx");
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Members;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Members;

public sealed class RosterImportTests
{
    private static readonly string[] Header = ["姓名", "性别", "出生年月", "党员类别", "所在支部", "编号", "职务", "任职时间"];

    private static readonly RosterSheet TwoPeople = People(
        ["李示例", "男", "1985.03", "正式", "第一党支部", "0001", "支部书记", "2021-03"],
        ["王示例", "女", "1990-05-06", "预备", "第二党支部"]);

    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Commit_RightFile_StoresPeopleWithPosts(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.ImportAsync(TwoPeople);

        Assert.Equal(new ImportCounts(2, 0, 0), preview.Members);
        var li = (await rosters.MembersAsync()).Single(m => m.Name == "李示例");
        Assert.Equal((rosters.First.Id, "0001", Sex.Male, new DateOnly(1985, 3, 1), PartyStanding.Full), (li.OrganizationId, li.StaffNumber, li.Sex, li.BirthDate, li.Standing));
        Assert.Equal((PostKind.Head, rosters.First.Id, new DateOnly(2021, 3, 1)), (li.Posts.Single().Kind, li.Posts.Single().OrganizationId, li.Posts.Single().From));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Commit_SameFileTwice_ChangesNothingTheSecondTime(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);
        var before = await rosters.MembersAsync();

        var preview = await rosters.ImportAsync(TwoPeople);

        Assert.Equal(new ImportCounts(0, 0, 2), preview.Members);
        Assert.False(preview.HasChanges);
        Assert.Equivalent(before, await rosters.MembersAsync(), strict: true);
    }

    [Fact]
    public async Task Preview_RightFile_WritesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.PreviewAsync(TwoPeople);

        Assert.Equal(2, preview.Members.New);
        Assert.Empty(await rosters.MembersAsync());
    }

    [Fact]
    public async Task Commit_FileWithErrors_WritesNothingUnlessTheGoodRowsAreChosen()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var sheet = People(["李示例", "男", "1985.03", "正式", "第一党支部"], ["王示例", "女", "1990-13", "正式", "第一党支部"], ["赵示例", "男", "", "正式", "第三党支部"]);

        var refused = await rosters.ImportAsync(goodRowsOnly: false, sheet);
        Assert.Equal(ImportOutcome.HasErrors, refused.Outcome);
        Assert.Empty(await rosters.MembersAsync());

        var done = await rosters.ImportAsync(goodRowsOnly: true, sheet);
        Assert.Equal(ImportOutcome.Done, done.Outcome);
        Assert.Equal("李示例", Assert.Single(await rosters.MembersAsync()).Name);
        Assert.Equal(2, done.Preview!.RowsInError);
        Assert.Equal(
            [("党员", 3, "C", RosterProblem.BadDate), ("党员", 4, "E", RosterProblem.UnknownOrganization)],
            done.Preview.Errors.Select(e => (e.Sheet, e.Row, e.ColumnLetters!, e.Problem)));
    }

    [Fact]
    public async Task Preview_RowWithSeveralErrors_TellsAllOfThemInTheOrderOfTheFile()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.PreviewAsync(People(["李示例", "男", "1990-13", "正式", "第三党支部"], ["王示例", "女", "", "正式", "第四党支部"], ["赵示例", "？", "", "正式", "第一党支部"]));

        Assert.Equal([(2, "C"), (2, "E"), (3, "E"), (4, "B")], preview.Errors.Select(e => (e.Row, e.ColumnLetters!)));
        Assert.Equal(3, preview.RowsInError);
    }

    [Fact]
    public async Task Commit_RefusedForErrors_KeepsTheDraft()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var draft = await rosters.UploadAsync(People(["李示例", "男", "", "正式", "第一党支部"], ["王示例", "女", "1990-13", "正式", "第一党支部"]));
        var scope = await rosters.ScopeAsync();

        await host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, false, default));
        var again = await host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, true, default));
        var thrice = await host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, true, default));

        Assert.Equal((ImportOutcome.Done, ImportOutcome.NotFound), (again.Outcome, thrice.Outcome));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Commit_SameDraftTwiceAtOnce_WritesOnce(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var rosters = await RosterDriver.CreateAsync(host);
        var draft = await rosters.UploadAsync(TwoPeople);
        var scope = await rosters.ScopeAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, false, default)))));

        Assert.Single(results, r => r.Outcome == ImportOutcome.Done);
        Assert.Equal(2, (await rosters.MembersAsync()).Count);
    }

    [Fact]
    public async Task Commit_OrganizationsSheet_MakesWhatIsMissingInWhateverOrder()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var organizations = RosterDriver.Sheet("组织", ["组织名称", "上级组织", "组织类型"], ["东片第一支部", "东片党总支", ""], ["东片党总支", "", ""], ["示例镇党委", "", "党委"], ["第一党支部", "示例镇党委", "党支部"]);

        var preview = await rosters.ImportAsync(organizations, People(["李示例", "男", "", "正式", "东片第一支部"], ["王示例", "女", "", "正式", "东片党总支/东片第一支部"]));

        Assert.Equal(new ImportCounts(2, 0, 2), preview.Organizations);
        var made = await host.QueryAsync(db => db.Organizations.SingleAsync(o => o.Name == "东片第一支部"));
        var general = await host.QueryAsync(db => db.Organizations.SingleAsync(o => o.Name == "东片党总支"));
        Assert.Equal((OrganizationKind.Branch, OrganizationKind.GeneralBranch, general.Id), (made.Kind, general.Kind, made.ParentId!.Value));
        Assert.All(await rosters.MembersAsync(), m => Assert.Equal(made.Id, m.OrganizationId));
        Assert.Equal(new ImportCounts(0, 0, 4), (await rosters.ImportAsync(organizations)).Organizations);
    }

    [Fact]
    public async Task Preview_OrganizationUnderAnotherSuperior_IsAnErrorAndMovesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.PreviewAsync(RosterDriver.Sheet("组织", ["组织名称", "上级组织"], ["第一党支部", "第二党支部"], ["第三党支部", "无此组织"]));

        Assert.Equal([(2, "B", RosterProblem.OrganizationElsewhere), (3, "B", RosterProblem.UnknownOrganization)], preview.Errors.Select(e => (e.Row, e.ColumnLetters!, e.Problem)).Order());
    }

    [Fact]
    public async Task Preview_OrganizationsNamedAndNotDeclared_AreMadeWhenAsked()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();
        var start = new StartImport(rosters.Township.Id, "名册.csv", [People(["李示例", "男", "", "正式", "东风村党支部"], ["王示例", "女", "", "正式", "东风村党支部"])], MakesOrganizations: true);
        var draft = await host.RunAsync<RosterImport, Guid?>(s => s.StartAsync(scope, start, default));

        var preview = await host.RunAsync<RosterImport, RosterPreview?>(s => s.PreviewAsync(scope, draft!.Value, default));

        Assert.True(preview!.IsRight);
        Assert.Equal((1, 2), (preview.Organizations.New, preview.Members.New));
        Assert.Equal(RosterProblem.OrganizationMade, Assert.Single(preview.Notices).Problem);
    }

    [Fact]
    public async Task Commit_EmptyCells_EraseNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        var preview = await rosters.ImportAsync(People(["李示例", "", "", "", "第一党支部", "0001"]));

        Assert.Equal(new ImportCounts(0, 0, 1), preview.Members);
        Assert.Equal((Sex.Male, PartyStanding.Full), (await rosters.MembersAsync()).Where(m => m.Name == "李示例").Select(m => (m.Sex, m.Standing)).Single());
    }

    [Fact]
    public async Task Preview_ChangedRow_SaysWhatChanges()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        var preview = await rosters.PreviewAsync(People(["王示例", "女", "1990-05", "正式", "第二党支部"]));

        var change = Assert.Single(preview.Changes);
        Assert.Equal(("王示例", 2), (change.Name, change.Row));
        Assert.Equal(new FieldChange(RosterField.Standing, PartyStanding.Probationary, PartyStanding.Full), Assert.Single(change.Fields));
    }

    [Fact]
    public async Task Commit_MonthThenDay_SharpensTheDateAndNeverBluntsIt()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        await rosters.ImportAsync(People(["李示例", "男", "1985-03-12", "正式", "第一党支部", "0001"]));
        await rosters.ImportAsync(TwoPeople);

        Assert.Equal(new DateOnly(1985, 3, 12), (await rosters.MembersAsync()).Single(m => m.Name == "李示例").BirthDate);
    }

    [Fact]
    public async Task Preview_SamePersonTwiceInTheFile_IsAnErrorThatNamesTheFirstRow()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.PreviewAsync(People(["李示例", "男", "1985.03", "正式", "第一党支部"], ["李示例", "男", "1985-03-12", "正式", "第一党支部"], ["李示例", "男", "1990-01", "正式", "第一党支部"]));

        var error = Assert.Single(preview.Errors);
        Assert.Equal((RosterProblem.DuplicateRow, 3, "2"), (error.Problem, error.Row, error.Arguments[1]));
        Assert.Equal(2, preview.Members.New);
    }

    [Fact]
    public async Task Preview_NameThatSeveralPeopleHave_IsAmbiguousWithoutBirthDate()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(People(["李示例", "男", "1985-03-12", "正式", "第一党支部"], ["李示例", "男", "1990-01-02", "正式", "第一党支部"]));

        var preview = await rosters.PreviewAsync(People(["李示例", "男", "", "预备", "第一党支部"]));

        Assert.Equal(RosterProblem.AmbiguousPerson, Assert.Single(preview.Errors).Problem);
    }

    [Fact]
    public async Task Preview_StaffNumberOfAnotherName_IsAnErrorAndRenamesNobody()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        var preview = await rosters.PreviewAsync(People(["赵示例", "男", "1970-01", "正式", "第一党支部", "0001"]));

        Assert.Equal((RosterProblem.StaffNumberTaken, "F", "李示例"), preview.Errors.Select(e => (e.Problem, e.ColumnLetters!, e.Arguments[0])).Single());
    }

    [Fact]
    public async Task Preview_NewPersonWithoutStanding_IsAnError()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);

        var preview = await rosters.PreviewAsync(People(["李示例", "男", "", "", "第一党支部"]));

        Assert.Equal((RosterProblem.StandingMissing, "D"), preview.Errors.Select(e => (e.Problem, e.ColumnLetters!)).Single());
    }

    [Fact]
    public async Task Preview_PersonOnAnotherRoster_IsNoticedAsPossibleTransfer()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        var preview = await rosters.PreviewAsync(People(["王示例", "女", "1990-05-06", "正式", "第一党支部"]));

        Assert.Equal((RosterProblem.PossibleTransfer, "第二党支部"), preview.Notices.Select(n => (n.Problem, n.Arguments[1])).Single());
    }

    [Fact]
    public async Task Commit_NewHeadWithDate_EndsThePresentHeadTheDayBefore()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);
        var sheet = People(["赵示例", "男", "1980-01", "正式", "第一党支部", "", "支部书记", "2026-02-01"]);

        var preview = await rosters.ImportAsync(sheet);
        var again = await rosters.ImportAsync(sheet);

        Assert.Equal((RosterProblem.HeadReplaced, "李示例"), preview.Notices.Select(n => (n.Problem, n.Arguments[1])).Single());
        Assert.Equal(new DateOnly(2026, 1, 31), (await rosters.MembersAsync()).Single(m => m.Name == "李示例").Posts.Single().Until);
        Assert.False(again.HasChanges);
    }

    [Fact]
    public async Task Preview_SecondHead_IsAnError()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(TwoPeople);

        var undated = await rosters.PreviewAsync(People(["赵示例", "男", "1980-01", "正式", "第一党支部", "", "支部书记"]));
        var twoInFile = await rosters.PreviewAsync(People(
            ["赵示例", "男", "1980-01", "正式", "第二党支部", "", "支部书记", "2020-01"], ["钱示例", "男", "1980-01", "正式", "第二党支部", "", "支部书记", "2024-01"]));

        Assert.Equal((RosterProblem.HeadTaken, "G", "李示例"), undated.Errors.Select(e => (e.Problem, e.ColumnLetters!, e.Arguments[1])).Single());
        Assert.Equal((RosterProblem.HeadTaken, 3, "赵示例"), twoInFile.Errors.Select(e => (e.Problem, e.Row, e.Arguments[1])).Single());
        Assert.Equal(1, twoInFile.Members.New);
    }

    [Fact]
    public async Task Start_OrganizationOutsideTheScope_IsRefused()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var scope = await rosters.ScopeAsync();

        Assert.Null(await host.RunAsync<RosterImport, Guid?>(s => s.StartAsync(scope, new StartImport(rosters.Neighbour.Id, "a.csv", [TwoPeople]), default)));
        Assert.Null(await host.RunAsync<RosterImport, Guid?>(s => s.StartAsync(Scope.Nobody, new StartImport(rosters.Township.Id, "a.csv", [TwoPeople]), default)));
    }

    [Theory]
    [InlineData(Role.Superior)]
    [InlineData(Role.Witness)]
    [InlineData(Role.Member)]
    public async Task Start_ByAnotherRole_IsRefused(Role role)
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var user = TestData.CreateUser("他人", (role, rosters.Township));
        await host.AddAsync(user);
        var scope = await rosters.ScopeAsync(user);

        Assert.Null(await host.RunAsync<RosterImport, Guid?>(s => s.StartAsync(scope, new StartImport(rosters.Township.Id, "a.csv", [TwoPeople]), default)));
    }

    [Fact]
    public async Task Preview_DraftOfSomebodyElse_IsNotFound()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        var draft = await rosters.UploadAsync(TwoPeople);
        var other = TestData.CreateUser("另一经办人", (Role.Organizer, rosters.Township));
        await host.AddAsync(other);
        var scope = await rosters.ScopeAsync(other);

        Assert.Null(await host.RunAsync<RosterImport, RosterPreview?>(s => s.PreviewAsync(scope, draft, default)));
        Assert.Equal(ImportOutcome.NotFound, (await host.RunAsync<RosterImport, ImportResult>(s => s.CommitAsync(scope, draft, false, default))).Outcome);
    }

    [Fact]
    public async Task Sweep_AfterADay_DeletesTheDraftAndNotSooner()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.UploadAsync(TwoPeople);

        host.Clock.Advance(RosterImport.DraftLifetime);
        Assert.Equal(0, await host.RunAsync<RosterImport, int>(s => s.SweepAsync(default)));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await host.RunAsync<RosterImport, int>(s => s.SweepAsync(default)));
    }

    [Fact]
    public async Task Export_ThenImport_ChangesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(host);
        await rosters.ImportAsync(
            RosterDriver.Sheet("组织", ["组织名称", "上级组织"], ["东片党总支", ""], ["综合党支部", "东片党总支"], ["西片党总支", ""], ["综合党支部", "西片党总支"]),
            People(["李示例", "男", "1985.03", "正式", "东片党总支/综合党支部", "", "支部书记；镇党委委员", "2021-03；"], ["王示例", "女", "1990-05-06", "预备", "西片党总支/综合党支部"]));
        var scope = await rosters.ScopeAsync();

        var exported = (await host.RunAsync<RosterExport, ExportedRoster?>(s => s.ReadAsync(scope, rosters.Township.Id, default)))!;
        var draft = await rosters.UploadAsync(Sheets(exported));
        var preview = await host.RunAsync<RosterImport, RosterPreview?>(s => s.PreviewAsync(scope, draft, default));

        Assert.True(preview!.IsRight, string.Join('\n', preview.Errors.Select(e => e.ToString())));
        Assert.False(preview.HasChanges);
        Assert.Equal((7, 2), (preview.Organizations.Unchanged, preview.Members.Unchanged));
    }

    // As the workbook writes it, which has its own round trip test.
    private static RosterSheet[] Sheets(ExportedRoster exported) =>
    [
        RosterDriver.Sheet("组织", [["组织名称", "上级组织", "组织类型"], .. exported.Organizations.Select(o => new[] { o.Name, o.Parent ?? "", o.Kind == OrganizationKind.Branch ? "党支部" : "" })]),
        RosterDriver.Sheet("党员", [["姓名", "出生年月", "所在组织", "职务", "任职组织", "任职时间"], .. exported.Members.Select(m => new[]
        {
            m.Name,
            m.BirthDate!.Value.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            m.Organization!,
            RosterCell.WriteList(m.Posts.Select(p => p.Title)),
            RosterCell.WriteList(m.Posts.Select(p => p.Organization!)),
            RosterCell.WriteList(m.Posts.Select(p => RosterCell.WriteSpan(p.From, p.Until))),
        })]),
    ];

    private static RosterSheet People(params string[][] rows) => RosterDriver.Sheet("党员", [Header, .. rows]);
}

using Evaluation.Core.Data;
using Evaluation.Domain.Members;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Organizer;

public sealed class RosterFormTests
{
    [Fact]
    public async Task Organization_CreateEditMoveDelete_WorksThroughItsForms()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await RosterPagesTests.OpenAsync(program);

        await browser.GetAsync("/organizations/new?parent=" + township.Id);
        await browser.SubmitAsync("form[action='/organizations/new']", ("Form.Name", "东片党总支"), ("Form.Kind", "GeneralBranch"));
        await browser.GetAsync("/organizations/new?parent=" + township.Id);
        await browser.SubmitAsync("form[action='/organizations/new']", ("Form.Name", "东岭村党支部"), ("Form.Kind", "Branch"), ("Form.TimeZoneId", "Asia/Urumqi"));
        var general = await IdAsync(program, "东片党总支");
        var branch = await IdAsync(program, "东岭村党支部");

        await browser.GetAsync("/organizations/" + branch);
        await browser.SubmitAsync("form[action$='/move']", ("parentId", general.ToString()));
        await browser.SubmitAsync($"form[action='/organizations/{branch}']", ("Form.Name", "东岭党支部"));
        Assert.Equal("东岭党支部", browser.Find("h1"));
        await browser.GetAsync("/organizations");
        Assert.Equal(["示例镇党委", "东片党总支", "东岭党支部"], browser.Page.QuerySelectorAll("tbody .row-link").Select(link => link.TextContent));
        Assert.Equal("depth-2", browser.Page.QuerySelectorAll("tbody tr")[2].ClassName);

        await browser.GetAsync("/organizations/" + general);
        await browser.SubmitAsync("form[action$='/delete']");
        Assert.Equal(new Texts()["Organizations.Refused.HasChildren"].Value, browser.Find(".flash")!);
        await browser.GetAsync("/organizations/" + branch);
        await browser.SubmitAsync("form[action$='/delete']");
        Assert.Equal(2, await program.RunAsync<EvaluationDbContext, int>(db => db.Organizations.CountAsync()));
    }

    [Fact]
    public async Task Organization_TakenName_IsAnsweredAtTheFieldWithWhatWasTyped()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await RosterPagesTests.OpenAsync(program);
        await program.AddAsync(TestData.CreateOrganization("东岭村党支部", Domain.Organizations.OrganizationKind.Branch, township));

        await browser.GetAsync("/organizations/new?parent=" + township.Id);
        await browser.SubmitAsync("form[action='/organizations/new']", ("Form.Name", "东岭村 党支部"), ("Form.Kind", "Branch"));

        Assert.Equal(new Texts()["Organizations.Refused.NameTaken"].Value, browser.Find("#Form_Name-error"));
        Assert.Equal("东岭村 党支部", browser.Page.QuerySelector("#Form_Name")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Member_CreateEditPostTransfer_WorksThroughItsForms()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await RosterPagesTests.OpenAsync(program);
        var branch = TestData.CreateOrganization("东岭村党支部", Domain.Organizations.OrganizationKind.Branch, township);
        await program.AddAsync(branch);

        await browser.GetAsync("/members/new?organization=" + township.Id);
        await browser.SubmitAsync("form[action='/members/new']", ("Form.Name", "李示例"), ("Form.Employment", "Farmer"), ("Form.BirthDate", "1985-03-12"));
        Assert.Equal("李示例", browser.Find("h1"));
        await browser.SubmitAsync("form[action$='/posts']", ("Post.Title", "支部书记"), ("Post.Kind", "Head"), ("Post.OrganizationId", branch.Id.ToString()), ("Post.From", "2021-03-01"));
        await browser.SubmitAsync("form[action$='/transfer']", ("organizationId", branch.Id.ToString()));

        var member = await program.RunAsync<EvaluationDbContext, Member>(db => db.Members.Include(m => m.Posts).SingleAsync());
        Assert.Equal((branch.Id, new DateOnly(1985, 3, 12)), (member.OrganizationId, member.BirthDate));
        Assert.Equal((PostKind.Head, branch.Id, new DateOnly(2021, 3, 1)), (member.Posts[0].Kind, member.Posts[0].OrganizationId, member.Posts[0].From));

        await browser.SubmitAsync("form[action$='/end']", ("until", "2025-12-31"));
        Assert.Contains("2021-03-01 至 2025-12-31", browser.Find("#posts")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.Name", "", "#Form_Name-error")]
    [InlineData("Form.Name", "<script>", "#Form_Name-error")]
    [InlineData("Form.StaffNumber", "110101199003071234", "#Form_StaffNumber-error")]
    [InlineData("Form.Ethnicity", "汗族", "#Form_Ethnicity-error")]
    [InlineData("Form.BirthDate", "2199-01-01", "#Form_BirthDate-error")]
    [InlineData("Form.JoinDate", "1980-01-01", "#Form_JoinDate-error")]
    public async Task Member_BadField_IsAnsweredAtTheField(string field, string value, string error)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await RosterPagesTests.OpenAsync(program);
        var fields = new Dictionary<string, string?> { ["Form.Name"] = "李示例", ["Form.Employment"] = "Farmer", ["Form.BirthDate"] = "1985-03-12", [field] = value };

        await browser.GetAsync("/members/new?organization=" + township.Id);
        await browser.SubmitAsync("form[action='/members/new']", [.. fields.Select(f => (f.Key, f.Value))]);

        Assert.NotNull(browser.Find(error));
        Assert.Equal(0, await program.RunAsync<EvaluationDbContext, int>(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task Head_Appointed_ReplacesThePresentOne()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (browser, township) = await RosterPagesTests.OpenAsync(program);
        var (old, next) = (TestData.CreateMember(township, "示例甲"), TestData.CreateMember(township, "示例乙"));
        await program.AddAsync(old, next);
        await program.AddAsync(TestData.CreateHead(township, old));

        await browser.GetAsync($"/organizations/{township.Id}/head");
        await browser.SubmitAsync("form[method=post][action*='/head']", ("Form.MemberId", next.Id.ToString()), ("Form.Title", "党委书记"), ("Form.From", "2019-01-01"));
        Assert.NotNull(browser.Find("#Form_From-error"));
        await browser.SubmitAsync("form[method=post][action*='/head']", ("Form.From", "2026-03-01"));

        Assert.Equal(["示例乙", "示例甲"], browser.Page.QuerySelectorAll(".entry b").Select(b => b.TextContent.Trim()));
        Assert.Equal(new DateOnly(2026, 2, 28), await program.RunAsync<EvaluationDbContext, DateOnly?>(db => db.Posts.Where(p => p.MemberId == old.Id).Select(p => p.Until).SingleAsync()));
    }

    private static Task<Guid> IdAsync(EvaluationFactory program, string name) =>
        program.RunAsync<EvaluationDbContext, Guid>(db => db.Organizations.Where(o => o.Name == name).Select(o => o.Id).SingleAsync());
}

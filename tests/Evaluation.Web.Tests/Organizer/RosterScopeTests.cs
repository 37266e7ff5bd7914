using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Members;
using Evaluation.Testing;
using Evaluation.Testing.Web;

namespace Evaluation.Web.Tests.Organizer;

public sealed class RosterScopeTests
{
    public static TheoryData<string> Addresses =>
    [
        "/organizations/{org}", "/organizations/{org}/head", "/members/{member}", "/members/export?organization={org}", "/members/statistics?organization={org}", "/members/import/{draft}",
    ];

    public static TheoryData<string> Acts =>
    [
        "/organizations/{org}/shift", "/organizations/{org}/delete", "/organizations/{org}/head/end",
        "/members/{member}/delete", "/members/{member}/posts/{post}/remove", "/members/{member}/transfer", "/members/import/{draft}", "/members/import/{draft}/discard",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Get_OutsideTheSubtree_IsNotFoundAndInsideIsFound(string address)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, _) = await PrepareAsync(program, address);
        await program.AddUserAsync("owner", Township!, Role.Organizer);

        var stranger = await program.SignInAsync("stranger");
        await stranger.GetAsync(url);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);

        if (!address.Contains("{draft}", StringComparison.Ordinal))
        {
            var owner = await program.SignInAsync("owner");
            await owner.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, owner.Status);
        }
    }

    [Theory, MemberData(nameof(Acts))]
    public async Task Post_OutsideTheSubtree_IsNotFoundAndChangesNothing(string address)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (url, rosters) = await PrepareAsync(program, address);
        var before = await rosters.MembersAsync();

        var stranger = await program.SignInAsync("stranger");
        await stranger.GetAsync("/organizations/new");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", stranger.Token), new("organizationId", rosters.Neighbour.Id.ToString())]);
        using var response = await stranger.Client.PostAsync(url, form);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equivalent(before, await rosters.MembersAsync(), strict: true);
    }

    [Theory]
    [InlineData(Role.Organizer, HttpStatusCode.OK)]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    [InlineData(Role.Superior, HttpStatusCode.Forbidden)]
    [InlineData(Role.Witness, HttpStatusCode.Forbidden)]
    [InlineData(Role.Member, HttpStatusCode.Forbidden)]
    public async Task Get_ByRole_IsForOrganizersAndAdministrators(Role role, HttpStatusCode expected)
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var rosters = await RosterDriver.CreateAsync(program);
        await program.AddUserAsync("somebody", rosters.Township, role);
        var browser = await program.SignInAsync("somebody");

        foreach (var url in new[] { "/organizations", "/organizations/new", "/members", "/members/new", "/members/import", "/members/template", "/members/statistics" })
        {
            await browser.GetAsync(url);
            Assert.Equal((url, expected), (url, browser.Status));
        }
    }

    [Fact]
    public async Task Lists_ShowTheSubtreeAlone()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var (_, rosters) = await PrepareAsync(program, "");

        var stranger = await program.SignInAsync("stranger");
        await stranger.GetAsync("/organizations");
        Assert.Equal(["邻镇党委"], stranger.Page.QuerySelectorAll("tbody .row-link").Select(link => link.TextContent));
        await stranger.GetAsync("/members?status=");
        Assert.Empty(stranger.Page.QuerySelectorAll("tbody tr"));
        await stranger.GetAsync("/members?status=&organization=" + rosters.Township.Id);
        Assert.Empty(stranger.Page.QuerySelectorAll("tbody tr"));
    }

    private static Domain.Organizations.Organization? Township { get; set; }

    private static async Task<(string Url, RosterDriver Rosters)> PrepareAsync(EvaluationFactory program, string address)
    {
        var rosters = await RosterDriver.CreateAsync(program);
        Township = rosters.Township;
        await rosters.ImportAsync(RosterDriver.Sheet("党员", ["姓名", "党员类别", "所在支部", "职务", "任职时间"], ["李示例", "正式", "第一党支部", "支部书记", "2021-03"]));
        var draft = await rosters.UploadAsync(RosterDriver.Sheet("党员", ["姓名", "党员类别"], ["王示例", "正式"]));
        var member = Assert.Single(await rosters.MembersAsync());
        await program.AddUserAsync("stranger", rosters.Neighbour, Role.Organizer, Role.Administrator);
        return (address.Replace("{org}", rosters.First.Id.ToString(), StringComparison.Ordinal).Replace("{member}", member.Id.ToString(), StringComparison.Ordinal)
            .Replace("{post}", member.Posts[0].Id.ToString(), StringComparison.Ordinal).Replace("{draft}", draft.ToString(), StringComparison.Ordinal), rosters);
    }
}

using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Campaigns;

public sealed class ClosingDayTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task End_KeepsBranchPostsAndStandingOfEachPersonAndTheHeadOfEachOrganization(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        var (head, second) = (await MemberAsync(host, "示例甲"), await MemberAsync(host, "示例乙"));
        await host.AddAsync(
            new Post { MemberId = second.Id, OrganizationId = campaign.Unit.Id, Kind = PostKind.Cadre, Title = "科长" },
            new Post { MemberId = second.Id, OrganizationId = campaign.Branch.Id, Kind = PostKind.TeamMember, Title = "组织委员" });

        await campaign.EndAsync();

        var subjects = await SubjectsAsync(host);
        Assert.Equal(("机关党支部", "支部书记", PartyStanding.Full), (subjects["示例甲"].BranchName, subjects["示例甲"].PostTitle, subjects["示例甲"].Standing));
        Assert.Equal("组织委员、科长", subjects["示例乙"].PostTitle);
        Assert.Equal(("", (PartyStanding?)null), (subjects["机关党支部"].BranchName, subjects["机关党支部"].Standing));
        Assert.Equal((head.Id, "示例甲"), (subjects["机关党支部"].BearerId, subjects["机关党支部"].BearerName));
        Assert.Equal((second.Id, "示例乙"), (subjects["示例乙"].BearerId, subjects["示例乙"].BearerName));
    }

    [Fact]
    public async Task End_PostThatEndedTheDayBeforeOrBeginsTheDayAfter_IsNotHeld()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        var (former, next) = (await MemberAsync(host, "示例甲"), await MemberAsync(host, "示例乙"));
        var today = DateOnly.FromDateTime(host.Clock.Now.AddHours(8));
        await host.QueryAsync(db => db.Posts.Where(p => p.MemberId == former.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Until, today.AddDays(-1))));
        await host.AddAsync(new Post { MemberId = next.Id, OrganizationId = campaign.Branch.Id, Kind = PostKind.Head, Title = "支部书记", From = today.AddDays(1) });

        await campaign.EndAsync();

        var subjects = await SubjectsAsync(host);
        Assert.Equal(("", null), (subjects["机关党支部"].BearerName, subjects["机关党支部"].BearerId));
        Assert.Equal("", subjects["示例甲"].PostTitle);
        Assert.Equal("", subjects["示例乙"].PostTitle);
    }

    [Fact]
    public async Task End_TheDayIsThatOfTheHostsZone()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        var former = await MemberAsync(host, "示例甲");
        // 17:30 UTC on the 15th is the 16th in Shanghai: a post held until the 15th is over.
        host.Clock.Advance(new TimeSpan(16, 30, 0));
        await host.QueryAsync(db => db.Posts.Where(p => p.MemberId == former.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Until, new DateOnly(2026, 4, 15))));

        await campaign.EndAsync();

        Assert.Equal("", (await SubjectsAsync(host))["机关党支部"].BearerName);
    }

    [Fact]
    public async Task End_LaterChangeOfTheRoster_ChangesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.EndAsync();

        await host.QueryAsync(db => db.Members.ExecuteUpdateAsync(s => s.SetProperty(m => m.Standing, PartyStanding.Probationary)));
        await host.QueryAsync(db => db.Posts.ExecuteDeleteAsync());

        var subject = (await SubjectsAsync(host))["示例甲"];
        Assert.Equal((PartyStanding.Full, "支部书记"), (subject.Standing, subject.PostTitle));
    }

    private static Task<Member> MemberAsync(TestHost host, string name) => host.QueryAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Name == name));

    private static Task<Dictionary<string, Subject>> SubjectsAsync(TestHost host) => host.QueryAsync(db => db.Subjects.AsNoTracking().ToDictionaryAsync(s => s.Name));
}

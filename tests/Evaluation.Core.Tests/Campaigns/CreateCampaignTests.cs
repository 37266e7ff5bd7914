using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Campaigns;

public sealed class CreateCampaignTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Create_FromBureauTemplate_TakesPartyGroupBranchAndMembersFromTheRoster(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var bureau = await BureauAsync(host);

        var id = await host.RunAsync<CampaignService, Guid?>(s => s.CreateAsync(bureau.Scope, new NewCampaign("bureau", bureau.Unit.Id, 2026), default));

        var campaign = await SetupTests.LoadAsync(host, id!.Value);
        Assert.Equal("2026年示例局群众评议", campaign.Title);
        Assert.Equal(["局党组", "机关党支部", "示例甲", "示例乙", "示例丙"], campaign.Pools.SelectMany(p => campaign.Subjects.Where(s => s.PoolId == p.Id)).Select(s => s.Name));
        Assert.Equal("机关党支部 支部书记", campaign.Subjects.Single(s => s.Name == "示例甲").Detail);
        int Planned(int pool) => campaign.Pools[pool].Categories.Sum(pc => campaign.Categories.Single(c => c.Id == pc.CategoryId).Target);
        Assert.Equal((33, 25, 20), (Planned(0), Planned(1), Planned(2)));
        Assert.True(Checklist.Of(campaign, host.Clock.Now).AllowsFinalizing());
    }

    [Fact]
    public async Task Create_ForAHostOutsideTheScope_MakesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        Scope[] others = [Scope.Nobody, await host.CreateScopeAsync(bureau.Branch, Role.Organizer), await host.CreateScopeAsync(bureau.Unit, Role.Superior, Role.Administrator)];

        foreach (var scope in others)
        {
            Assert.Null(await host.RunAsync<CampaignService, Guid?>(s => s.CreateAsync(scope, new NewCampaign("bureau", bureau.Unit.Id, 2026), default)));
        }

        Assert.Null(await host.RunAsync<CampaignService, Guid?>(s => s.CreateAsync(bureau.Scope, new NewCampaign("none", bureau.Unit.Id, 2026), default)));
        Assert.Equal(0, await host.QueryAsync(db => db.Campaigns.CountAsync()));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Copy_OfLastYears_ReadsSubjectsAnewClearsDatesAndSaysWhoIsGone(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var bureau = await BureauAsync(host);
        var source = await CreateAsync(host, bureau);
        await host.QueryAsync(db => db.Campaigns.ExecuteUpdateAsync(s => s
            .SetProperty(c => c.PlannedBegin, host.Clock.Now).SetProperty(c => c.PlannedEnd, host.Clock.Now.AddHours(2)).SetProperty(c => c.BeginsByItself, true)
            .SetProperty(c => c.AddressTriedAt, host.Clock.Now).SetProperty(c => c.Stage, CampaignStage.Counted)));
        await host.QueryAsync(db => db.Members.Where(m => m.Name == "示例乙").ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MemberStatus.Transferred)));
        await host.QueryAsync(db => db.Members.Where(m => m.Name == "示例丙").ExecuteUpdateAsync(s => s.SetProperty(m => m.Name, "示例丁")));
        await host.QueryAsync(db => db.Organizations.Where(o => o.Id == bureau.Branch.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Name, "局机关党支部")));

        var copy = (await host.RunAsync<CopyService, CampaignCopy?>(s => s.CopyAsync(bureau.Scope, source, default)))!;

        Assert.Equal(["示例乙"], copy.Dropped);
        var campaign = await SetupTests.LoadAsync(host, copy.Id);
        Assert.Equal(("2027年示例局群众评议", 2027, CampaignStage.Preparing), (campaign.Title, campaign.Year, campaign.Stage));
        Assert.Equal((null, null, false, null), (campaign.PlannedBegin, campaign.PlannedEnd, campaign.BeginsByItself, campaign.AddressTriedAt));
        Assert.Equal(["局党组", "局机关党支部", "示例甲", "示例丁"], campaign.Pools.SelectMany(p => campaign.Subjects.Where(s => s.PoolId == p.Id)).Select(s => s.Name));
        Assert.Equal(5, campaign.Rules.Rules.Count);
        Assert.Equal(6, campaign.Pools[0].Categories.Max(pc => pc.Minimum));
        Assert.True(Checklist.Of(campaign, host.Clock.Now).AllowsFinalizing());
        Assert.Equal(5, (await SetupTests.LoadAsync(host, source)).Subjects.Count);
    }

    [Fact]
    public async Task Copy_WithANewHead_EvaluatesTheSuccessor()
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        var source = await CreateAsync(host, bureau);
        var campaign = await SetupTests.LoadAsync(host, source);
        await host.RunAsync<SubjectService, AddedSubjects>(s => s.AddAsync(
            bureau.Scope, SetupTests.RefOf(campaign), new AddSubjects(campaign.Pools[1].Id, campaign.Forms[0].Id, SubjectKind.Head, [bureau.Branch.Id]), default));
        await host.QueryAsync(db => db.Posts.ExecuteUpdateAsync(s => s.SetProperty(p => p.Until, new DateOnly(2026, 3, 31))));
        var successor = await host.QueryAsync(db => db.Members.SingleAsync(m => m.Name == "示例乙"));
        await host.AddAsync(new Post { MemberId = successor.Id, OrganizationId = bureau.Branch.Id, Kind = PostKind.Head, Title = "支部书记", From = new DateOnly(2026, 4, 1) });

        var copy = (await host.RunAsync<CopyService, CampaignCopy?>(s => s.CopyAsync(bureau.Scope, source, default)))!;

        Assert.Equal([("示例甲", "示例乙")], copy.Replaced);
        Assert.Empty(copy.Dropped);
        Assert.Equal("示例乙", (await SetupTests.LoadAsync(host, copy.Id)).Subjects.Single(s => s.Kind == SubjectKind.Head).Name);
    }

    [Fact]
    public async Task Copy_OutsideTheScope_MakesNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        var source = await CreateAsync(host, bureau);
        var other = await host.CreateScopeAsync(bureau.Branch, Role.Organizer);

        Assert.Null(await host.RunAsync<CopyService, CampaignCopy?>(s => s.CopyAsync(other, source, default)));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task AddPartyMembers_OfABranch_TakesProbationaryOnesOnlyWhenAsked(bool withProbationary, int added)
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        var source = await CreateAsync(host, bureau);
        await host.AddAsync(
            TestData.CreateMember(bureau.Branch, "示例丁"),
            TestData.CreateMember(bureau.Branch, "示例戊", PartyStanding.Probationary),
            TestData.CreateMember(bureau.Branch, "示例己", PartyStanding.Applicant));
        var campaign = await SetupTests.LoadAsync(host, source);

        var result = await host.RunAsync<SubjectService, AddedSubjects>(s => s.AddPartyMembersAsync(
            bureau.Scope, SetupTests.RefOf(campaign), new AddPartyMembers(campaign.Pools[2].Id, campaign.Forms[1].Id, bureau.Branch.Id, withProbationary), default));

        Assert.Equal(new AddedSubjects(EditOutcome.Saved, added, 3), result);
        Assert.Equal(Enumerable.Range(0, 3 + added), (await SetupTests.LoadAsync(host, source)).Subjects.Where(s => s.Kind == SubjectKind.Member).Select(s => s.Order).Order());
    }

    [Fact]
    public async Task Add_WhatLiesOutsideTheScope_AddsNothing()
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        var campaign = await SetupTests.LoadAsync(host, await CreateAsync(host, bureau));
        var elsewhere = TestData.CreateOrganization("另一支部", OrganizationKind.Branch);
        var stranger = TestData.CreateMember(elsewhere, "外单位");
        await host.AddAsync(elsewhere, stranger);

        Task<AddedSubjects> Add(SubjectKind kind, Guid key) => host.RunAsync<SubjectService, AddedSubjects>(s => s.AddAsync(
            bureau.Scope, SetupTests.RefOf(campaign) with { Version = campaign.Version++ }, new AddSubjects(campaign.Pools[0].Id, campaign.Forms[0].Id, kind, [key]), default));
        Assert.Equal(0, (await Add(SubjectKind.Member, stranger.Id)).Added);
        Assert.Equal(0, (await Add(SubjectKind.Branch, elsewhere.Id)).Added);
        var whole = await host.RunAsync<SubjectService, AddedSubjects>(s => s.AddPartyMembersAsync(
            bureau.Scope, SetupTests.RefOf(campaign), new AddPartyMembers(campaign.Pools[0].Id, campaign.Forms[0].Id, elsewhere.Id, true), default));
        Assert.Equal(EditOutcome.NotFound, whole.Outcome);
    }

    [Fact]
    public async Task Candidates_AreThoseOfTheScopeThatFitKindPlaceAndName()
    {
        await using var host = await TestHost.CreateAsync();
        var bureau = await BureauAsync(host);
        var id = await CreateAsync(host, bureau);
        var elsewhere = TestData.CreateOrganization("另一支部", OrganizationKind.Branch);
        await host.AddAsync(elsewhere, TestData.CreateMember(elsewhere, "示例外人"));

        async Task<IReadOnlyList<string>> Names(CandidateFilter filter) =>
            [.. (await host.RunAsync<CandidateService, Page<SubjectCandidate>>(s => s.ListAsync(bureau.Scope, filter, default))).Rows.Select(c => c.Name)];
        Assert.Equal<IReadOnlyList<string>>(["示例甲", "示例乙", "示例丙"], await Names(new CandidateFilter(id, SubjectKind.Member)));
        Assert.Equal<IReadOnlyList<string>>(["示例乙"], await Names(new CandidateFilter(id, SubjectKind.Member, bureau.Branch.Id, "乙")));
        Assert.Equal<IReadOnlyList<string>>([], await Names(new CandidateFilter(id, SubjectKind.Member, elsewhere.Id)));
        Assert.Equal<IReadOnlyList<string>>(["机关党支部"], await Names(new CandidateFilter(id, SubjectKind.Branch)));
        Assert.Equal<IReadOnlyList<string>>(["局党组领导班子"], await Names(new CandidateFilter(id, SubjectKind.LeadingTeam, Search: "党组")));
        Assert.Equal<IReadOnlyList<string>>(["示例甲"], await Names(new CandidateFilter(id, SubjectKind.Head)));
    }

    private static async Task<Guid> CreateAsync(TestHost host, Bureau bureau) =>
        (await host.RunAsync<CampaignService, Guid?>(s => s.CreateAsync(bureau.Scope, new NewCampaign("bureau", bureau.Unit.Id, 2026), default)))!.Value;

    private static async Task<Bureau> BureauAsync(TestHost host)
    {
        var unit = TestData.CreateOrganization("示例局");
        var group = TestData.CreateOrganization("局党组", OrganizationKind.PartyGroup, unit);
        var branch = TestData.CreateOrganization("机关党支部", OrganizationKind.Branch, unit);
        Member[] people = [.. new[] { "示例甲", "示例乙", "示例丙" }.Select((name, i) =>
        {
            var member = TestData.CreateMember(branch, name);
            member.Order = i;
            return member;
        })];
        await host.AddAsync(unit, group, branch);
        await host.AddAsync([.. people, TestData.CreateHead(branch, people[0], "支部书记")]);
        return new Bureau(unit, branch, await host.CreateScopeAsync(unit, Role.Organizer));
    }

    private sealed record Bureau(Organization Unit, Organization Branch, Scope Scope);
}

using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Core.Publications;
using Evaluation.Domain.Publications;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Publications;

public sealed class PublicationTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Course_SavedPublishedObjectedAnsweredAndOver(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host, c => c.TemplateKey = "bureau");
        Assert.Null(await FindAsync(host, campaign));
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        var proposed = (await FindAsync(host, campaign))!;
        // D3 names board and meeting, and no number of days: five working days are proposed, and no objections.
        Assert.Equal([PublicationPlace.NoticeBoard, PublicationPlace.Meeting], proposed.Places);
        Assert.Equal((new DateOnly(2026, 4, 15), new DateOnly(2026, 4, 21), false), (proposed.From, proposed.Until, proposed.TakesObjections));

        Assert.Equal(PublicationOutcome.WrongStage, await PublishAsync(host, campaign, 0));
        Assert.Equal(PublicationOutcome.Done, await SaveAsync(host, campaign, 0, "草稿"));
        Assert.Equal(PublicationOutcome.Stale, await SaveAsync(host, campaign, 3, "另一份"));
        Assert.Equal(PublicationOutcome.Done, await SaveAsync(host, campaign, 0, "定稿"));
        Assert.Empty((await BoardAsync(host)).Rows);
        Assert.Equal(PublicationOutcome.Stale, await PublishAsync(host, campaign, 0));
        Assert.Equal(PublicationOutcome.Done, await PublishAsync(host, campaign, 1));
        Assert.Equal(PublicationOutcome.WrongStage, await SaveAsync(host, campaign, 2, "公布后改"));

        var notice = Assert.Single((await BoardAsync(host)).Rows);
        Assert.Equal(["局党组 20", "机关党支部 24"], notice.Publication.Subjects.Select(s => $"{s.Name} {s.Valid}"));
        Assert.Equal("1/3", notice.Publication.Subjects[1].Rates[0].Rate.ToString());
        Assert.Empty((await BoardAsync(host, "查无")).Rows);
        var id = notice.Publication.Id;
        Assert.Equal(PublicationOutcome.Done, await host.RunAsync((PublicationService s) => s.ObjectAsync(id, "票数不符", "", default)));
        Assert.Equal(1, (await host.RunAsync((ArchiveService s) => s.ObstaclesOfAsync(campaign.Campaign.Id, default))).Objections);
        var objection = Assert.Single(await host.RunAsync((PublicationService s) => s.ObjectionsAsync(campaign.Campaign.Id, default)));
        Assert.Equal(PublicationOutcome.NotFound, await AnswerAsync(host, office, Guid.NewGuid(), objection));
        Assert.Equal(PublicationOutcome.Done, await AnswerAsync(host, office, campaign.Campaign.Id, objection));
        Assert.Equal(PublicationOutcome.Stale, await AnswerAsync(host, office, campaign.Campaign.Id, objection));

        host.Clock.Advance(TimeSpan.FromDays(6));
        Assert.NotNull(await host.RunAsync((PublicationService s) => s.NoticeAsync(id, default)));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await host.RunAsync((PublicationService s) => s.NoticeAsync(id, default)));
        Assert.Equal(PublicationOutcome.NotFound, await host.RunAsync((PublicationService s) => s.ObjectAsync(id, "过期", "", default)));
        Assert.Empty((await BoardAsync(host)).Rows);
    }

    private static Task<Publication?> FindAsync(TestHost host, CampaignDriver campaign) => host.RunAsync((PublicationService s) => s.FindAsync(campaign.Campaign.Id, default));

    private static Task<Page<PublicationNotice>> BoardAsync(TestHost host, string? search = null) => host.RunAsync((PublicationService s) => s.BoardAsync(search, 1, default));

    private static Task<PublicationOutcome> SaveAsync(TestHost host, CampaignDriver campaign, int version, string introduction) => host.RunAsync((PublicationService s) => s.SaveAsync(
        campaign.Campaign.Id,
        new PublicationDraft(version, introduction, "", "", (true, false), [PublicationPlace.NoticeBoard], (new DateOnly(2026, 4, 15), new DateOnly(2026, 4, 21)), true),
        default));

    private static Task<PublicationOutcome> PublishAsync(TestHost host, CampaignDriver campaign, int version) =>
        host.RunAsync((PublicationService s) => s.PublishAsync(campaign.Campaign.Id, version, default));

    private static Task<PublicationOutcome> AnswerAsync(TestHost host, Scope scope, Guid campaignId, Objection objection) =>
        host.RunAsync((PublicationService s) => s.AnswerAsync(scope, campaignId, (objection.Id, objection.Version), ObjectionOutcome.NotUpheld, "无误", default));
}

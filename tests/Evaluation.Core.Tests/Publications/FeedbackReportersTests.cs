using Evaluation.Core.Publications;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing;

namespace Evaluation.Core.Tests.Publications;

/// <summary>Who reports back to whom.</summary>
public sealed class FeedbackReportersTests
{
    private const string Host = "示例局党组";
    private const string Leader = "示例书记";
    private const string Above = "示例市委";

    [Theory]
    // No template, or none that is there any more: D6.
    [InlineData("", "机关党支部", Leader)]
    [InlineData("gone", "机关党支部", Leader)]
    // The bureau's template says the same of members, and nothing of cadres; the county's has the host do all of it.
    [InlineData("bureau", "机关党支部", Leader)]
    [InlineData("county-work-results", "机关党支部", Host)]
    public async Task Of_FollowsTheTemplate(string template, string ofMember, string ofCadre)
    {
        await using var host = await TestHost.CreateAsync();
        var campaign = await CountedAsync(host, template);

        var rows = (await host.RunAsync((FeedbackService s) => s.ListAsync(campaign.Campaign.Id, default)))!;

        // The party group is the leader's own, as the leader is: nobody reports back to themselves, whatever the template says.
        Assert.Equal(
            [("局党组", Above), ("机关党支部", Host), ("示例甲", ofMember), ("示例乙", ofCadre), (Leader, Above)],
            rows.Select(r => (r.Subject.Name, r.Reporter)));
    }

    private static async Task<CampaignDriver> CountedAsync(TestHost host, string template)
    {
        var campaign = await CampaignDriver.CreateAsync(host, c =>
        {
            c.TemplateKey = template;
            c.Subjects[3].Kind = SubjectKind.Cadre;
            c.Subjects[4].Kind = SubjectKind.Head;
        }, ["示例甲", "示例乙", Leader]);
        var above = TestData.CreateOrganization(Above);
        await host.AddAsync(above);
        await host.QueryAsync(async db =>
        {
            (await db.Organizations.FindAsync(campaign.Unit.Id))!.PlaceUnder(above);
            db.Posts.Add(TestData.CreateHead(campaign.Unit, (await db.Members.FindAsync(campaign.Campaign.Subjects[4].MemberId))!));
            return await db.SaveChangesAsync();
        });
        await campaign.FinalizeAsync();
        await campaign.MakeCodesAsync();
        await campaign.BeginAsync();
        await campaign.FinishAsync();
        return campaign;
    }
}

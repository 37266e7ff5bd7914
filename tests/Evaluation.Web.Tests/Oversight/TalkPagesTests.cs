using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Oversight;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Oversight;

/// <summary>The talks before the evaluation, through the pages.</summary>
public sealed class TalkPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Talk_PickedAndTyped_IsCountedAgainstTheRoster()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var people = await program.RunAsync((EvaluationDbContext db) => db.Members.ToDictionaryAsync(m => m.Name));
        await program.AddAsync(TestData.CreateHead(campaign.Unit, people["示例乙"]));
        var (office, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/talks";
        await superior.OpenAsync(url);
        Assert.Equal(["0 / 1", "0 / 3"], Tiles(superior));

        await superior.FillInAsync(url + "/new", url + "/new", ("Form.HeldOn", "2026-04-01"), ("Form.MemberIds", people["示例乙"].Id.ToString()), ("Form.Names", "示例丙、名册外一人"), ("Form.Points", "讲清程序，听取意见"));

        Assert.Equal(["1 / 1", "2 / 3"], Tiles(superior));
        Assert.Equal(["示例甲"], superior.Page.QuerySelectorAll("section[aria-labelledby=missing] li").Select(l => l.TextContent.Trim().Split(' ')[0]));
        var talk = await program.RunAsync((EvaluationDbContext db) => db.Talks.AsNoTracking().SingleAsync());
        Assert.Equal([new TalkPartner(people["示例乙"].Id, "示例乙"), new TalkPartner(people["示例丙"].Id, "示例丙"), new TalkPartner(null, "名册外一人")], talk.Partners);
        // The organization sees with whom, not what was said.
        await office.OpenAsync(url);
        Assert.Contains("名册外一人", office.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("讲清程序", office.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{url}/{talk.Id}")).Status);
    }

    [Fact]
    public async Task Talk_WithNamesakes_IsOfNobodyOnTheRoster()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program, names: ["示例甲", "示例甲", "示例乙"]);
        var (_, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/talks";

        await superior.FillInAsync(url + "/new", url + "/new", ("Form.HeldOn", "2026-04-01"), ("Form.Names", "示例甲"), ("Form.Points", "要点"));

        Assert.Equal("0 / 3", Tiles(superior)[1]);
    }

    [Fact]
    public async Task Talk_WrongDayOrNobody_IsRefusedAtTheFieldAndLosesNothing()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await program.RunAsync((EvaluationDbContext db) => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.BegunAt, new DateTime(2026, 4, 15, 1, 0, 0, DateTimeKind.Utc))));
        var (_, superior) = await PeopleAsync(program, campaign);
        var url = $"/campaigns/{campaign.Campaign.Id}/talks";

        await superior.FillInAsync(url + "/new", url + "/new", ("Form.HeldOn", "2026-04-16"), ("Form.Names", "示例甲"), ("Form.Points", "要点"));
        Assert.Equal(T["Oversight.Talk.Refused.DayWrong"].Value, superior.Find("#Form_HeldOn-error"));
        Assert.Equal("要点", superior.Page.QuerySelector("[name='Form.Points']")!.TextContent.Trim());
        await superior.SubmitAsync($"form[action='{url}/new']", ("Form.HeldOn", "2026-04-15"), ("Form.Names", " "));
        Assert.Equal(T["Oversight.Talk.Refused.PartnersWrong", Talk.MostPartners].Value, superior.Find("#Form_Names-error"));
        await superior.SubmitAsync($"form[action='{url}/new']", ("Form.Names", new string('长', 51)));
        Assert.NotNull(superior.Page.QuerySelector("#Form_Names-error"));
        await superior.SubmitAsync($"form[action='{url}/new']", ("Form.Names", "示例甲"));

        Assert.Equal("示例甲", await program.RunAsync(async (EvaluationDbContext db) => (await db.Talks.SingleAsync()).Partners[0].Name));
    }

    [Fact]
    public async Task Talk_ChangedDeletedAndFrozenByTheArchive()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var (_, superior) = await PeopleAsync(program, campaign);
        var talk = new Talk { CampaignId = campaign.Campaign.Id, HeldOn = new DateOnly(2026, 4, 1), Delegate = "示例督查员", Points = "要点", Partners = [new TalkPartner(null, "某人")] };
        await program.AddAsync(talk);
        var url = $"/campaigns/{campaign.Campaign.Id}/talks/{talk.Id}";

        await superior.FillInAsync(url, url, ("Form.Points", "改过的要点"));
        await superior.FillInAsync(url, url, ("Form.Version", "0"), ("Form.Points", "旧页上的要点"));
        Assert.Contains(T["Campaigns.Refused.Stale"].Value, superior.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("改过的要点", await program.RunAsync((EvaluationDbContext db) => db.Talks.Select(t => t.Points).SingleAsync()));
        await program.RunAsync((EvaluationDbContext db) => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Archived)));
        await superior.OpenAsync("/register");
        await superior.PostBareAsync(url + "/delete", ("version", "1"), ("__RequestVerificationToken", superior.Token));
        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Talks.CountAsync()));
        await program.RunAsync((EvaluationDbContext db) => db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, CampaignStage.Preparing)));
        await superior.FillInAsync(url, url + "/delete");

        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.Talks.CountAsync()));
    }

    [Fact]
    public async Task Talk_OfAnotherCampaignOrOutsideTheSubtree_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.CreateAsync(program);
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        var own = new Campaign { OrganizationId = elsewhere.Id, Title = "别处评议", Year = 2026 };
        var talk = new Talk { CampaignId = campaign.Campaign.Id, HeldOn = new DateOnly(2026, 4, 1), Delegate = "示例督查员", Points = "要点", Partners = [new TalkPartner(null, "某人")] };
        await program.AddAsync(elsewhere, own, talk);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer, Role.Superior);
        var outside = await program.SignInAsync("outside");

        foreach (var page in new[] { $"/campaigns/{campaign.Campaign.Id}/talks", $"/campaigns/{campaign.Campaign.Id}/talks/{talk.Id}", $"/campaigns/{own.Id}/talks/{talk.Id}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(page)).Status);
        }

        await outside.OpenAsync("/register");
        Assert.Equal(HttpStatusCode.NotFound, (await outside.PostBareAsync($"/campaigns/{own.Id}/talks/{talk.Id}/delete", ("version", "0"), ("__RequestVerificationToken", outside.Token))).Status);
        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Talks.CountAsync()));
    }

    private static List<string> Tiles(Browser browser) => [.. browser.Page.QuerySelectorAll(".tile .h1").Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private static async Task<(Browser Office, Browser Superior)> PeopleAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("office", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("superior", campaign.Unit, Role.Superior);
        return (await program.SignInAsync("office"), await program.SignInAsync("superior"));
    }
}

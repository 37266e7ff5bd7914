using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Domain.Organizations;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Results;

/// <summary>The slips of a sealed box are printed by the two people of a released request, and tell nobody who marked what.</summary>
public sealed class PrintedBoxPagesTests
{
    private static readonly Texts T = new();

    [Fact]
    public async Task Show_OfAReleasedRequest_ListsSortedSlipsThatAddUpToTheTally()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var counted = await campaign.CountPublishedAsync();
        var (asking, url) = await ReleasedAsync(program, campaign);

        await asking.OpenAsync(url);

        var paper = asking.Page.QuerySelector(".paper")!;
        Assert.Contains(T["PrintedBox.Agrees"].Value, paper.TextContent, StringComparison.Ordinal);
        Assert.Contains(counted.Seal[..4], paper.TextContent, StringComparison.Ordinal);
        // The Party group as published: 18, 9, 4, 2 of 33, each kind of slip one row, numbered on.
        var group = asking.Page.QuerySelector(".box-subject")!;
        Assert.Equal(["1–18|18", "19–27|9", "28–31|4", "32–33|2"], group.QuerySelectorAll("tbody:not(.sum) tr").Select(r => string.Join('|', r.Children.Take(2).Select(c => c.TextContent))));
        Assert.Equal(["18", "9", "4", "2"], group.QuerySelectorAll(".sum tr").Select(r => r.Children[1].TextContent));
        // Opinions and the names of the categories are no part of it.
        Assert.DoesNotContain("窗口中午没有人", paper.TextContent, StringComparison.Ordinal);
        Assert.All(counted.Result.Plan.Categories, c => Assert.DoesNotContain(c.Name, paper.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_ToOthersBeforeTheReleaseAndAWeekAfterIt_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddUserAsync("looks", campaign.Unit, Role.Organizer, Role.Superior, Role.Witness);
        var elsewhere = TestData.CreateOrganization("别处", OrganizationKind.PartyCommittee);
        await program.AddAsync(elsewhere);
        await program.AddUserAsync("outside", elsewhere, Role.Organizer, Role.Superior);
        var (asking, url) = await AskedAsync(program, campaign);
        Assert.Equal(HttpStatusCode.NotFound, (await asking.GetAsync(url)).Status);
        var releasing = await ReleaseAsync(program, url);

        foreach (var who in new[] { await program.SignInAsync("looks"), await program.SignInAsync("outside") })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await who.GetAsync(url)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await who.GetAsync(url + ".pdf")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await asking.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.OK, (await releasing.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await asking.GetAsync(url + "?part=0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await asking.GetAsync(url + "?part=2")).Status);
        await program.RunAsync((EvaluationDbContext db) => db.ExportRequests.ExecuteUpdateAsync(s => s.SetProperty(r => r.ReleasedAt, r => r.ReleasedAt!.Value.AddDays(-8))));
        Assert.Equal(HttpStatusCode.NotFound, (await asking.GetAsync(url)).Status);
    }

    [Fact]
    public async Task Show_EachTimeItIsLookedAt_StandsInTheJournal()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        var (asking, url) = await ReleasedAsync(program, campaign);

        await asking.GetAsync(url + "?part=2");
        await asking.OpenAsync(url);

        Assert.Equal(1, await program.RunAsync((EvaluationDbContext db) => db.Journal.CountAsync(e => e.Act == "PrintedBox/Show")));
    }

    [Fact]
    public async Task Show_PoolUnderTheGroupMinimum_HasNoSlipOfItAndSaysSo()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        for (var i = 0; i < 4; i++)
        {
            await campaign.CastAsync(campaign.Codes[4][i], 4, "4");
        }

        var counted = await campaign.FinishAsync();
        var (asking, url) = await ReleasedAsync(program, campaign);

        await asking.OpenAsync(url);

        var withheld = counted.Result.Pools.Where(p => p.IsWithheld).ToList();
        Assert.NotEmpty(withheld);
        Assert.All(withheld, p => Assert.Contains(T["PrintedBox.Withheld", p.Pool.Name, 5].Value, asking.Page.Body!.TextContent, StringComparison.Ordinal));
        Assert.Empty(asking.Page.QuerySelectorAll(".box-table"));
    }

    private static async Task<(Browser Asking, string Url)> ReleasedAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        var asked = await AskedAsync(program, campaign);
        await ReleaseAsync(program, asked.Url);
        return asked;
    }

    private static async Task<(Browser Asking, string Url)> AskedAsync(EvaluationFactory program, CampaignDriver campaign)
    {
        await program.AddUserAsync("asks", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("releases", campaign.Unit, Role.Witness);
        var url = $"/sealed-boxes/{campaign.Campaign.Id}";
        var asking = await program.SignInAsync("asks");
        await asking.FillInAsync(url, url + "/requests", ("Form.Reason", "打印评议票清单报备"));
        var request = await program.RunAsync((EvaluationDbContext db) => db.ExportRequests.Select(r => r.Id).SingleAsync());
        return (asking, $"{url}/requests/{request}/print");
    }

    private static async Task<Browser> ReleaseAsync(EvaluationFactory program, string print)
    {
        var releasing = await program.SignInAsync("releases");
        await releasing.FillInAsync(print[..print.IndexOf("/requests", StringComparison.Ordinal)], print[..^"/print".Length] + "/release");
        Assert.NotNull(releasing.Page.QuerySelector($"a[href='{print}']"));
        return releasing;
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Domain.Campaigns;
using Evaluation.Testing.Web;
using Evaluation.Web.Tests.Shell;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Directives;

/// <summary>Whatever a branch posts to whatever address, what was laid down stays; and what is its own can be set.</summary>
public sealed class LockedPagesTests
{
    private static readonly string[] Setup = ["Organizer/Preparation", "Organizer/Basics", "Organizer/Subjects", "Organizer/Forms", "Organizer/Pools", "Organizer/Categories", "Organizer/Rules", "Organizer/Rehearsal", "Organizer/Invitees"];

    [Fact]
    public async Task Post_ToEveryAddressOfTheSetUp_LeavesWhatWasLaidDown()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var clerk = await township.Program.SignInAsync("clerk");
        var before = await township.LoadAsync(township.First);
        await clerk.OpenAsync("/account");
        var token = clerk.Token;
        var posted = new List<string>();

        foreach (var route in Route.All(township.Program.Services).Where(r => r.Method == "POST" && Setup.Contains(r.Controller)).OrderBy(r => r.Url.EndsWith("/delete", StringComparison.Ordinal)))
        {
            var url = Fill(route, before);
            var version = (await township.LoadAsync(township.First)).Version.ToString(CultureInfo.InvariantCulture);
            var page = await clerk.PostBareAsync(url, [("__RequestVerificationToken", token), .. Fields(version)]);
            Assert.NotEqual(HttpStatusCode.InternalServerError, page.Status);
            posted.Add(url);
        }

        Assert.Equal(LaidDown(before), LaidDown(await township.LoadAsync(township.First)));
        // Guards the test itself: a walk over nothing, or posts that all fail for another reason, would pass.
        Assert.True(posted.Count > 15, string.Join(' ', posted));
        Assert.NotEqual(before.Version, (await township.LoadAsync(township.First)).Version);
    }

    [Fact]
    public async Task Basics_WithALockedFieldChanged_AreRefusedAndSavedWithoutIt()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var clerk = await township.Program.SignInAsync("clerk");
        var url = $"/campaigns/{(await township.LoadAsync(township.First)).Id}";

        foreach (var (field, value) in ((string, string)[])[("Form.Title", "改名"), ("Form.End", "2026-06-20T18:00"), ("Form.Begin", ""), ("Form.GroupMinimum", "9"), ("Form.ShowsRank", "true"), ("Form.Year", "2027")])
        {
            await clerk.FillInAsync(url + "/basics", url + "/basics", (field, value), ("Form.Place", "礼堂"));
            Assert.NotNull(clerk.Page.QuerySelector(".alert-danger"));
            Assert.Equal("", (await township.LoadAsync(township.First)).Place);
        }

        await clerk.FillInAsync(url + "/basics", url + "/basics", ("Form.Place", "礼堂"));
        Assert.Equal("礼堂", (await township.LoadAsync(township.First)).Place);
        Assert.True((await clerk.OpenAsync(url + "/basics")).Document.QuerySelector("#Form_Title")!.HasAttribute("readonly"));
    }

    [Fact]
    public async Task Pages_OfWhatWasLaidDown_LeadBackAndOfferNoButtons()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var clerk = await township.Program.SignInAsync("clerk");
        var campaign = await township.LoadAsync(township.First);
        var url = $"/campaigns/{campaign.Id}";

        await clerk.OpenAsync(url);
        Assert.Empty(clerk.Page.QuerySelectorAll($"a[href^='{url}/forms'], a[href='{url}/rules'], form[action='{url}/delete']"));
        Assert.NotEmpty(clerk.Page.QuerySelectorAll($"a[href='{url}/basics']"));
        foreach (var path in (string[])[url + "/forms/new", $"{url}/forms/{campaign.Forms[0].Id}", url + "/rules"])
        {
            await clerk.OpenAsync(path);
            Assert.Equal(url, clerk.Response.RequestMessage!.RequestUri!.AbsolutePath);
            Assert.NotNull(clerk.Page.QuerySelector(".alert-danger"));
        }

        foreach (var path in (string[])["/basics", "/subjects", "/pools", $"/categories/{campaign.Categories[0].Id}", $"/categories/{campaign.Categories[0].Id}/invitees"])
        {
            await clerk.OpenAsync(url + path);
            Assert.NotNull(clerk.Page.QuerySelector("#handed-down"));
        }
    }

    [Fact]
    public async Task Delete_OfAHandedDownDraft_IsRefused()
    {
        await using var township = await HandedDown.OpenAsync();
        await township.HandDownAsync();
        var clerk = await township.Program.SignInAsync("clerk");
        var campaign = await township.LoadAsync(township.First);
        await clerk.OpenAsync("/account");

        await clerk.PostBareAsync($"/campaigns/{campaign.Id}/delete", ("__RequestVerificationToken", clerk.Token), ("version", campaign.Version.ToString(CultureInfo.InvariantCulture)));

        Assert.NotNull(clerk.Page.QuerySelector(".alert-danger"));
        Assert.Equal(2, await township.Program.RunAsync((EvaluationDbContext db) => db.Campaigns.CountAsync()));
    }

    // Ids in an address by the word before them.
    private static string Fill(Route route, Campaign campaign)
    {
        var parts = route.Url.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (Guid.TryParse(parts[i], out _))
            {
                parts[i] = (parts[i - 1] switch
                {
                    "campaigns" => campaign.Id,
                    "forms" => campaign.Forms[0].Id,
                    "pools" => campaign.Pools[0].Id,
                    "categories" => campaign.Categories[0].Id,
                    _ => campaign.Subjects.FirstOrDefault()?.Id ?? Guid.NewGuid(),
                }).ToString();
            }
        }

        return string.Join('/', parts);
    }

    // Complete enough that each form could be saved.
    private static IEnumerable<(string, string)> Fields(string version) =>
    [
        ("version", version), ("Form.Version", version), ("Form.Title", "篡改"), ("Form.Name", "篡改"), ("Form.Year", "2030"), ("Form.Begin", "2027-05-10T09:00"), ("Form.End", "2027-05-20T18:00"), ("Form.Place", "礼堂"),
        ("Form.TallySheetTitle", "篡改"), ("Form.GroupMinimum", "9"), ("Form.ShowsRank", "true"), ("Form.SortsByStrokes", "true"), ("Form.Overall", "篡改"), ("Form.Grades[0].Name", "好"), ("Form.Grades[1].Name", "差"),
        ("Form.Target", "9"), ("Form.Spares", "1"), ("Form.Issue", "Drawn"), ("Form.Weight", "1/2"), ("Form.PlannedSize", "10"), ("Form.List", "示例代表"), ("up", "true"),
        ("Form.Metrics[0].Key", "m"), ("Form.Metrics[0].Name", "篡改率"), ("Form.Metrics[0].Grades", "满意"), ("preset", "bureau"),
    ];

    private static string LaidDown(Campaign campaign) => JsonSerializer.Serialize<object?[]>(
        [
            campaign.Title, campaign.Year, campaign.TallySheetTitle, campaign.GroupMinimum, campaign.ShowsRank, campaign.SortsByStrokes, campaign.PlannedBegin, campaign.PlannedEnd, campaign.Locks, campaign.DirectiveId, campaign.Rules,
            campaign.Forms.Select(f => new object[] { f.Id, f.Name, f.Definition }), campaign.Categories.Where(c => c.Weight is not null).Select(c => c.Weight),
        ], StorageJson.Options);
}

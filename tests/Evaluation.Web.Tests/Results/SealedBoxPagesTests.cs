using System.Net;
using Evaluation.Core.Accounts;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Tallying;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Results;

/// <summary>A sealed box is taken out by two people and counted again by the verifier.</summary>
public sealed class SealedBoxPagesTests
{
    [Fact]
    public async Task Export_AskedForByOneAndReleasedByAnother_IsRecountedByTheVerifier()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        var counted = await campaign.CountPublishedAsync();
        await program.AddUserAsync("asks", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("releases", campaign.Unit, Role.Witness);
        await program.AddUserAsync("looks", campaign.Unit, Role.Superior);
        var url = $"/sealed-boxes/{campaign.Campaign.Id}";
        var asking = await program.SignInAsync("asks");

        await asking.FillInAsync(url, url + "/requests", ("Form.Reason", "应群众要求复核计票"));
        var request = (await program.RunAsync((EvaluationDbContext db) => db.ExportRequests.SingleAsync())).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await asking.GetAsync($"{url}/requests/{request}/file")).Status);
        var releasing = await program.SignInAsync("releases");
        await releasing.OpenAsync("/sealed-boxes");
        Assert.Equal(new Texts()["SealedBoxes.WaitingCount", 1].Value, releasing.Find("tbody td:last-child"));
        await releasing.FillInAsync(url, $"{url}/requests/{request}/release");

        var file = await asking.Client.GetByteArrayAsync($"{url}/requests/{request}/file");
        Assert.Equal(HttpStatusCode.NotFound, (await (await program.SignInAsync("looks")).GetAsync($"{url}/requests/{request}/file")).Status);
        Assert.Equal(0, Recount(file, counted));
        file[^100] ^= 1;
        Assert.Equal(1, Recount(file, counted));
        var journal = await program.RunAsync((EvaluationDbContext db) => db.Journal.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        Assert.Equal(["SealedBoxes/Ask", "SealedBoxes/Release", "SealedBoxes/Download"], journal.Where(a => a.StartsWith("SealedBoxes", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Release_ByWhoeverAsked_IsRefused()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddUserAsync("both", campaign.Unit, Role.Organizer, Role.Superior);
        var url = $"/sealed-boxes/{campaign.Campaign.Id}";
        var browser = await program.SignInAsync("both");
        await browser.FillInAsync(url, url + "/requests", ("Form.Reason", "复核"));
        var request = await program.RunAsync((EvaluationDbContext db) => db.ExportRequests.SingleAsync());

        Assert.Null(browser.Page.QuerySelector("form[action$=release]"));
        Assert.Equal(ReleaseOutcome.SamePerson, await program.RunAsync((SealedExportService s) => s.ReleaseAsync(campaign.Campaign.Id, request.Id, request.RequestedBy, default)));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{url}/requests/{request.Id}/file")).Status);
    }

    [Fact]
    public async Task Ask_WithoutAReason_SaysSoAtTheField()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await campaign.CountPublishedAsync();
        await program.AddUserAsync("asks", campaign.Unit, Role.Organizer);
        var url = $"/sealed-boxes/{campaign.Campaign.Id}";
        var browser = await program.SignInAsync("asks");

        await browser.FillInAsync(url, url + "/requests", ("Form.Reason", " "));

        Assert.NotNull(browser.Page.QuerySelector("[name='Form.Reason'][aria-invalid=true], .invalid-feedback"));
        Assert.Equal(0, await program.RunAsync((EvaluationDbContext db) => db.ExportRequests.CountAsync()));
    }

    [Fact]
    public async Task Show_BeforeTheCountOrOutsideTheSubtree_IsNotThere()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var campaign = await CampaignDriver.OpenAsync(program);
        await program.AddUserAsync("asks", campaign.Unit, Role.Organizer);
        await program.AddUserAsync("below", campaign.Branch, Role.Witness);
        var browser = await program.SignInAsync("asks");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/sealed-boxes/{campaign.Campaign.Id}")).Status);
        await campaign.CountPublishedAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/sealed-boxes/{campaign.Campaign.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await program.SignInAsync("below")).GetAsync($"/sealed-boxes/{campaign.Campaign.Id}")).Status);
    }

    private static int Recount(byte[] file, CountedCampaign counted)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, file);
        using var report = new StringWriter();
        var code = Evaluation.Verifier.CommandLine.Run(["recount", path, "--seal", counted.Seal, "--basis", counted.BasisCode], Stream.Null, report, report);
        File.Delete(path);
        Assert.True(code != 2, report.ToString());
        return code;
    }
}

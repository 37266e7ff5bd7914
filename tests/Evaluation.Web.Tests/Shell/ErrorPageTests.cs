using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Shell;

public sealed class ErrorPageTests(Bureau host) : IClassFixture<Bureau>
{
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task ErrorPage_EveryLanguage_SaysWhatHappened(int status)
    {
        foreach (var language in Hosting.Languages.Names)
        {
            var browser = host.Browse();
            await browser.GetAsync("/language?to=" + language);

            var page = await browser.GetAsync($"/error/{status}");

            Assert.Equal(status, (int)page.Status);
            Assert.True(page.Shows($"Errors.{status}.Title"));
            Assert.True(page.Shows($"Errors.{status}.Text"));
        }
    }

    [Fact]
    public async Task UnknownAddress_SignedIn_ShowsThePageInPlace()
    {
        var page = await (await host.BrowseAsAsync("organizer")).GetAsync("/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.True(page.Shows("Errors.404.Title"));
    }

    [Fact]
    public async Task AreaOfOthers_SignedIn_ShowsThePageInPlace()
    {
        var page = await (await host.BrowseAsAsync("organizer")).GetAsync("/admin/accounts");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.True(page.Shows("Errors.403.Title"));
    }

    [Fact]
    public async Task FormWithoutToken_ShowsThePageInPlace()
    {
        var page = await host.Browse().PostBareAsync("/account/sign-in");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.True(page.Shows("Errors.400.Title"));
    }

    [Fact]
    public async Task Failure_OfTheDatabase_ShowsThePageAndNoDetail()
    {
        await using var broken = new Bureau();
        await broken.InitializeAsync();
        var browser = await broken.BrowseAsAsync("root");
        await broken.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE RoleAssignments RENAME TO Gone"));

        var page = await browser.GetAsync("/admin/accounts");

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.True(page.Shows("Errors.500.Title"));
        Assert.DoesNotContain("RoleAssignments", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}

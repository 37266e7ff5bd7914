using System.Net;
using Evaluation.Core.Data;
using Evaluation.Testing;
using Evaluation.Testing.Web;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Operation;

public sealed class HealthTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Fact]
    public async Task Ready_FollowsTheKeyFolder_WhileLiveStays()
    {
        await using var program = await EvaluationFactory.CreateAsync();
        var browser = program.OpenBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);

        Directory.Move(Path.Combine(program.KeyFolder, "ballots"), Path.Combine(program.KeyFolder, "away"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).Status);
        Assert.DoesNotContain("key", browser.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Ready_WithADatabaseOlderThanTheProgram_IsNot(TestServer server)
    {
        await using var program = await EvaluationFactory.CreateAsync(server);
        var browser = program.OpenBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);

        await program.RunAsync((EvaluationDbContext db) => db.Database.ExecuteSqlRawAsync(
            """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT MAX("MigrationId") FROM "__EFMigrationsHistory")"""));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Ready_WhileTheDatabaseIsAway_IsNotAndSaysNothingToStrangers()
    {
        await using var program = await EvaluationFactory.CreateAsync(TestServer.Postgres);
        var browser = program.OpenBrowser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);

        await program.Database.CutOffAsync(isAway: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).Status);
        Assert.Equal("Unhealthy", browser.Text);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);

        await program.Database.CutOffAsync(isAway: false);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);
    }
}

using Evaluation.Core.Data;
using Evaluation.Data.Sqlite;
using Evaluation.Testing;
using Evaluation.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Web.Tests.Operation;

/// <summary>What the program does with its database before it serves.</summary>
public sealed class StorageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("evaluation-start-").FullName;

    [Fact]
    public async Task Production_OnADatabaseOlderThanTheProgram_RefusesUntilTheCommandHasRun()
    {
        Assert.False(await PrepareAsync("Production"));
        Assert.False(await PrepareAsync("Production", "migrate"));
        Assert.True(await PrepareAsync("Production"));
    }

    [Fact]
    public async Task Development_MigratesByItself() => Assert.True(await PrepareAsync("Development"));

    [Fact]
    public async Task Production_WithBoxesButWithoutTheInstallationKey_Refuses()
    {
        await PrepareAsync("Production", "migrate");
        await using (var services = new ServiceCollection().AddSqliteEvaluation("Data Source=" + Path.Combine(folder, "evaluation.db")).BuildServiceProvider())
        await using (var scope = services.CreateAsyncScope())
        {
            var unit = TestData.CreateOrganization("示例局");
            var campaign = TestData.CreateCampaign(unit, unit);
            var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
            db.AddRange(unit, campaign, new Domain.Ballots.BallotBox { CampaignId = campaign.Id, PublicKey = [1], WrappedPrivateKey = [1], WrappedMacKey = [1], Layout = [1] });
            await db.SaveChangesAsync();
        }

        Assert.False(await PrepareAsync("Production"));

        Directory.CreateDirectory(Path.Combine(folder, "keys", "ballots"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "keys", "ballots", "installation.key"), new byte[32]);
        Assert.True(await PrepareAsync("Production"));
    }

    [Fact]
    public async Task Production_WithTheKeyFolderOfAnotherInstallation_RefusesUntilItIsPutBack()
    {
        await PrepareAsync("Production", "migrate");
        Assert.True(await PrepareAsync("Production"));
        var key = Path.Combine(folder, "keys", "ballots", "installation.key");
        File.Move(key, key + ".away");

        Assert.False(await PrepareAsync("Production"));
        Assert.False(File.Exists(key));
        await File.WriteAllBytesAsync(key, new byte[32]);
        Assert.False(await PrepareAsync("Production"));

        File.Move(key + ".away", key, overwrite: true);
        Assert.True(await PrepareAsync("Production"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Environment.ExitCode = 0;
    }

    private async Task<bool> PrepareAsync(string environment, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder });
        builder.Configuration["ConnectionStrings:Evaluation"] = "Data Source=evaluation.db";
        builder.Configuration["Keys:Folder"] = Path.Combine(folder, "keys");
        builder.Services.AddSingleton(TimeProvider.System).AddStorage(builder.Configuration, builder.Environment).AddBallots(builder.Configuration, builder.Environment);
        await using var app = builder.Build();
        return await app.PrepareDatabaseAsync(args);
    }
}

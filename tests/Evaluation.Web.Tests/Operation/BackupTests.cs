using Evaluation.Core.Ballots;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Tallying;
using Evaluation.Testing;
using Evaluation.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Tests.Operation;

public sealed class BackupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 4, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("evaluation-backup-").FullName;
    private TestHost host = null!;

    private string Backup => Path.Combine(folder, "backup.db");

    public async ValueTask InitializeAsync() => host = await TestHost.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Restore_OfABackupMadeAfterTheCount_RecountsToTheSameTallies()
    {
        var campaign = await CampaignDriver.OpenAsync(host);
        var counted = await campaign.CountPublishedAsync();
        Assert.Null(Backups.Back(host.Database.ConnectionString, Backup));
        await host.QueryAsync(db => db.Tallies.ExecuteDeleteAsync());

        await host.WhileStoppedAsync(() => Assert.Null(Backups.Restore(host.Database.ConnectionString, Backup, Now)));

        var restored = (await host.RunAsync<ResultService, CountedCampaign?>(s => s.FindAsync(campaign.Campaign.Id, default)))!;
        Assert.Equal(counted.Seal, restored.Seal);
        var box = await host.QueryAsync(db => db.BallotBoxes.AsNoTracking().SingleAsync());
        var recount = await host.RunAsync<BoxKeys, IReadOnlyDictionary<(Guid, int), IReadOnlyList<MarkCounts>>>(keys => Task.FromResult(Tallier.Recount(campaign.Layout, keys.Unprotect(box.Id, box.EncryptedSealedBox!))));
        var tallies = await host.QueryAsync(db => db.Tallies.AsNoTracking().ToListAsync());
        Assert.NotEmpty(tallies);
        Assert.All(tallies, t => Assert.Equal(t.Counts, string.Join(';', recount[(t.SubjectId, t.Group)])));
        Assert.Single(Directory.GetFiles(host.Database.Folder!, "*.before-20260420T080000Z"));
    }

    [Fact]
    public async Task Restore_OfABackupMadeWhileOpen_CountsWhatWasCastBefore()
    {
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.CastPublishedAsync();
        Assert.Null(Backups.Back(host.Database.ConnectionString, Backup));

        await host.WhileStoppedAsync(() => Assert.Null(Backups.Restore(host.Database.ConnectionString, Backup, Now)));

        Assert.Equal(25, (await campaign.FinishAsync()).Result.Pools[1].Sheets.Returned);
    }

    [Fact]
    public async Task Restore_WhileTheProgramServes_IsRefusedAndChangesNothing()
    {
        await CampaignDriver.OpenAsync(host);
        Assert.Null(Backups.Back(host.Database.ConnectionString, Backup));
        await using var other = new SqliteConnection(host.Database.ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM \"Campaigns\"";
        await command.ExecuteScalarAsync();

        Assert.Contains("in use", Backups.Restore(host.Database.ConnectionString, Backup, Now), StringComparison.Ordinal);

        Assert.Empty(Directory.GetFiles(host.Database.Folder!, "*.before-*"));
    }

    [Theory]
    [InlineData("no such file", false)]
    [InlineData("这不是数据库", true)]
    [InlineData("", true)]
    public void Restore_OfSomethingElse_SaysSoAndChangesNothing(string content, bool exists)
    {
        if (exists)
        {
            File.WriteAllText(Backup, content);
        }

        Assert.NotNull(Backups.Restore(host.Database.ConnectionString, Backup, Now));

        Assert.Empty(Directory.GetFiles(host.Database.Folder!, "*.before-*"));
    }

    [Fact]
    public void Back_OntoAFileThatIsThere_IsRefused()
    {
        File.WriteAllText(Backup, "keep me");

        Assert.NotNull(Backups.Back(host.Database.ConnectionString, Backup));

        Assert.Equal("keep me", File.ReadAllText(Backup));
    }
}

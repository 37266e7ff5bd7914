using Evaluation.Core.Data;
using Evaluation.Data.Sqlite;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Core.Tests.Data;

public sealed class SqliteMigrationLockTests
{
    [Fact]
    public async Task IsHeld_AfterAMigrationWasCutShort_IsTrueUntilCleared()
    {
        await using var host = await TestHost.CreateAsync();
        Assert.False(await host.QueryAsync(db => SqliteMigrationLock.IsHeldAsync(db, default)));

        await RunAsync(host, "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await RunAsync(host, "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        Assert.True(await host.QueryAsync(db => SqliteMigrationLock.IsHeldAsync(db, default)));

        await RunAsync(host, SqliteMigrationLock.ClearCommand);
        Assert.False(await host.QueryAsync(db => SqliteMigrationLock.IsHeldAsync(db, default)));
    }

    private static Task<int> RunAsync(TestHost host, string sql) => host.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}

using Evaluation.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Data.Sqlite;

/// <summary>The row by which EF Core keeps two programs from migrating one SQLite file at once. A migration that was killed leaves it, and the next one would wait for ever.</summary>
public static class SqliteMigrationLock
{
    /// <summary>What clears it, when no other program is migrating.</summary>
    public const string ClearCommand = "DELETE FROM \"__EFMigrationsLock\"";

    /// <summary>Whether the lock is held; false on other providers and on a new file.</summary>
    public static async Task<bool> IsHeldAsync(EvaluationDbContext db, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite())
        {
            return false;
        }

        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
            if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture) == 0)
            {
                return false;
            }

            command.CommandText = "SELECT count(*) FROM \"__EFMigrationsLock\"";
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture) > 0;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

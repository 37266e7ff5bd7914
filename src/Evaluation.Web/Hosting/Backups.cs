using System.Globalization;
using Evaluation.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>
/// The commands <c>backup FILE</c> (while the program serves) and <c>restore FILE</c> (while it does not) for SQLite. Servers have tools of their own (docs/operations.md).
/// Keys are never part of a backup.
/// </summary>
public static class Backups
{
    /// <summary>Carries out a backup or a restore when the command line asks for one.</summary>
    /// <returns>Whether it did, and the program ends.</returns>
    public static async Task<bool> RunBackupCommandAsync(this WebApplication app, string[] args)
    {
        var words = args.SkipWhile(a => a is not ("backup" or "restore")).ToList();
        if (words.Count == 0)
        {
            return false;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
        var problem = words.Count < 2 ? "Name a file: " + words[0] + " FILE"
            : !db.Database.IsSqlite() ? "The command serves SQLite alone; docs/operations.md says how PostgreSQL and SQL Server are backed up."
            : words[0] == "backup" ? Back(db.Database.GetConnectionString()!, words[1]) : Restore(db.Database.GetConnectionString()!, words[1], app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (problem is not null)
        {
            await Console.Error.WriteLineAsync(problem);
            Environment.ExitCode = 1;
        }

        return true;
    }

    /// <summary>Copies the database into a new file, also while others write in it.</summary>
    /// <returns>What is in the way; null when it is done.</returns>
    public static string? Back(string connectionString, string file)
    {
        if (File.Exists(file))
        {
            return "There is a file of this name already: " + file;
        }

        using (var from = Open(connectionString))
        using (var to = Open(ConnectionTo(file)))
        {
            from.BackupDatabase(to);
            // One file, without a log beside it.
            Execute(to, "PRAGMA journal_mode=DELETE");
        }

        return FindDamage(file);
    }

    /// <summary>Puts a backup in the place of the database. What was there is kept beside it under another name.</summary>
    /// <returns>What is in the way; null when it is done.</returns>
    public static string? Restore(string connectionString, string file, DateTimeOffset now)
    {
        if (!File.Exists(file))
        {
            return "There is no such file: " + file;
        }

        if (FindDamage(file) is { } damage)
        {
            return damage;
        }

        var target = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (File.Exists(target))
        {
            if (IsInUse(connectionString))
            {
                return "The database is in use. Stop the program first.";
            }

            File.Move(target, target + ".before-" + now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            File.Delete(target + "-wal");
            File.Delete(target + "-shm");
        }

        // Copied under another name first: a copy cut short is never taken for the database.
        File.Copy(file, target + ".new", overwrite: true);
        File.Move(target + ".new", target);
        return null;
    }

    private static string? FindDamage(string file)
    {
        try
        {
            using var connection = Open(ConnectionTo(file));
            return Execute(connection, "PRAGMA integrity_check") is not "ok" ? "The file is damaged: " + file
                : Execute(connection, """SELECT count(*) FROM sqlite_master WHERE name = 'BallotBoxes'""") is not 1L ? "The file is no backup of this program: " + file
                : null;
        }
        catch (SqliteException exception)
        {
            return "The file is no SQLite database, or cannot be read: " + file + " (" + exception.Message + ")";
        }
    }

    // Whoever has the database open in WAL mode holds a lock that keeps it from leaving that mode; leaving it also writes the log back into the file.
    private static bool IsInUse(string connectionString)
    {
        try
        {
            using var connection = Open(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 }.ToString());
            return Execute(connection, "PRAGMA journal_mode=DELETE") is not "delete";
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private static string ConnectionTo(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Data.Postgres;
using Evaluation.Data.Sqlite;
using Evaluation.Data.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Chooses the database: <c>Database:Provider</c> is Sqlite (default), Postgres or SqlServer; <c>ConnectionStrings:Evaluation</c> says where it is.</summary>
public static class Storage
{
    /// <summary>Registers the configured provider.</summary>
    /// <exception cref="InvalidOperationException">The provider is unknown, or a server's connection string is missing.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        var connection = configuration.GetConnectionString("Evaluation");
        if (provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            return services.AddSqliteEvaluation(SqliteFile(connection ?? "Data Source=App_Data/evaluation.db", environment));
        }

        if (string.IsNullOrWhiteSpace(connection))
        {
            throw new InvalidOperationException("ConnectionStrings:Evaluation must be set for Database:Provider " + provider + ".");
        }

        return provider.ToUpperInvariant() switch
        {
            "POSTGRES" => services.AddPostgresEvaluation(connection),
            "SQLSERVER" => services.AddSqlServerEvaluation(connection, configuration.GetValue<int?>("Database:MaxBatchSize")),
            _ => throw new InvalidOperationException("Database:Provider must be Sqlite, Postgres or SqlServer, not " + provider + "."),
        };
    }

    /// <summary>
    /// Brings the database to this version: at every start in Development, and by the command <c>migrate</c> elsewhere, where starting on an older database is refused.
    /// </summary>
    /// <returns>Whether the program goes on to serve: not after the command, and not on an older database.</returns>
    public static async Task<bool> PrepareDatabaseAsync(this WebApplication app, string[] args)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
        var database = db.Database;
        var isCommand = args.Contains("migrate", StringComparer.Ordinal);
        if (isCommand || app.Environment.IsDevelopment())
        {
            if (await SqliteMigrationLock.IsHeldAsync(db, CancellationToken.None))
            {
                throw new InvalidOperationException("A migration of this SQLite file was cut short, or another program is migrating it. When none is, run in the file: " + SqliteMigrationLock.ClearCommand);
            }

            await database.MigrateAsync();
        }
        else if ((await database.GetPendingMigrationsAsync()).Any())
        {
            app.Logger.LogCritical("The database is older than this program. Back it up, then run the program once with the argument: migrate");
            return Refuse();
        }

        if (isCommand)
        {
            return false;
        }

        // Better to stand still than to serve with another key.
        switch (await scope.ServiceProvider.GetRequiredService<InstallationKeyCheck>().CheckAsync(CancellationToken.None))
        {
            case KeyMatch.Missing:
                app.Logger.LogCritical("The database was used with an installation key, but the key folder holds none. Is the folder mounted? Put it back, then start again.");
                return Refuse();
            case KeyMatch.Differs:
                app.Logger.LogCritical("The key folder holds another installation key than the one the database was used with. Do all nodes share one key folder? Put the right one back, then start again.");
                return Refuse();
            default:
                break;
        }

        if (!app.Environment.IsDevelopment() && LiesBeside(db, app.Environment.KeyFolder(app.Configuration)))
        {
            app.Logger.LogWarning("The key folder lies in the folder of the database file: whoever copies that folder can open ballots until the count. Set Keys:Folder to a place that is backed up apart.");
        }

        return true;
    }

    private static bool LiesBeside(EvaluationDbContext db, string keyFolder)
    {
        if (!db.Database.IsSqlite() || Path.GetDirectoryName(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource) is not { Length: > 0 } folder)
        {
            return false;
        }

        return Path.GetFullPath(keyFolder).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static bool Refuse()
    {
        Environment.ExitCode = 1;
        return false;
    }

    // A relative file is meant from the content root, so that the same database is found from any current directory.
    private static string SqliteFile(string connection, IHostEnvironment environment)
    {
        var parts = new SqliteConnectionStringBuilder(connection);
        if (parts.DataSource is "" or ":memory:" || parts.Mode == SqliteOpenMode.Memory)
        {
            return connection;
        }

        parts.DataSource = environment.Locate(parts.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        return parts.ToString();
    }
}

using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Evaluation.Testing;

/// <summary>Holds whoever writes into a table in the middle of the transaction, until it is let go; others may go on reading.</summary>
public sealed class TableBrake : IAsyncDisposable
{
    private const int OneSecond = 1;
    private const int SqliteBusy = 5;
    private static readonly string[] Acts = ["INSERT", "DELETE"];
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private readonly DbConnection connection;
    private readonly TestServer server;

    private TableBrake(DbConnection connection, TestServer server)
    {
        this.connection = connection;
        this.server = server;
    }

    /// <summary>Puts it on.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table.</param>
    public static async Task<TableBrake> PutOnAsync(TestDatabase database, string table)
    {
        DbConnection own = database.Server switch
        {
            TestServer.Postgres => new NpgsqlConnection(database.ConnectionString),
            TestServer.SqlServer => new SqlConnection(database.ConnectionString),
            // Not one of the program's, which wait longer for a lock.
            _ => new SqliteConnection(database.ConnectionString + ";Pooling=False"),
        };
        await own.OpenAsync();
        var brake = new TableBrake(own, database.Server);
        string[] statements = database.Server switch
        {
            TestServer.Postgres => ["BEGIN", $"LOCK TABLE \"{table}\" IN SHARE MODE"],
            TestServer.SqlServer => ["BEGIN TRANSACTION", $"SELECT TOP 0 * FROM \"{table}\" WITH (TABLOCK, HOLDLOCK)"],
            // It locks no tables: whoever writes a row comes upon a question without end, and holds the lock of all who write.
            _ => [.. Acts.Select(act => $"CREATE TRIGGER \"Brake{act}\" BEFORE {act} ON \"{table}\" BEGIN SELECT count(*) FROM {Endless}; END")],
        };
        foreach (var statement in statements)
        {
            await brake.ExecuteAsync(statement);
        }

        return brake;
    }

    /// <summary>Waits until somebody is held.</summary>
    /// <exception cref="TimeoutException">Nobody came.</exception>
    public async Task ReachedAsync()
    {
        using var limit = new CancellationTokenSource(MostTime);
        while (!await IsHoldingAsync())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("Nobody wrote into the table.");
            }
        }
    }

    /// <summary>Lets go. On SQLite whoever is held stays so: end it before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server == TestServer.Sqlite)
        {
            foreach (var act in Acts)
            {
                await ExecuteAsync($"DROP TRIGGER \"Brake{act}\"");
            }
        }

        // Elsewhere the transaction ends with the connection.
        await connection.DisposeAsync();
    }

    private static string Endless => string.Join(", ", Enumerable.Range(0, 12).Select(i => "AccessCodes c" + i));

    private async Task<bool> IsHoldingAsync()
    {
        switch (server)
        {
            case TestServer.Postgres:
                return await CountAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") > 0;
            case TestServer.SqlServer:
                return await CountAsync("SELECT count(*) FROM sys.dm_tran_locks WHERE request_status = 'WAIT' AND resource_database_id = DB_ID()") > 0;
            default:
                try
                {
                    await ExecuteAsync("BEGIN IMMEDIATE; ROLLBACK", OneSecond);
                    return false;
                }
                catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteBusy)
                {
                    // Nobody else holds the lock for as long as that.
                    return true;
                }
        }
    }

    private async Task ExecuteAsync(string sql, int timeout = 30)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = timeout;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}

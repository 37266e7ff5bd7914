using Evaluation.Core.Data;
using Evaluation.Data.Postgres;
using Evaluation.Data.Sqlite;
using Evaluation.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Evaluation.Testing;

/// <summary>A fresh, migrated database of its own on one server, removed afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static string? sqliteTemplate;

    private TestDatabase(TestServer server, string connectionString, string? folder)
    {
        Server = server;
        ConnectionString = connectionString;
        Folder = folder;
    }

    /// <summary>On which server.</summary>
    public TestServer Server { get; }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Folder of the SQLite file; null on servers.</summary>
    public string? Folder { get; }

    /// <summary>Makes one; skips the running test when the server is not there.</summary>
    public static async Task<TestDatabase> CreateAsync(TestServer server)
    {
        var address = TestServers.Find(server);
        TestServers.Require(address is not null, server.ToString(), mayBeMissingInCi: server == TestServer.SqlServer);
        return server == TestServer.Sqlite ? await CreateSqliteAsync() : await CreateOnServerAsync(server, address!);
    }

    /// <summary>Registers the provider for this database.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => Server switch
    {
        TestServer.Postgres => services.AddPostgresEvaluation(ConnectionString),
        TestServer.SqlServer => services.AddSqlServerEvaluation(ConnectionString, MaxBatchSize),
        _ => services.AddSqliteEvaluation(ConnectionString),
    };

    /// <summary>Statements per batch on SQL Server: some servers that speak its protocol lack MERGE.</summary>
    private static int? MaxBatchSize =>
        int.TryParse(Environment.GetEnvironmentVariable("EVALUATION_TEST_SQLSERVER_BATCH"), out var size) ? size : null;

    /// <summary>Adds rows without a host, for what must be there when one starts.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var provider = AddTo(new ServiceCollection()).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Closes the connections that this process keeps.</summary>
    public void Release()
    {
        switch (Server)
        {
            case TestServer.Sqlite:
                SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
                break;
            case TestServer.Postgres:
                NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
                break;
            default:
                SqlConnection.ClearPool(new SqlConnection(ConnectionString));
                break;
        }
    }

    /// <summary>Makes the database refuse all who would speak to it, those who are speaking included, or take them again. PostgreSQL alone.</summary>
    /// <param name="isAway">Whether it refuses.</param>
    public async Task CutOffAsync(bool isAway)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        var name = builder.Database!;
        builder.Database = "postgres";
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER DATABASE {name} ALLOW_CONNECTIONS {(isAway ? "false" : "true")}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'";
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Release();
        if (Folder is { } folder)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            await DropAsync();
        }
    }

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("evaluation-test-").FullName;
        var database = new TestDatabase(TestServer.Sqlite, "Data Source=" + Path.Combine(folder, "evaluation.db"), folder);
        // Migrating takes longer than copying, so it is done once for all tests of a run.
        await TemplateGate.WaitAsync();
        try
        {
            if (sqliteTemplate is null)
            {
                await database.MigrateAsync();
                SqliteConnection.ClearPool(new SqliteConnection(database.ConnectionString));
                var template = Path.Combine(Directory.CreateTempSubdirectory("evaluation-template-").FullName, "evaluation.db");
                File.Copy(Path.Combine(folder, "evaluation.db"), template);
                sqliteTemplate = template;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(template)!, recursive: true);
            }
            else
            {
                File.Copy(sqliteTemplate, Path.Combine(folder, "evaluation.db"));
            }
        }
        finally
        {
            TemplateGate.Release();
        }

        return database;
    }

    private static async Task<TestDatabase> CreateOnServerAsync(TestServer server, string address)
    {
        var name = "evaluation_test_" + Guid.NewGuid().ToString("N");
        var connection = server == TestServer.Postgres
            ? new NpgsqlConnectionStringBuilder(address) { Database = name }.ConnectionString
            : new SqlConnectionStringBuilder(address) { InitialCatalog = name }.ConnectionString;
        var database = new TestDatabase(server, connection, null);
        await database.MigrateAsync();
        return database;
    }

    private async Task MigrateAsync()
    {
        await using var provider = AddTo(new ServiceCollection()).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Database.MigrateAsync();
    }

    private async Task DropAsync()
    {
        await using var provider = AddTo(new ServiceCollection()).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Database.EnsureDeletedAsync();
    }
}

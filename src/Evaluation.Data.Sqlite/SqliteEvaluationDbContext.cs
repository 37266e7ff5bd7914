using System.Data.Common;
using Evaluation.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Data.Sqlite;

/// <summary>The storage model on SQLite, the default.</summary>
public sealed class SqliteEvaluationDbContext(DbContextOptions<SqliteEvaluationDbContext> options) : EvaluationDbContext(options);

/// <summary>Registers SQLite.</summary>
public static class SqliteRegistration
{
    /// <summary>Uses the SQLite database at <paramref name="connectionString"/>.</summary>
    public static IServiceCollection AddSqliteEvaluation(this IServiceCollection services, string connectionString) => services
        .AddDbContext<SqliteEvaluationDbContext>(options => options.UseSqliteEvaluation(connectionString))
        .AddScoped<EvaluationDbContext>(provider => provider.GetRequiredService<SqliteEvaluationDbContext>());

    /// <summary>The options every context on SQLite has.</summary>
    public static DbContextOptionsBuilder UseSqliteEvaluation(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(DurableConnections.Instance);

    // An acknowledged submission is on the disk: WAL with FULL syncs at every commit. Writers wait for each other instead of failing.
    private sealed class DurableConnections : DbConnectionInterceptor
    {
        public static readonly DurableConnections Instance = new();

        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=15000; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>Lets the migration tool make the context without a host.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteEvaluationDbContext>
{
    public SqliteEvaluationDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteEvaluationDbContext>)new DbContextOptionsBuilder<SqliteEvaluationDbContext>().UseSqliteEvaluation("Data Source=:memory:").Options);
}

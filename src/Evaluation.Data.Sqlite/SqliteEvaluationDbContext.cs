using System.Data.Common;
using System.Runtime.CompilerServices;
using Evaluation.Core.Ballots;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Evaluation.Data.Sqlite;

/// <summary>The storage model on SQLite, the default.</summary>
public sealed class SqliteEvaluationDbContext(DbContextOptions<SqliteEvaluationDbContext> options) : EvaluationDbContext(options);

/// <summary>Registers SQLite.</summary>
public static class SqliteRegistration
{
    /// <summary>Uses the SQLite database at <paramref name="connectionString"/>.</summary>
    public static IServiceCollection AddSqliteEvaluation(this IServiceCollection services, string connectionString) => services
        .AddDbContextPool<SqliteEvaluationDbContext>(options => options.UseSqliteEvaluation(connectionString))
        .AddScoped<EvaluationDbContext>(provider => provider.GetRequiredService<SqliteEvaluationDbContext>())
        .AddSingleton<EnvelopeStore>(provider => new SqliteEnvelopeStore(connectionString, provider.GetRequiredService<TimeProvider>()));

    /// <summary>The options every context on SQLite has.</summary>
    public static DbContextOptionsBuilder UseSqliteEvaluation(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(DurableConnections.Instance, new JournalInterceptor());

    /// <summary>
    /// An acknowledged submission is on the disk: WAL with FULL syncs at every commit. Writers wait for each other instead of failing. Each connection keeps half a megabyte of pages, a quarter of the default:
    /// the system keeps them too, and connections are many.
    /// </summary>
    internal const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=15000; PRAGMA secure_delete=ON; PRAGMA cache_size=-512;";

    private sealed class DurableConnections : DbConnectionInterceptor
    {
        public static readonly DurableConnections Instance = new();

        // A connection that comes back from the pool is still set up: the settings belong to what lies beneath it.
        private readonly ConditionalWeakTable<sqlite3, object> ready = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (ready.TryAdd(((SqliteConnection)connection).Handle!, Pragmas))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                command.ExecuteNonQuery();
            }
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            // SQLite has nothing to wait for.
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Lets the migration tool make the context without a host.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteEvaluationDbContext>
{
    public SqliteEvaluationDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteEvaluationDbContext>)new DbContextOptionsBuilder<SqliteEvaluationDbContext>().UseSqliteEvaluation("Data Source=:memory:").Options);
}

using Evaluation.Core.Data;
using Evaluation.Data.Postgres;
using Evaluation.Data.Sqlite;
using Evaluation.Data.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace Evaluation.Web.Hosting;

/// <summary>Chooses the database: <c>Database:Provider</c> is Sqlite (default), Postgres or SqlServer; <c>ConnectionStrings:Evaluation</c> says where it is.</summary>
public static class Storage
{
    /// <summary>Registers the configured provider.</summary>
    /// <exception cref="InvalidOperationException">The provider is unknown, or a server's connection string is missing.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        var connection = configuration.GetConnectionString("Evaluation");
        if (provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            connection ??= "Data Source=App_Data/evaluation.db";
            CreateFolderOf(connection);
            return services.AddSqliteEvaluation(connection);
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

    /// <summary>Applies the pending migrations.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EvaluationDbContext>().Database.MigrateAsync(cancellation);
    }

    private static void CreateFolderOf(string connection)
    {
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connection).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}

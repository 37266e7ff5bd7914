using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Data.SqlServer;

/// <summary>The storage model on SQL Server.</summary>
public sealed class SqlServerEvaluationDbContext(DbContextOptions<SqlServerEvaluationDbContext> options) : EvaluationDbContext(options);

/// <summary>Registers SQL Server.</summary>
public static class SqlServerRegistration
{
    /// <summary>Uses the SQL Server database at <paramref name="connectionString"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="maxBatchSize">Most statements sent at once; 1 for servers without MERGE; null for the provider's own choice.</param>
    public static IServiceCollection AddSqlServerEvaluation(this IServiceCollection services, string connectionString, int? maxBatchSize) => services
        .AddDbContextPool<SqlServerEvaluationDbContext>(options => options.UseSqlServerEvaluation(connectionString, maxBatchSize))
        .AddScoped<EvaluationDbContext>(provider => provider.GetRequiredService<SqlServerEvaluationDbContext>());

    /// <summary>The options every context on SQL Server has.</summary>
    public static DbContextOptionsBuilder UseSqlServerEvaluation(this DbContextOptionsBuilder options, string connectionString, int? maxBatchSize) =>
        options.UseSqlServer(connectionString, server =>
        {
            if (maxBatchSize is { } size)
            {
                server.MaxBatchSize(size);
            }
        }).AddInterceptors(new JournalInterceptor());
}

/// <summary>Lets the migration tool make the context without a host.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerEvaluationDbContext>
{
    public SqlServerEvaluationDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqlServerEvaluationDbContext>)new DbContextOptionsBuilder<SqlServerEvaluationDbContext>().UseSqlServerEvaluation("Server=localhost", null).Options);
}

using Evaluation.Core.Data;
using Evaluation.Core.Journals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Data.Postgres;

/// <summary>The storage model on PostgreSQL.</summary>
public sealed class PostgresEvaluationDbContext(DbContextOptions<PostgresEvaluationDbContext> options) : EvaluationDbContext(options);

/// <summary>Registers PostgreSQL.</summary>
public static class PostgresRegistration
{
    /// <summary>Uses the PostgreSQL database at <paramref name="connectionString"/>.</summary>
    public static IServiceCollection AddPostgresEvaluation(this IServiceCollection services, string connectionString) => services
        .AddDbContextPool<PostgresEvaluationDbContext>(options => options.UsePostgresEvaluation(connectionString))
        .AddScoped<EvaluationDbContext>(provider => provider.GetRequiredService<PostgresEvaluationDbContext>());

    /// <summary>The options every context on PostgreSQL has.</summary>
    public static DbContextOptionsBuilder UsePostgresEvaluation(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString).AddInterceptors(new JournalInterceptor());
}

/// <summary>Lets the migration tool make the context without a host.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresEvaluationDbContext>
{
    public PostgresEvaluationDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgresEvaluationDbContext>)new DbContextOptionsBuilder<PostgresEvaluationDbContext>().UsePostgresEvaluation("Host=localhost").Options);
}

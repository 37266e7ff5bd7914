using Evaluation.Core.Accounts;
using Evaluation.Core.Data;
using Evaluation.Core.Outcomes;
using Evaluation.Data.Postgres;
using Evaluation.Data.Sqlite;
using Evaluation.Data.SqlServer;
using Evaluation.Domain.Outcomes;
using Evaluation.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Evaluation.Core.Tests.Data;

/// <summary>Problems that were stored as lines of text become problems of their own.</summary>
public sealed class ProblemUpgradeTests
{
    public static TheoryData<TestServer> Servers => TestServers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Sql_OnLinesOfText_GivesAProblemForEach(TestServer server)
    {
        await using var host = await TestHost.CreateAsync(server);
        var campaign = await CampaignDriver.OpenAsync(host);
        await campaign.FinishWithFindingsAsync();
        var office = await host.CreateScopeAsync(campaign.Unit, Role.Organizer);
        var rows = await host.RunAsync((DeterminationService s) => s.ListAsync(office, campaign.Campaign.Id, default));
        await campaign.DecideAsync(office, rows[0], Verdict.Confirm);
        await campaign.DecideAsync(office, rows[1], Verdict.Confirm);
        Assert.Equal(2, await host.QueryAsync(db => db.Consequences.CountAsync()));

        await host.QueryAsync(async db =>
        {
            await ExecuteAsync(db, "UPDATE \"Consequences\" SET \"Problems\" = ''", null);
            await ExecuteAsync(db, "UPDATE \"Consequences\" SET \"Problems\" = @text WHERE \"Kind\" = 'Rectification'", "等候“时间”长，\"两趟\"\n\n路径 C:\\示例\t甲\n最后一行");
            return await ExecuteAsync(db, ProblemUpgrade.Sql(db.Database.ProviderName), null);
        });

        var plans = await host.QueryAsync(db => db.Consequences.AsNoTracking().ToListAsync());
        Assert.Empty(plans.Single(p => p.Kind != Domain.Rules.ConsequenceKind.Rectification).Problems);
        Assert.Equal(["等候“时间”长，\"两趟\"", "路径 C:\\示例\t甲", "最后一行"], plans.Single(p => p.Kind == Domain.Rules.ConsequenceKind.Rectification).Problems.Select(p => p.Title));
        Assert.Empty(plans.SelectMany(p => p.AllQuotes));
    }

    [Fact]
    public void Migrations_OfEveryProvider_HaveTheStep()
    {
        DbContext[] providers =
        [
            new SqliteEvaluationDbContext(new DbContextOptionsBuilder<SqliteEvaluationDbContext>().With(o => o.UseSqliteEvaluation("Data Source=:memory:"))),
            new PostgresEvaluationDbContext(new DbContextOptionsBuilder<PostgresEvaluationDbContext>().With(o => o.UsePostgresEvaluation("Host=localhost"))),
            new SqlServerEvaluationDbContext(new DbContextOptionsBuilder<SqlServerEvaluationDbContext>().With(o => o.UseSqlServerEvaluation("Server=localhost", null))),
        ];
        foreach (var db in providers)
        {
            Assert.Contains(ProblemUpgrade.Sql(db.Database.ProviderName), db.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
            db.Dispose();
        }
    }

    private static async Task<int> ExecuteAsync(EvaluationDbContext db, string sql, string? text)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        if (text is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@text", text);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Makes options in one expression.</summary>
internal static class OptionsBuilding
{
    public static DbContextOptions<T> With<T>(this DbContextOptionsBuilder<T> builder, Action<DbContextOptionsBuilder> configure)
        where T : DbContext
    {
        configure(builder);
        return builder.Options;
    }
}

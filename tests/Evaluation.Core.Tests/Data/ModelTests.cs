using Evaluation.Core.Data;
using Evaluation.Data.Postgres;
using Evaluation.Data.Sqlite;
using Evaluation.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Evaluation.Core.Tests.Data;

/// <summary>The model on every provider, without a server: what SQL Server would refuse is looked for in the model itself.</summary>
public sealed class ModelTests
{
    private const int SqlServerClusteredKeyBytes = 900;
    private const int SqlServerIndexKeyBytes = 1700;

    public static TheoryData<string> Providers => ["Sqlite", "Postgres", "SqlServer"];

    [Theory, MemberData(nameof(Providers))]
    public void Migrations_OfEveryProvider_CoverTheWholeModel(string provider)
    {
        using var db = Open(provider);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public void Scripts_ForSqlServer_Parse()
    {
        using var db = Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors.Select(e => $"{e.Line}: {e.Message}"));
    }

    [Theory]
    [InlineData("AccessCodes")]
    [InlineData("Envelopes")]
    public void MassUpdates_OnSqlServer_NeverLockTheWholeTable(string table)
    {
        using var db = Open("SqlServer");

        Assert.Contains($"ALTER TABLE [{table}] SET (LOCK_ESCALATION = DISABLE)", db.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deletes_OnSqlServer_ReachNoTableOnTwoWays()
    {
        using var db = Open("SqlServer");

        // Error 1785: a table may be reached by cascading deletes on one way only.
        var repeated = db.Model.GetEntityTypes().SelectMany(start => WaysFrom(start).GroupBy(t => t).Where(g => g.Count() > 1).Select(g => $"{start.GetTableName()} to {g.Key}"));

        Assert.Empty(repeated);
    }

    [Fact]
    public void Keys_OnSqlServer_AreBoundedAndNotTooLong()
    {
        using var db = Open("SqlServer");
        var model = db.GetService<IDesignTimeModel>().Model;

        var bad = model.GetEntityTypes().SelectMany(type =>
            type.GetKeys().Select(k => (Name: $"{type.GetTableName()} key", k.Properties, Most: SqlServerClusteredKeyBytes))
                .Concat(type.GetIndexes().Select(i => (Name: $"{type.GetTableName()} index", i.Properties, Most: SqlServerIndexKeyBytes))))
            .Select(x => (Text: $"{x.Name} ({string.Join(", ", x.Properties.Select(p => p.Name))})", Size: x.Properties.Sum(SizeOf), x.Most))
            .Where(x => x.Size > x.Most).Select(x => $"{x.Text}: {x.Size}");

        Assert.Empty(bad);
    }

    [Theory, MemberData(nameof(Providers))]
    public void KeysOfOurOwn_AreSetByTheProgramBecauseGeneratedOnesCarryTime(string provider)
    {
        using var db = Open(provider);

        var generated = db.Model.GetEntityTypes().Where(t => t.ClrType.Namespace!.StartsWith("Evaluation.", StringComparison.Ordinal))
            .SelectMany(t => t.FindPrimaryKey()!.Properties.Where(p => p.ValueGenerated != ValueGenerated.Never).Select(p => $"{t.ClrType.Name}.{p.Name}"));

        Assert.Empty(generated);
    }

    [Fact]
    public void Instants_AreDateTime_BecauseOffsetsCannotBeOrderedOnSqlite()
    {
        using var db = Open("Sqlite");

        var offsets = db.Model.GetEntityTypes().Where(t => t.ClrType.Namespace!.StartsWith("Evaluation.Domain", StringComparison.Ordinal))
            .SelectMany(t => t.GetProperties()).Where(p => p.ClrType == typeof(DateTimeOffset) || p.ClrType == typeof(DateTimeOffset?)).Select(p => p.Name);

        Assert.Empty(offsets);
    }

    private static IEnumerable<string> WaysFrom(IEntityType start)
    {
        foreach (var key in start.GetReferencingForeignKeys().Where(k => k.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull))
        {
            yield return key.DeclaringEntityType.GetTableName()!;
            foreach (var further in WaysFrom(key.DeclaringEntityType))
            {
                yield return further;
            }
        }
    }

    private static int SizeOf(IProperty property)
    {
        var type = property.GetColumnType();
        if (type.Contains("(max)", StringComparison.Ordinal))
        {
            return int.MaxValue / 8;
        }

        var length = property.GetMaxLength() ?? 16;
        return type.StartsWith("nvarchar", StringComparison.Ordinal) ? length * 2 : type.StartsWith("varbinary", StringComparison.Ordinal) ? length : 16;
    }

    private static EvaluationDbContext Open(string provider) => provider switch
    {
        "Postgres" => new PostgresEvaluationDbContext(Options<PostgresEvaluationDbContext>(o => o.UsePostgresEvaluation("Host=localhost"))),
        "SqlServer" => new SqlServerEvaluationDbContext(Options<SqlServerEvaluationDbContext>(o => o.UseSqlServerEvaluation("Server=localhost", null))),
        _ => new SqliteEvaluationDbContext(Options<SqliteEvaluationDbContext>(o => o.UseSqliteEvaluation("Data Source=:memory:"))),
    };

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> configure)
        where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        configure(builder);
        return builder.Options;
    }
}

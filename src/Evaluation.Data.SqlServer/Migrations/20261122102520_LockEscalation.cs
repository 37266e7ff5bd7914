using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.SqlServer.Migrations
{
    /// <summary>Beginning and ending change thousands of codes at once, which SQL Server would answer with a lock of the whole table, and with it of every other campaign.</summary>
    [DbContext(typeof(SqlServerEvaluationDbContext)), Migration("20261122102520_LockEscalation")]
    public sealed class LockEscalation : Migration
    {
        private static readonly string[] Tables = ["AccessCodes", "Envelopes"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Set(migrationBuilder, "DISABLE");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Set(migrationBuilder, "TABLE");

        private static void Set(MigrationBuilder migrationBuilder, string escalation)
        {
            foreach (var table in Tables)
            {
                migrationBuilder.Sql($"ALTER TABLE [{table}] SET (LOCK_ESCALATION = {escalation});");
            }
        }
    }
}

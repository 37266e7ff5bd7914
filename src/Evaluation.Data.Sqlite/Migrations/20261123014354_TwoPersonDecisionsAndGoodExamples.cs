using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TwoPersonDecisionsAndGoodExamples : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Entered",
                table: "Determinations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentBack",
                table: "Determinations",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Publicised",
                table: "Consequences",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "DecidesInPairs",
                table: "Campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Entered",
                table: "Determinations");

            migrationBuilder.DropColumn(
                name: "SentBack",
                table: "Determinations");

            migrationBuilder.DropColumn(
                name: "Publicised",
                table: "Consequences");

            migrationBuilder.DropColumn(
                name: "DecidesInPairs",
                table: "Campaigns");
        }
    }
}

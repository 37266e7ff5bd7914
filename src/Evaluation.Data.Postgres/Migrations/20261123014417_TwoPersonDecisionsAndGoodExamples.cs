using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.Postgres.Migrations
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentBack",
                table: "Determinations",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Publicised",
                table: "Consequences",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "DecidesInPairs",
                table: "Campaigns",
                type: "boolean",
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

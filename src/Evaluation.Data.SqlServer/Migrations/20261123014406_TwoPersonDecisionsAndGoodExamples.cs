using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.SqlServer.Migrations
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentBack",
                table: "Determinations",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Publicised",
                table: "Consequences",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "DecidesInPairs",
                table: "Campaigns",
                type: "bit",
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ReportAuthors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ById",
                table: "ConsequenceEntries",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConsequenceEntries_ById",
                table: "ConsequenceEntries",
                column: "ById");

            migrationBuilder.AddForeignKey(
                name: "FK_ConsequenceEntries_AspNetUsers_ById",
                table: "ConsequenceEntries",
                column: "ById",
                principalTable: "AspNetUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ConsequenceEntries_AspNetUsers_ById",
                table: "ConsequenceEntries");

            migrationBuilder.DropIndex(
                name: "IX_ConsequenceEntries_ById",
                table: "ConsequenceEntries");

            migrationBuilder.DropColumn(
                name: "ById",
                table: "ConsequenceEntries");
        }
    }
}

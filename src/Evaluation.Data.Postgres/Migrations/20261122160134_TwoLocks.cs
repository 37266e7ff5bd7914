using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class TwoLocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "HasTwoLocks",
                table: "Campaigns",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "Damaged",
                table: "BallotBoxes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Locks",
                table: "BallotBoxes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Opening",
                table: "BallotBoxes",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LeaveOutRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Envelopes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    RequestedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReleasedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReleasedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaveOutRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeaveOutRequests_AspNetUsers_ReleasedBy",
                        column: x => x.ReleasedBy,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LeaveOutRequests_AspNetUsers_RequestedBy",
                        column: x => x.RequestedBy,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LeaveOutRequests_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LeaveOutRequests_CampaignId",
                table: "LeaveOutRequests",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveOutRequests_ReleasedBy",
                table: "LeaveOutRequests",
                column: "ReleasedBy");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveOutRequests_RequestedBy",
                table: "LeaveOutRequests",
                column: "RequestedBy");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LeaveOutRequests");

            migrationBuilder.DropColumn(
                name: "HasTwoLocks",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Damaged",
                table: "BallotBoxes");

            migrationBuilder.DropColumn(
                name: "Locks",
                table: "BallotBoxes");

            migrationBuilder.DropColumn(
                name: "Opening",
                table: "BallotBoxes");
        }
    }
}

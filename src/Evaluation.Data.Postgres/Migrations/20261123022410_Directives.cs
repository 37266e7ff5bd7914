using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Evaluation.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Directives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "DirectiveId",
                table: "Campaigns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Locks",
                table: "Campaigns",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Directives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuedByName = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SearchTitle = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    TemplateKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    SourceTitle = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Instruction = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    PlannedBegin = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PlannedEnd = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PlanDue = table.Column<DateOnly>(type: "date", nullable: true),
                    ResultDue = table.Column<DateOnly>(type: "date", nullable: true),
                    Locks = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Directives", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Directives_AspNetUsers_IssuedBy",
                        column: x => x.IssuedBy,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Directives_Organizations_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DirectiveBranches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DirectiveId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "uuid", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectiveBranches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DirectiveBranches_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DirectiveBranches_Directives_DirectiveId",
                        column: x => x.DirectiveId,
                        principalTable: "Directives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DirectiveBranches_Organizations_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_DirectiveId",
                table: "Campaigns",
                column: "DirectiveId");

            migrationBuilder.CreateIndex(
                name: "IX_DirectiveBranches_CampaignId",
                table: "DirectiveBranches",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_DirectiveBranches_DirectiveId_OrganizationId",
                table: "DirectiveBranches",
                columns: new[] { "DirectiveId", "OrganizationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DirectiveBranches_OrganizationId",
                table: "DirectiveBranches",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_Directives_IssuedBy",
                table: "Directives",
                column: "IssuedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Directives_OrganizationId_IssuedAt",
                table: "Directives",
                columns: new[] { "OrganizationId", "IssuedAt" });

            migrationBuilder.AddForeignKey(
                name: "FK_Campaigns_Directives_DirectiveId",
                table: "Campaigns",
                column: "DirectiveId",
                principalTable: "Directives",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Campaigns_Directives_DirectiveId",
                table: "Campaigns");

            migrationBuilder.DropTable(
                name: "DirectiveBranches");

            migrationBuilder.DropTable(
                name: "Directives");

            migrationBuilder.DropIndex(
                name: "IX_Campaigns_DirectiveId",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "DirectiveId",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Locks",
                table: "Campaigns");
        }
    }
}

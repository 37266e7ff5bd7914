using Evaluation.Core.Accounts;
using Evaluation.Core.Campaigns.Templates;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class DirectiveMapping : IEntityTypeConfiguration<Directive>
{
    public void Configure(EntityTypeBuilder<Directive> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.IssuedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(d => d.Title).HasMaxLength(Campaign.TitleLength);
        builder.Property(d => d.SearchTitle).HasMaxLength(Campaign.TitleLength);
        builder.Property(d => d.TemplateKey).HasMaxLength(CampaignTemplate.KeyLength);
        builder.Property(d => d.SourceTitle).HasMaxLength(Directive.SourceLength);
        builder.Property(d => d.Instruction).HasMaxLength(Directive.InstructionLength);
        builder.HasIndex(d => new { d.OrganizationId, d.IssuedAt });
        builder.HasOne<Organization>().WithMany().HasForeignKey(d => d.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.IssuedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Branches).WithOne().HasForeignKey(b => b.DirectiveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DirectiveBranchMapping : IEntityTypeConfiguration<DirectiveBranch>
{
    public void Configure(EntityTypeBuilder<DirectiveBranch> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => new { b.DirectiveId, b.OrganizationId }).IsUnique();
        builder.HasIndex(b => b.CampaignId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(b => b.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(b => b.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

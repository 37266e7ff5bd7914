using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Name).HasMaxLength(Member.NameLength);
        builder.Property(m => m.StaffNumber).HasMaxLength(Member.StaffNumberLength);
        builder.Property(m => m.SearchName).HasMaxLength(Member.NameLength);
        builder.Property(m => m.Ethnicity).HasMaxLength(20);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.Ignore(m => m.IsPartyMember);
        builder.HasIndex(m => new { m.OrganizationId, m.Order });
        builder.HasIndex(m => new { m.OrganizationId, m.StaffNumber }).IsUnique();
        builder.HasIndex(m => m.SearchName);
        builder.HasOne<Organization>().WithMany().HasForeignKey(m => m.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Posts).WithOne().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Title).HasMaxLength(Post.TitleLength);
        builder.HasIndex(p => new { p.OrganizationId, p.Kind });
        builder.HasOne<Organization>().WithMany().HasForeignKey(p => p.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Evaluation.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Name).HasMaxLength(Organization.NameLength);
        builder.Property(o => o.SearchName).HasMaxLength(Organization.NameLength);
        builder.Property(o => o.Path).HasMaxLength(Organization.PathLength);
        builder.Property(o => o.TimeZoneId).HasMaxLength(60);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Ignore(o => o.Level);
        builder.HasIndex(o => o.Path).IsUnique();
        builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

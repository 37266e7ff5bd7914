using Evaluation.Core.Accounts;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    // Double quotes name columns on every provider; PostgreSQL folds what has none.
    private static readonly string HasOneOwner = string.Join(
        " + ",
        new[] { nameof(Attachment.ConsequenceId), nameof(Attachment.EntryId), nameof(Attachment.DeterminationId), nameof(Attachment.IrregularityId), nameof(Attachment.FilingId) }
            .Select(column => $"CASE WHEN \"{column}\" IS NULL THEN 0 ELSE 1 END")) + " = 1";

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable(table => table.HasCheckConstraint("CK_Attachments_Owner", HasOneOwner));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Ignore(a => a.Owner);
        builder.Property(a => a.Name).HasMaxLength(Attachment.NameLength);
        builder.Property(a => a.Sha256).HasMaxLength(Attachment.Sha256Length);
        builder.Property(a => a.AddedByName).HasMaxLength(User.DisplayNameLength);
        builder.HasOne<Consequence>().WithMany().HasForeignKey(a => a.ConsequenceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ConsequenceEntry>().WithMany().HasForeignKey(a => a.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DeterminationRecord>().WithMany().HasForeignKey(a => a.DeterminationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Irregularity>().WithMany().HasForeignKey(a => a.IrregularityId).OnDelete(DeleteBehavior.Restrict);
        // The filing of a plan goes with a campaign that is deleted in preparation; nothing else that has files is ever deleted.
        builder.HasOne<Filing>().WithMany().HasForeignKey(a => a.FilingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.AddedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttachmentContentMapping : IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<AttachmentContent> builder)
    {
        builder.HasKey(c => c.AttachmentId);
        builder.Property(c => c.AttachmentId).ValueGeneratedNever();
        builder.HasOne<Attachment>().WithOne().HasForeignKey<AttachmentContent>(c => c.AttachmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

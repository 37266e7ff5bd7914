using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Members;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class DeterminationMapping : IEntityTypeConfiguration<DeterminationRecord>
{
    public void Configure(EntityTypeBuilder<DeterminationRecord> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Found).HasJson();
        builder.Property(d => d.Entered).HasJson();
        builder.Property(d => d.SentBack).HasMaxLength(DeterminationRecord.ReasonLength);
        builder.Property(d => d.Reason).HasMaxLength(DeterminationRecord.ReasonLength);
        builder.Property(d => d.Document).HasMaxLength(DeterminationRecord.DocumentLength);
        builder.Property(d => d.DecidedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.CampaignId, d.Order }).IsUnique();
        builder.HasOne<Campaign>().WithMany().HasForeignKey(d => d.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subject>().WithMany().HasForeignKey(d => d.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.DecidedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsequenceMapping : IEntityTypeConfiguration<Consequence>
{
    public void Configure(EntityTypeBuilder<Consequence> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.BearerName).HasMaxLength(Consequence.BearerLength);
        builder.Property(c => c.Causes).HasMaxLength(Consequence.TextLength);
        builder.Property(c => c.Measures).HasMaxLength(Consequence.TextLength);
        builder.Property(c => c.Record).HasMaxLength(Consequence.TextLength);
        builder.Property(c => c.People).HasMaxLength(Consequence.PeopleLength);
        builder.Property(c => c.Responsible).HasMaxLength(Consequence.PeopleLength);
        builder.Property(c => c.Publicised).HasMaxLength(Consequence.PeopleLength);
        builder.Property(c => c.Problems).HasJson();
        builder.Property(c => c.Quotes).HasJson();
        builder.Property(c => c.ConfirmedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(c => c.ConfirmationRemark).HasMaxLength(Consequence.RemarkLength);
        builder.Property(c => c.UnsignedReason).HasMaxLength(Consequence.RemarkLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.CampaignId, c.State });
        builder.HasIndex(c => new { c.Year, c.Kind });
        builder.HasOne<Campaign>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DeterminationRecord>().WithMany().HasForeignKey(c => c.DeterminationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.BearerMemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.SubmittedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsequenceEntryMapping : IEntityTypeConfiguration<ConsequenceEntry>
{
    public void Configure(EntityTypeBuilder<ConsequenceEntry> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.By).HasMaxLength(User.DisplayNameLength);
        builder.Property(e => e.Text).HasMaxLength(ConsequenceEntry.TextLength);
        builder.HasIndex(e => new { e.ConsequenceId, e.Number }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(e => e.ById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Consequence>().WithMany().HasForeignKey(e => e.ConsequenceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IrregularityMapping : IEntityTypeConfiguration<Irregularity>
{
    public void Configure(EntityTypeBuilder<Irregularity> builder)
    {
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Report).HasMaxLength(Irregularity.TextLength);
        builder.Property(i => i.ReportedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(i => i.Findings).HasMaxLength(Irregularity.TextLength);
        builder.Property(i => i.Document).HasMaxLength(Irregularity.DocumentLength);
        builder.Property(i => i.DecidedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => i.CampaignId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(i => i.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(i => i.HeldAgainId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subject>().WithMany().HasForeignKey(i => i.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.ReportedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

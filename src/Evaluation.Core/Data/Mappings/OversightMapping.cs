using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Oversight;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class FilingMapping : IEntityTypeConfiguration<Filing>
{
    private const int FingerprintLength = 64;

    public void Configure(EntityTypeBuilder<Filing> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Note).HasMaxLength(Filing.NoteLength);
        builder.Property(f => f.HandedOverBy).HasMaxLength(Filing.PersonLength);
        builder.Property(f => f.Fingerprint).HasMaxLength(FingerprintLength);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.CampaignId, f.Paper }).IsUnique();
        // A draft of a plan goes with a campaign that is deleted in preparation.
        builder.HasOne<Campaign>().WithMany().HasForeignKey(f => f.CampaignId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(f => f.FiledBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FilingEntryMapping : IEntityTypeConfiguration<FilingEntry>
{
    public void Configure(EntityTypeBuilder<FilingEntry> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.By).HasMaxLength(User.DisplayNameLength);
        builder.Property(e => e.Text).HasMaxLength(FilingEntry.TextLength);
        builder.HasIndex(e => new { e.FilingId, e.Number }).IsUnique();
        builder.HasOne<Filing>().WithMany().HasForeignKey(e => e.FilingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InspectionMapping : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Inspectors).HasMaxLength(Inspection.InspectorsLength);
        builder.Property(i => i.Findings).HasMaxLength(Inspection.TextLength);
        builder.Property(i => i.FollowUp).HasMaxLength(Inspection.TextLength);
        builder.Property(i => i.Report).HasMaxLength(Inspection.TextLength);
        builder.Property(i => i.Remark).HasMaxLength(Inspection.RemarkLength);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.Year, i.State });
        builder.HasOne<Organization>().WithMany().HasForeignKey(i => i.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(i => i.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.ReportedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TalkMapping : IEntityTypeConfiguration<Talk>
{
    public void Configure(EntityTypeBuilder<Talk> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Delegate).HasMaxLength(Talk.DelegateLength);
        builder.Property(t => t.Partners).HasJson();
        builder.Property(t => t.Points).HasMaxLength(Talk.PointsLength);
        builder.Property(t => t.RecordedBy).HasMaxLength(User.DisplayNameLength);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => new { t.CampaignId, t.HeldOn });
        builder.HasOne<Campaign>().WithMany().HasForeignKey(t => t.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}

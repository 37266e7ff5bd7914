using Evaluation.Core.Accounts;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class BallotBoxMapping : IEntityTypeConfiguration<BallotBox>
{
    public void Configure(EntityTypeBuilder<BallotBox> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.PublicKey).HasMaxLength(100);
        builder.Property(b => b.WrappedPrivateKey).HasMaxLength(2000);
        builder.Property(b => b.WrappedMacKey).HasMaxLength(200);
        builder.Property(b => b.Seal).HasMaxLength(64);
        builder.HasIndex(b => b.CampaignId).IsUnique();
        builder.HasOne<Campaign>().WithOne().HasForeignKey<BallotBox>(b => b.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EnvelopeMapping : IEntityTypeConfiguration<Envelope>
{
    public void Configure(EntityTypeBuilder<Envelope> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Mac).HasMaxLength(32);
        builder.HasIndex(e => e.BoxId);
        builder.HasOne<BallotBox>().WithMany().HasForeignKey(e => e.BoxId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccessCodeMapping : IEntityTypeConfiguration<AccessCode>
{
    public void Configure(EntityTypeBuilder<AccessCode> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Hash).HasMaxLength(32);
        builder.HasIndex(c => c.Hash).IsUnique();
        builder.HasIndex(c => new { c.BoxId, c.CategoryId, c.State });
        builder.HasOne<BallotBox>().WithMany().HasForeignKey(c => c.BoxId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvaluatorCategory>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invitee>().WithMany().HasForeignKey(c => c.InviteeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RehearsalCodeMapping : IEntityTypeConfiguration<RehearsalCode>
{
    public void Configure(EntityTypeBuilder<RehearsalCode> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Hash).HasMaxLength(32);
        builder.HasIndex(c => c.Hash).IsUnique();
        builder.HasOne<Campaign>().WithMany().HasForeignKey(c => c.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvaluatorCategory>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OpinionMapping : IEntityTypeConfiguration<Opinion>
{
    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Prompt).HasMaxLength(200);
        builder.HasIndex(o => o.CampaignId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(o => o.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvaluatorPool>().WithMany().HasForeignKey(o => o.PoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subject>().WithMany().HasForeignKey(o => o.SubjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TallyMapping : IEntityTypeConfiguration<Tally>
{
    public void Configure(EntityTypeBuilder<Tally> builder)
    {
        builder.HasKey(t => new { t.SubjectId, t.Group });
        builder.HasOne<Subject>().WithMany().HasForeignKey(t => t.SubjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CountedEnvelopeMapping : IEntityTypeConfiguration<CountedEnvelope>
{
    public void Configure(EntityTypeBuilder<CountedEnvelope> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasOne<BallotBox>().WithMany().HasForeignKey(e => e.BoxId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal abstract class TwoPersonRequestMapping<T> : IEntityTypeConfiguration<T>
    where T : TwoPersonRequest
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(TwoPersonRequest.ReasonLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Campaign>().WithMany().HasForeignKey(r => r.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.RequestedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.ReleasedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExportRequestMapping : TwoPersonRequestMapping<ExportRequest>;

internal sealed class LeaveOutRequestMapping : TwoPersonRequestMapping<LeaveOutRequest>;

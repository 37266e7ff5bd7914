using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Publications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class PublicationMapping : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Introduction).HasMaxLength(Publication.TextLength);
        builder.Property(p => p.Matters).HasMaxLength(Publication.TextLength);
        builder.Property(p => p.Examples).HasMaxLength(Publication.TextLength);
        builder.Property(p => p.Places).HasJson();
        builder.Property(p => p.Subjects).HasJson();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.CampaignId).IsUnique();
        builder.HasIndex(p => p.Until);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(p => p.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionMapping : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Text).HasMaxLength(Objection.TextLength);
        builder.Property(o => o.Contact).HasMaxLength(Objection.ContactLength);
        builder.Property(o => o.Answer).HasMaxLength(Objection.TextLength);
        builder.Property(o => o.AnsweredBy).HasMaxLength(User.DisplayNameLength);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasOne<Publication>().WithMany().HasForeignKey(o => o.PublicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FeedbackMapping : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Reporter).HasMaxLength(Feedback.ReporterLength);
        builder.Property(f => f.Words).HasMaxLength(Feedback.WordsLength);
        builder.Property(f => f.GivenByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(f => f.AcknowledgedByName).HasMaxLength(User.DisplayNameLength);
        builder.Property(f => f.Reply).HasMaxLength(Feedback.ReplyLength);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => f.SubjectId).IsUnique();
        builder.HasIndex(f => f.CampaignId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(f => f.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subject>().WithMany().HasForeignKey(f => f.SubjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Evaluation.Core.Accounts;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Key).HasMaxLength(Notification.KeyLength);
        builder.Property(n => n.Title).HasMaxLength(Notification.TitleLength);
        builder.Property(n => n.Name).HasMaxLength(Notification.NameLength);
        builder.Property(n => n.Search).HasMaxLength(Notification.SearchLength);
        // The same thing is told to the same person once, whichever node comes first.
        builder.HasIndex(n => new { n.UserId, n.Key }).IsUnique();
        // The bell asks on every page.
        builder.HasIndex(n => new { n.UserId, n.ReadAt });
        builder.HasIndex(n => new { n.UserId, n.At });
        builder.HasIndex(n => n.At);
        builder.HasIndex(n => n.MailDueAt);
        builder.HasOne<User>().WithMany().HasForeignKey(n => n.UserId).OnDelete(DeleteBehavior.Cascade);
        // A campaign that was withdrawn and is deleted takes what was told of it along.
        builder.HasOne<Campaign>().WithMany().HasForeignKey(n => n.CampaignId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Consequence>().WithMany().HasForeignKey(n => n.ConsequenceId).OnDelete(DeleteBehavior.Restrict);
    }
}

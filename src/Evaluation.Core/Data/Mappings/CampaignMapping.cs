using System.Text.Json;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Counting;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Members;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Evaluation.Core.Data.Mappings;

internal sealed class CampaignMapping : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Title).HasMaxLength(Campaign.TitleLength);
        builder.Property(c => c.SearchTitle).HasMaxLength(Campaign.TitleLength);
        builder.Property(c => c.TallySheetTitle).HasMaxLength(Campaign.TitleLength);
        builder.Property(c => c.TemplateKey).HasMaxLength(60);
        builder.Property(c => c.Place).HasMaxLength(Campaign.PlaceLength);
        builder.Property(c => c.Requirements).HasMaxLength(Campaign.NoteLength);
        builder.Property(c => c.ArchiveReason).HasMaxLength(Campaign.ArchiveReasonLength);
        builder.Property(c => c.Rules).HasJson();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.OrganizationId, c.Year });
        builder.HasIndex(c => c.Stage);
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Directive>().WithMany().HasForeignKey(c => c.DirectiveId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Forms).WithOne().HasForeignKey(f => f.CampaignId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Pools).WithOne().HasForeignKey(p => p.CampaignId).OnDelete(DeleteBehavior.Cascade);
        // SQL Server accepts one cascade path to a table; the service deletes the others first.
        builder.HasMany(c => c.Categories).WithOne().HasForeignKey(x => x.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Subjects).WithOne().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubjectMapping : IEntityTypeConfiguration<Subject>
{
    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(Organization.NameLength);
        builder.Property(s => s.Detail).HasMaxLength(Subject.DetailLength);
        builder.Property(s => s.BearerName).HasMaxLength(Member.NameLength);
        builder.Property(s => s.BranchName).HasMaxLength(Organization.NameLength);
        builder.Property(s => s.PostTitle).HasMaxLength(Subject.PostTitleLength);
        builder.HasOne<EvaluatorPool>().WithMany().HasForeignKey(s => s.PoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BallotForm>().WithMany().HasForeignKey(s => s.FormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotFormMapping : IEntityTypeConfiguration<BallotForm>
{
    public void Configure(EntityTypeBuilder<BallotForm> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Name).HasMaxLength(BallotForm.NameLength);
        builder.Property(f => f.Definition).HasJson();
    }
}

internal sealed class EvaluatorPoolMapping : IEntityTypeConfiguration<EvaluatorPool>
{
    public void Configure(EntityTypeBuilder<EvaluatorPool> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(EvaluatorPool.NameLength);
        builder.HasMany(p => p.Categories).WithOne().HasForeignKey(pc => pc.PoolId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PoolCategoryMapping : IEntityTypeConfiguration<PoolCategory>
{
    public void Configure(EntityTypeBuilder<PoolCategory> builder)
    {
        builder.HasKey(pc => new { pc.PoolId, pc.CategoryId });
        builder.HasOne<EvaluatorCategory>().WithMany().HasForeignKey(pc => pc.CategoryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvaluatorCategoryMapping : IEntityTypeConfiguration<EvaluatorCategory>
{
    public void Configure(EntityTypeBuilder<EvaluatorCategory> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(EvaluatorCategory.NameLength);
        builder.Property(c => c.Weight).HasMaxLength(60).HasConversion(
            weight => weight == null ? null : weight.Value.ToString(),
            text => text == null ? null : Parse(text));
    }

    private static Fraction? Parse(string text) => Fraction.TryParse(text, out var value) ? value : null;
}

internal sealed class InviteeMapping : IEntityTypeConfiguration<Invitee>
{
    public void Configure(EntityTypeBuilder<Invitee> builder)
    {
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Name).HasMaxLength(Invitee.TextLength);
        builder.Property(i => i.Contact).HasMaxLength(Invitee.TextLength);
        builder.Property(i => i.SearchText).HasMaxLength(Invitee.SearchLength);
        builder.HasOne<EvaluatorCategory>().WithMany().HasForeignKey(i => i.CategoryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class JsonProperty
{
    /// <summary>Stores an immutable value whole, as JSON text.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class? => property.HasConversion(
            value => JsonSerializer.Serialize(value, StorageJson.Options),
            text => JsonSerializer.Deserialize<T>(text, StorageJson.Options)!,
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b) || JsonSerializer.Serialize(a, StorageJson.Options) == JsonSerializer.Serialize(b, StorageJson.Options),
                value => JsonSerializer.Serialize(value, StorageJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
}

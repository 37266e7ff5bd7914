using Evaluation.Core.Accounts;
using Evaluation.Core.Journals;
using Evaluation.Core.Members;
using Evaluation.Core.Settings;
using Evaluation.Domain;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;
using Evaluation.Domain.Directives;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Members;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Organizations;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Pools;
using Evaluation.Domain.Publications;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Evaluation.Core.Data;

/// <summary>The storage model, the same on every provider; what one provider lacks is handled in its derived context.</summary>
public abstract class EvaluationDbContext(DbContextOptions options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>The tree of organizations.</summary>
    public DbSet<Organization> Organizations => Set<Organization>();

    /// <summary>The rosters.</summary>
    public DbSet<Member> Members => Set<Member>();

    /// <summary>Posts held by members.</summary>
    public DbSet<Post> Posts => Set<Post>();

    /// <summary>Roster files between upload and confirmation.</summary>
    public DbSet<ImportDraft> ImportDrafts => Set<ImportDraft>();

    /// <summary>Roles held by users.</summary>
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();

    /// <summary>Settings of the installation.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Campaigns.</summary>
    public DbSet<Campaign> Campaigns => Set<Campaign>();

    /// <summary>Subjects of campaigns.</summary>
    public DbSet<Subject> Subjects => Set<Subject>();

    /// <summary>Forms of campaigns.</summary>
    public DbSet<BallotForm> BallotForms => Set<BallotForm>();

    /// <summary>Pools of campaigns.</summary>
    public DbSet<EvaluatorPool> EvaluatorPools => Set<EvaluatorPool>();

    /// <summary>Evaluator categories of campaigns.</summary>
    public DbSet<EvaluatorCategory> EvaluatorCategories => Set<EvaluatorCategory>();

    /// <summary>People invited by name.</summary>
    public DbSet<Invitee> Invitees => Set<Invitee>();

    /// <summary>Ballot boxes.</summary>
    public DbSet<BallotBox> BallotBoxes => Set<BallotBox>();

    /// <summary>Submissions before the count.</summary>
    public DbSet<Envelope> Envelopes => Set<Envelope>();

    /// <summary>Which envelopes were counted.</summary>
    public DbSet<CountedEnvelope> CountedEnvelopes => Set<CountedEnvelope>();

    /// <summary>Requests to take sealed boxes out.</summary>
    public DbSet<ExportRequest> ExportRequests => Set<ExportRequest>();

    /// <summary>Requests to count without damaged envelopes.</summary>
    public DbSet<LeaveOutRequest> LeaveOutRequests => Set<LeaveOutRequest>();

    /// <summary>The journal of what organizers, superiors and administrators did.</summary>
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>Codes.</summary>
    public DbSet<AccessCode> AccessCodes => Set<AccessCode>();

    /// <summary>Codes for trying the sheet during preparation.</summary>
    public DbSet<RehearsalCode> RehearsalCodes => Set<RehearsalCode>();

    /// <summary>Free texts, from the count on.</summary>
    public DbSet<Opinion> Opinions => Set<Opinion>();

    /// <summary>Counts, from the count on.</summary>
    public DbSet<Tally> Tallies => Set<Tally>();

    /// <summary>What rules proposed and people decided, from the count on.</summary>
    public DbSet<DeterminationRecord> Determinations => Set<DeterminationRecord>();

    /// <summary>What follows from confirmed determinations.</summary>
    public DbSet<Consequence> Consequences => Set<Consequence>();

    /// <summary>The history of consequences.</summary>
    public DbSet<ConsequenceEntry> ConsequenceEntries => Set<ConsequenceEntry>();

    /// <summary>Files kept with records, without their content.</summary>
    public DbSet<Attachment> Attachments => Set<Attachment>();

    /// <summary>What is in those files.</summary>
    public DbSet<AttachmentContent> AttachmentContents => Set<AttachmentContent>();

    /// <summary>Reports of irregularities.</summary>
    public DbSet<Irregularity> Irregularities => Set<Irregularity>();

    /// <summary>What is reported of results.</summary>
    public DbSet<Publication> Publications => Set<Publication>();

    /// <summary>Results reported back to subjects.</summary>
    public DbSet<Feedback> Feedbacks => Set<Feedback>();

    /// <summary>Objections to what was made public.</summary>
    public DbSet<Objection> Objections => Set<Objection>();

    /// <summary>What people were told.</summary>
    public DbSet<Notification> Notifications => Set<Notification>();

    /// <summary>What organizations file with their superior.</summary>
    public DbSet<Filing> Filings => Set<Filing>();

    /// <summary>The history of filings.</summary>
    public DbSet<FilingEntry> FilingEntries => Set<FilingEntry>();

    /// <summary>Inspections by the superior.</summary>
    public DbSet<Inspection> Inspections => Set<Inspection>();

    /// <summary>What superiors handed down.</summary>
    public DbSet<Directive> Directives => Set<Directive>();

    /// <summary>To whom it was handed down.</summary>
    public DbSet<DirectiveBranch> DirectiveBranches => Set<DirectiveBranch>();

    /// <summary>Talks before evaluations.</summary>
    public DbSet<Talk> Talks => Set<Talk>();

    /// <inheritdoc />
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Instants are UTC everywhere; DateTimeOffset cannot be ordered on SQLite.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        // Enums are stored by name, so that a value added in the middle changes no stored row.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(EvaluationDbContext).Assembly);
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
            {
                entry.Entity.Version++;
            }
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : value.ToUniversalTime(),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

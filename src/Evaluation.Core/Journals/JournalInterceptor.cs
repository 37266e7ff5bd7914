using Evaluation.Domain.Rules;
using System.Globalization;
using Evaluation.Core.Accounts;
using Evaluation.Core.Members;
using Evaluation.Domain;
using Evaluation.Domain.Attachments;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Notifications;
using Evaluation.Domain.Outcomes;
using Evaluation.Domain.Oversight;
using Evaluation.Domain.Publications;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Evaluation.Core.Journals;

/// <summary>Tells the running act which rows it changes. Nothing that is secret, and nothing of a ballot, gets into the journal.</summary>
public sealed class JournalInterceptor : SaveChangesInterceptor
{
    private const int ValueLength = 300;

    // Of a long text that was changed, what is kept of the part that differs, and of what stands around it.
    private const int DifferenceLength = 2000;
    private const int Around = 40;

    // Ballots and codes are no business of the journal, and what is told follows from what was done; what an account can sign in with is nobody's. Of an attached file the name and hash stand there.
    private static readonly HashSet<Type> Unmentioned =
    [
        typeof(Envelope), typeof(CountedEnvelope), typeof(AccessCode), typeof(RehearsalCode), typeof(Opinion), typeof(Tally), typeof(BallotBox), typeof(JournalEntry), typeof(ImportDraft), typeof(Notification), typeof(AttachmentContent),
        typeof(IdentityUserToken<Guid>), typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>),
    ];

    private static readonly HashSet<string> UserProperties =
        [nameof(User.UserName), nameof(User.DisplayName), nameof(User.TwoFactorEnabled), nameof(User.LockoutEnd), nameof(User.MemberId)];

    /// <inheritdoc />
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Collect(eventData.Context);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Collect(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        JournalScope.Current?.Saved(isDone: true);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) => ValueTask.FromResult(SavedChanges(eventData, result));

    /// <inheritdoc />
    public override void SaveChangesFailed(DbContextErrorEventData eventData) => JournalScope.Current?.Saved(isDone: false);

    /// <inheritdoc />
    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override void SaveChangesCanceled(DbContextEventData eventData) => JournalScope.Current?.Saved(isDone: false);

    /// <inheritdoc />
    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesCanceled(eventData);
        return Task.CompletedTask;
    }

    private static void Collect(DbContext? context)
    {
        if (context?.ChangeTracker.Entries<JournalEntry>().Any(e => e.State is EntityState.Modified or EntityState.Deleted) == true)
        {
            throw new InvalidOperationException("Entries of the journal are only ever added.");
        }

        if (JournalScope.Current is not { } scope || context is null)
        {
            return;
        }

        var changes = new List<JournalChange>();
        foreach (var entry in context.ChangeTracker.Entries())
        {
            // What a count proposes follows from the box; the journal is told what people make of it.
            var isProposal = entry is { State: EntityState.Added, Entity: DeterminationRecord };
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !isProposal && !Unmentioned.Contains(entry.Metadata.ClrType))
            {
                Add(changes, entry);
            }
        }

        scope.Saving(changes);
    }

    private static void Add(List<JournalChange> changes, EntityEntry entry)
    {
        var values = new SortedDictionary<string, string?[]>(StringComparer.Ordinal);
        foreach (var property in entry.Properties.Where(p => IsMentioned(entry, p)))
        {
            if (entry.State != EntityState.Modified)
            {
                values[property.Metadata.Name] = [Beginning(TextOf(property, entry.State == EntityState.Added ? property.CurrentValue : property.OriginalValue))];
            }
            else if (property.IsModified && TextOf(property, property.OriginalValue) is var before && TextOf(property, property.CurrentValue) is var after && before != after)
            {
                values[property.Metadata.Name] = Difference(before, after);
            }
        }

        if (values.Count > 0)
        {
            var key = string.Join(' ', entry.Metadata.FindPrimaryKey()?.Properties.Select(p => Invariant(entry.Property(p.Name).CurrentValue)) ?? []);
            var change = entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" };
            changes.Add(new JournalChange(entry.Metadata.ClrType.Name + " " + key, change, values));
        }
    }

    // What was said in a talk, or to somebody about their result, is between those two; opinions are for those who work on them.
    private static bool IsMentioned(EntityEntry entry, PropertyEntry property) =>
        (entry.Entity, property.Metadata.Name) is not ((Talk, nameof(Talk.Points)) or (Feedback, nameof(Feedback.Words) or nameof(Feedback.Reply))
            or (Consequence, nameof(Consequence.Problems) or nameof(Consequence.Quotes) or nameof(Consequence.ConfirmationRemark) or nameof(Consequence.UnsignedReason))
            or (Consequence { Kind: ConsequenceKind.AdmonitionTalk }, nameof(Consequence.Record)) or (ConsequenceEntry { Act: ConsequenceAct.Confirm }, nameof(ConsequenceEntry.Text))) &&
        property.Metadata.ClrType != typeof(byte[]) && property.Metadata.Name != nameof(IVersioned.Version)
        && (entry.Entity is not User || UserProperties.Contains(property.Metadata.Name));

    // As the column holds it, so that a form or a rule set shows as its JSON.
    private static string? TextOf(PropertyEntry property, object? value)
    {
        var stored = property.Metadata.GetValueConverter()?.ConvertToProvider(value) ?? value;
        return Invariant(stored is byte[] ? value : stored);
    }

    private static string? Beginning(string? text) => text?.Length > ValueLength ? text[..ValueLength] + "…" : text;

    // A threshold far behind in a rule set must show as well as a name: from where the two begin to differ to where they end.
    private static string?[] Difference(string? before, string? after)
    {
        if (before is null || after is null || (before.Length <= ValueLength && after.Length <= ValueLength))
        {
            return [Beginning(before), Beginning(after)];
        }

        var shorter = Math.Min(before.Length, after.Length);
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < shorter - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return [Part(before, head, tail), Part(after, head, tail)];
    }

    private static string Part(string text, int head, int tail)
    {
        var (start, end) = (Math.Max(0, head - Around), Math.Min(text.Length, text.Length - tail + Around));
        end = Math.Min(end, start + DifferenceLength);
        // Not between the halves of one character.
        start -= start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end += end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return (start > 0 ? "…" : "") + text[start..end] + (end < text.Length ? "…" : "");
    }

    private static string? Invariant(object? value) => value switch
    {
        null => null,
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

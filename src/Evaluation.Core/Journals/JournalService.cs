using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Evaluation.Core.Journals;

/// <summary>What was done, for the journal.</summary>
/// <param name="Actor">Who: name shown and name to sign in with; "" for the program itself.</param>
/// <param name="Act">What, as controller and action.</param>
/// <param name="On">Address of the page or id of what it was done to.</param>
/// <param name="Scope">What it changed; null when nothing was collected.</param>
public sealed record JournalAct(string Actor, string Act, string On, JournalScope? Scope);

/// <summary>What to look for in the journal.</summary>
/// <param name="Text">Part of a name, an act or of what was changed; null for everything.</param>
/// <param name="From">First day's beginning, UTC; null for no limit.</param>
/// <param name="Until">Last day's end, UTC; null for no limit.</param>
public sealed record JournalFilter(string? Text = null, DateTime? From = null, DateTime? Until = null);

/// <summary>Appends to the journal and reads it.</summary>
public sealed class JournalService(EvaluationDbContext db, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JournalService> log)
{
    private const int MostTries = 50;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends an entry behind the last one. Two nodes that append at once do it one after the other.</summary>
    public async Task AppendAsync(JournalAct act, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A context of its own each time: what the act tracked is not stored a second time.
            await using var scope = scopes.CreateAsyncScope();
            var own = scope.ServiceProvider.GetRequiredService<EvaluationDbContext>();
            var last = await own.Journal.AsNoTracking().OrderByDescending(e => e.Number).Select(e => new { e.Number, e.Hash }).FirstOrDefaultAsync(cancellation);
            var (number, now) = ((last?.Number ?? 0) + 1, clock.GetUtcNow().UtcDateTime);
            var text = JsonSerializer.Serialize(
                new
                {
                    number,
                    at = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                    actor = act.Actor,
                    act = act.Act,
                    on = act.On,
                    changes = act.Scope?.Changes ?? [],
                    further = act.Scope?.Further ?? 0,
                },
                Json);
            own.Journal.Add(new JournalEntry { Number = number, At = now, Actor = Cut(act.Actor, 200), Act = Cut(act.Act, 100), Entry = text, Hash = JournalEntry.HashOf(last?.Hash, text) });
            try
            {
                await own.SaveChangesAsync(cancellation);
                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // Somebody else took the number: once more behind theirs.
            }
        }
    }

    /// <summary>Appends the entry of an act that is done and cannot be taken back: where that fails, it is said in the log, where somebody looks.</summary>
    public async Task RecordAsync(JournalAct act)
    {
        try
        {
            await AppendAsync(act, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.LogCritical(exception, "{Actor} did {Act} on {On}, which could not be written to the journal.", act.Actor, act.Act, act.On);
        }
    }

    /// <summary>Entries that fit, the newest first.</summary>
    public Task<Page<JournalEntry>> ListAsync(JournalFilter filter, int page, CancellationToken cancellation)
    {
        var entries = db.Journal.AsNoTracking().Where(e => (filter.From == null || e.At >= filter.From) && (filter.Until == null || e.At < filter.Until));
        if (filter.Text is { Length: > 0 } text)
        {
            entries = entries.Where(e => e.Entry.Contains(text));
        }

        return entries.OrderByDescending(e => e.Number).ToPageAsync(page, 50, cancellation);
    }

    /// <summary>The whole journal for the verifier, a line an entry: the hash in hexadecimal, a tab, the entry.</summary>
    public async IAsyncEnumerable<string> LinesAsync()
    {
        await foreach (var entry in db.Journal.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable())
        {
            yield return Convert.ToHexStringLower(entry.Hash) + "\t" + entry.Entry;
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Registers the journal.</summary>
public static class JournalRegistration
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.TryAddScoped<JournalService>();
        return services;
    }
}

using System.Text.Json;
using Evaluation.Core.Data;
using Evaluation.Core.Journals;

namespace Evaluation.Web.Areas.Admin.Models;

/// <summary>One entry as it is shown.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Area">What it concerned: name of the controller.</param>
/// <param name="Act">What was done: name of the action.</param>
/// <param name="On">Address of the page.</param>
/// <param name="Changes">What was changed.</param>
/// <param name="Further">How many rows were changed besides.</param>
public sealed record JournalRow(long Number, DateTime At, string Actor, string Area, string Act, string On, IReadOnlyList<JournalChange> Changes, int Further)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a stored entry.</summary>
    public static JournalRow From(JournalEntry entry)
    {
        var stored = JsonSerializer.Deserialize<Stored>(entry.Entry, Json)!;
        var parts = entry.Act.Split('/');
        return new JournalRow(entry.Number, entry.At, entry.Actor, parts[0], parts[^1], stored.On, stored.Changes, stored.Further);
    }

    private sealed record Stored(string On, IReadOnlyList<JournalChange> Changes, int Further);
}

/// <summary>The journal, or what was looked for in it.</summary>
/// <param name="Rows">One page of it, the newest first.</param>
/// <param name="Text">What was looked for.</param>
/// <param name="From">First day, as entered.</param>
/// <param name="Until">Last day, as entered.</param>
public sealed record JournalPage(Page<JournalRow> Rows, string? Text, DateOnly? From, DateOnly? Until)
{
    /// <summary>Whether the list was narrowed.</summary>
    public bool IsNarrowed => Text is { Length: > 0 } || From is not null || Until is not null;
}

using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Campaigns;

namespace Evaluation.Web.Areas.Organizer.Models;

/// <summary>A campaign between finalizing and the count.</summary>
public sealed class RunModel
{
    /// <summary>The campaign with its set-up.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>Zone in which its times are shown.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Turnout per category: numbers only.</summary>
    public required IReadOnlyList<CategoryTurnout> Turnout { get; init; }

    /// <summary>What was typed as present and handed out, by category, as it was typed.</summary>
    public IReadOnlyDictionary<Guid, (string Present, string HandedOut)> Typed { get; init; } = new Dictionary<Guid, (string, string)>();

    /// <summary>What is wrong with what was typed, by category.</summary>
    public IReadOnlyList<(Guid CategoryId, AttendanceProblem Problem)> Problems { get; init; } = [];

    /// <summary>The holders of the box's two locks; empty for a box without.</summary>
    public required IReadOnlyList<LockHolder> Holders { get; init; }

    /// <summary>Whether the planned moment of the end has passed, so that the evaluation will not end by itself.</summary>
    public required bool EndHasPassed { get; init; }

    /// <summary>Sheets returned in all categories.</summary>
    public int Returned => Turnout.Sum(t => t.Codes.Used);

    /// <summary>Planned evaluators of all categories, each person once.</summary>
    public int Target => Turnout.Sum(t => t.Target);

    /// <summary>Whether every category has codes, so that the evaluation can begin.</summary>
    public bool HasCodes => Turnout.All(t => t.Codes.Made > 0);

    /// <summary>Whether the numbers of every category are entered.</summary>
    public bool HasAttendance => Turnout.All(t => t.Present is not null && t.HandedOut is not null);

    /// <summary>What stands in a field: what was typed, else what is stored, else the likely number.</summary>
    public (string Present, string HandedOut) FieldsOf(CategoryTurnout turnout) => Typed.TryGetValue(turnout.CategoryId, out var typed)
        ? typed
        : (Text(turnout.Present ?? turnout.Codes.Used), Text(turnout.HandedOut ?? turnout.Codes.Made - turnout.Codes.Spare));

    /// <summary>A moment in the host's zone, as text; a dash when there is none.</summary>
    public string Local(DateTime? utc) => utc is { } moment
        ? TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).ToString("g", System.Globalization.CultureInfo.CurrentCulture)
        : "—";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The question before the set-up is frozen.</summary>
/// <param name="Campaign">The campaign with its set-up.</param>
/// <param name="Findings">What the checklist finds.</param>
/// <param name="Locks">The holders of the two locks; asked for only where the campaign wants them.</param>
public sealed record FinalizeModel(Campaign Campaign, IReadOnlyList<CheckFinding> Findings, LocksForm Locks);

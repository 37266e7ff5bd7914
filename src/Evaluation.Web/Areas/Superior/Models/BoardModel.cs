using Evaluation.Core.Supervision;
using Evaluation.Domain.Oversight;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>The board with what was asked for.</summary>
/// <param name="Board">What is shown.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="State">The state to which the list is narrowed; null for all.</param>
public sealed record BoardModel(Board Board, string? Search, BoardState? State)
{
    /// <summary>Whether the list is narrowed.</summary>
    public bool IsNarrowed => State is not null || !string.IsNullOrWhiteSpace(Search);
}

/// <summary>Words of the board.</summary>
public sealed class BoardTexts(Texts texts)
{
    /// <summary>How far a campaign is and what is awaited, in one line; the numbers of turnout, and nothing of the marks.</summary>
    public string Progress(BoardRow row) => row.State switch
    {
        BoardState.NotStarted => texts[row.IsHandedDown ? "Directives.Board.NotOpened" : "Board.Progress.NotStarted"],
        BoardState.Preparing or BoardState.Finalized => row.Planned is null ? texts["Board.Progress.NoDate"] : texts["Board.Progress.Begin", Day(row), Left(row)],
        BoardState.Open => row.Planned is null ? texts["Board.Progress.Open", row.Returned, row.Target] : texts["Board.Progress.End", row.Returned, row.Target, Day(row), Left(row)],
        BoardState.Ended => texts["Board.Progress.Ended", row.Returned, row.Target],
        _ => texts["Board.Progress.Counted", row.Returned, row.Target],
    };

    /// <summary>A text to send by phone or messenger; empty when there is nothing to remind of.</summary>
    public string Reminder(BoardRow row, int year)
    {
        var (awaited, open) = (Awaited(row, year), Open(row));
        return awaited.Length == 0 ? open.Length == 0 ? "" : texts["Oversight.Board.Reminder", row.Organization, row.Title, open]
            : open.Length == 0 ? awaited : texts["Oversight.Board.ReminderAnd", awaited, open];
    }

    /// <summary>What else is open, in one sentence: what was returned, what is overdue, what is not filed; empty when nothing is.</summary>
    public string Open(BoardRow row)
    {
        (bool Is, string Key, int Count)[] points =
        [
            (row.Outcomes.Undecided > 0, "Oversight.Board.Undecided", row.Outcomes.Undecided),
            (row.Outcomes.Overdue > 0, "Oversight.Board.TasksOverdue", row.Outcomes.Overdue),
            (row is { PlanFiling: FilingState.Returned, State: BoardState.Preparing or BoardState.Finalized }, "Oversight.Board.PlanReturned", 0),
            (row.ResultFiling == FilingState.Returned, "Oversight.Board.ResultReturned", 0),
            (row is { State: BoardState.Counted, ResultFiling: null, ResultDue: null }, "Oversight.Board.ResultMissing", 0),
            (row.InspectionsOverdue > 0, "Oversight.Board.InspectionsOverdue", row.InspectionsOverdue),
        ];
        var open = points.Where(p => p.Is).Select(p => texts[p.Key, p.Count].Value)
            .Concat(row.FilingsOverdue.Select(paper => Due(row, paper)!)).ToList();
        return open.Count == 0 ? "" : open.Aggregate((left, right) => texts["Board.Then", left, right]);
    }

    /// <summary>By when a paper is to be filed; null when no day is set or it is filed.</summary>
    public string? Due(BoardRow row, FilingPaper paper) => (paper == FilingPaper.Plan ? row.PlanDue : row.ResultDue) is { } day
        ? texts[$"Oversight.Board.{paper}{(row.FilingsOverdue.Contains(paper) ? "Overdue" : "Due")}", texts["Board.Day", day.Month, day.Day].Value].Value
        : null;

    private string Awaited(BoardRow row, int year) => row.State switch
    {
        BoardState.NotStarted when row.IsHandedDown => texts["Directives.Board.Reminder", row.Organization, row.Title],
        BoardState.NotStarted => texts["Board.Reminder.NotStarted", row.Organization, year],
        BoardState.Preparing or BoardState.Finalized => texts["Board.Reminder.Preparing", row.Organization, row.Title, Progress(row)],
        BoardState.Open => texts[Missing(row).Length > 0 ? "Board.Reminder.OpenMissing" : "Board.Reminder.Open", row.Organization, row.Title, Progress(row), Missing(row)],
        BoardState.Ended => texts["Board.Reminder.Ended", row.Organization, row.Title],
        _ => "",
    };

    /// <summary>The categories under their minimum, in one sentence; empty when there are none.</summary>
    public string Missing(BoardRow row)
    {
        var under = row.UnderMinimum.Select(t => texts["Board.UnderMinimum", t.Name, t.Returned, t.Minimum].Value).ToList();
        return under.Count == 0 ? "" : under.Aggregate((left, right) => texts["Board.Then", left, right]);
    }

    private string Left(BoardRow row) => row.DaysLeft switch
    {
        0 => texts["Board.Today"],
        < 0 => texts["Board.DaysPast", -row.DaysLeft.Value],
        _ => texts["Board.DaysLeft", row.DaysLeft!.Value],
    };

    private string Day(BoardRow row) => texts["Board.Day", row.Planned!.Value.Month, row.Planned.Value.Day];
}

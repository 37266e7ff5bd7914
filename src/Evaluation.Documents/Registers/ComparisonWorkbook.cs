using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.Registers;

/// <summary>A result as it is compared; empty texts where figures are withheld.</summary>
/// <param name="Kind">Kind of subject.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Host">The host.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Rate">The rate.</param>
/// <param name="Rank">Place.</param>
/// <param name="Valid">Valid slips.</param>
/// <param name="Consequences">What followed.</param>
public sealed record ComparisonRow(string Kind, string Subject, string Host, string Campaign, string Metric, string Rate, string Rank, string Valid, string Consequences);

/// <summary>The results of a year side by side as a workbook.</summary>
public static class ComparisonWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("Oversight.Kind", 10), ("Oversight.Subject", 20), ("Oversight.Host", 20), ("Oversight.Campaign", 28), ("Oversight.Metric", 12), ("Oversight.Rate", 10), ("Oversight.Rank", 9), ("Oversight.Valid", 10), ("Oversight.Consequences", 30),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="note">The line below it.</param>
    /// <param name="rows">The rows in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string note, IEnumerable<ComparisonRow> rows, Translate translate) => ListWorkbook.Make(
        (title, note, translate("Oversight.Comparison.Sheet")), Columns, rows.Select(r => new[] { r.Kind, r.Subject, r.Host, r.Campaign, r.Metric, r.Rate, r.Rank, r.Valid, r.Consequences }), translate);
}

/// <summary>A result in the course of the years.</summary>
/// <param name="Kind">Kind of subject.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Year">The year.</param>
/// <param name="Campaign">Title of the campaign.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Rate">The rate.</param>
/// <param name="Change">Against the year before that can be compared.</param>
/// <param name="Valid">Valid slips.</param>
public sealed record TrendRow(string Kind, string Subject, string Year, string Campaign, string Metric, string Rate, string Change, string Valid);

/// <summary>The subjects over the years as a workbook: a row for every result, so that it can be sorted and filtered.</summary>
public static class TrendWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("Oversight.Kind", 10), ("Oversight.Subject", 22), ("Oversight.Year", 8), ("Oversight.Campaign", 30), ("Oversight.Metric", 12), ("Oversight.Rate", 10), ("Oversight.Change", 16), ("Oversight.Valid", 10),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="note">The line below it.</param>
    /// <param name="rows">The rows in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string note, IEnumerable<TrendRow> rows, Translate translate) => ListWorkbook.Make(
        (title, note, translate("Oversight.Trend.Sheet")), Columns, rows.Select(r => new[] { r.Kind, r.Subject, r.Year, r.Campaign, r.Metric, r.Rate, r.Change, r.Valid }), translate);
}

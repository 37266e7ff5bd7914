using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.TallySheets;

/// <summary>An opinion as it is listed.</summary>
/// <param name="Subject">The subject, or the pool when it was asked once for all.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Text">What was written.</param>
public sealed record OpinionRow(string Subject, string Prompt, string Text);

/// <summary>The opinions of a campaign as a file of their own. Within a question they stand in random order, which tells nothing of who wrote when.</summary>
public static class OpinionWorkbook
{
    private static readonly (string Key, double Width)[] Columns = [("TallySheet.Subject", 20), ("TallySheet.Prompt", 30), ("TallySheet.Opinion", 80)];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="host">The reporting unit.</param>
    /// <param name="rows">The opinions in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string host, IEnumerable<OpinionRow> rows, Translate translate) => ListWorkbook.Make(
        (title, translate("TallySheet.OpinionNote", host), translate("TallySheet.OpinionSheet")), Columns, rows.Select(r => new[] { r.Subject, r.Prompt, r.Text }), translate);
}

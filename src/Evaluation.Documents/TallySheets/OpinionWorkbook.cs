using ClosedXML.Excel;

namespace Evaluation.Documents.TallySheets;

/// <summary>An opinion as it is listed.</summary>
/// <param name="Subject">The subject, or the pool when it was asked once for all.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Text">What was written.</param>
public sealed record OpinionRow(string Subject, string Prompt, string Text);

/// <summary>The opinions of a campaign as a file of their own. Within a question they stand in random order, which tells nothing of who wrote when.</summary>
public static class OpinionWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("TallySheet.Number", 6), ("TallySheet.Subject", 20), ("TallySheet.Prompt", 30), ("TallySheet.Opinion", 80),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="host">The reporting unit.</param>
    /// <param name="rows">The opinions in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string host, IEnumerable<OpinionRow> rows, Translate translate)
    {
        using var book = Workbooks.Make();
        var sheet = book.AddWorksheet(translate("TallySheet.OpinionSheet"));
        sheet.Range(1, 1, 1, Columns.Length).Merge();
        sheet.Cell(1, 1).SetText(title).Style.Font.SetFontName(Workbooks.TitleFont).Font.SetFontSize(16).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(1).Height = 28;
        sheet.Range(2, 1, 2, Columns.Length).Merge();
        sheet.Cell(2, 1).SetText(translate("TallySheet.OpinionNote", host));
        for (var i = 0; i < Columns.Length; i++)
        {
            sheet.Column(i + 1).Width = Columns[i].Width;
            sheet.Cell(3, i + 1).SetText(translate(Columns[i].Key)).Style.Font.SetBold().Fill.SetBackgroundColor(Workbooks.HeadFill).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        }

        var row = 4;
        foreach (var opinion in rows)
        {
            sheet.Cell(row, 1).SetValue(row - 3);
            sheet.Cell(row, 2).SetText(opinion.Subject);
            sheet.Cell(row, 3).SetText(opinion.Prompt);
            sheet.Cell(row, 4).SetText(opinion.Text);
            row++;
        }

        sheet.Range(3, 1, row - 1, Columns.Length).Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Top).Alignment.SetWrapText();
        sheet.SheetView.Freeze(3, 0);
        sheet.SetUpPage(3, 3, translate("TallySheet.PageNumbers"));
        return book.ToBytes();
    }
}

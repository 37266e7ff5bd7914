using ClosedXML.Excel;

namespace Evaluation.Documents;

/// <summary>A workbook that is one long list: a title, a line below it, heads that stay in sight, numbered rows of texts.</summary>
internal static class ListWorkbook
{
    private const double NumberWidth = 6;
    private const int FirstRow = 4;

    /// <summary>Makes it.</summary>
    /// <param name="heads">Title, the line below it, and the name of the sheet.</param>
    /// <param name="columns">Key of the head, and width, of each column but the number.</param>
    /// <param name="rows">The texts of each row, one for each column.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make((string Title, string Note, string Sheet) heads, (string Key, double Width)[] columns, IEnumerable<string[]> rows, Translate translate)
    {
        using var book = Workbooks.Make();
        var sheet = book.AddWorksheet(heads.Sheet);
        var last = columns.Length + 1;
        sheet.Range(1, 1, 1, last).Merge();
        sheet.Cell(1, 1).SetText(heads.Title).Style.Font.SetFontName(Workbooks.TitleFont).Font.SetFontSize(16).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(1).Height = 28;
        sheet.Range(2, 1, 2, last).Merge();
        sheet.Cell(2, 1).SetText(heads.Note);
        foreach (var (index, (key, width)) in columns.Prepend(("TallySheet.Number", NumberWidth)).Index())
        {
            sheet.Column(index + 1).Width = width;
            sheet.Cell(FirstRow - 1, index + 1).SetText(translate(key)).Style.Font.SetBold().Fill.SetBackgroundColor(Workbooks.HeadFill).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        }

        var row = FirstRow;
        foreach (var texts in rows)
        {
            sheet.Cell(row, 1).SetValue(row - FirstRow + 1);
            for (var i = 0; i < texts.Length; i++)
            {
                sheet.Cell(row, i + 2).SetText(texts[i]);
            }

            sheet.Row(row).FitHeight(texts.Zip(columns, (text, column) => (text, column.Width)));
            row++;
        }

        sheet.Range(FirstRow - 1, 1, row - 1, last).Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Top).Alignment.SetWrapText();
        sheet.SheetView.Freeze(FirstRow - 1, 0);
        sheet.SetUpPage(FirstRow - 1, FirstRow - 1, translate("TallySheet.PageNumbers"));
        return book.ToBytes();
    }
}

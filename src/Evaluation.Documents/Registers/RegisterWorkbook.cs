using ClosedXML.Excel;

namespace Evaluation.Documents.Registers;

/// <summary>An entry of the register as it is listed.</summary>
/// <param name="Organization">The organization.</param>
/// <param name="Bearer">Who bears it.</param>
/// <param name="Kind">What holds.</param>
/// <param name="Why">The arithmetic.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Campaign">Title of the campaign.</param>
public sealed record RegisterRow(string Organization, string Bearer, string Kind, string Why, string Clause, string Campaign);

/// <summary>The register of a year as a workbook: who may not be commended, whose rating is capped, who is put forward, and why.</summary>
public static class RegisterWorkbook
{
    private static readonly (string Key, double Width)[] Columns =
    [
        ("TallySheet.Number", 6), ("Outcomes.Organization", 22), ("Outcomes.Bearer", 14), ("Outcomes.Kind", 22), ("Outcomes.Why", 36), ("Outcomes.Clause", 36), ("Outcomes.Campaign", 28),
    ];

    /// <summary>Makes the workbook.</summary>
    /// <param name="title">Title.</param>
    /// <param name="unit">The unit whose register it is.</param>
    /// <param name="rows">The entries in the order in which they are listed.</param>
    /// <param name="translate">Texts.</param>
    public static byte[] Make(string title, string unit, IEnumerable<RegisterRow> rows, Translate translate)
    {
        using var book = Workbooks.Make();
        var sheet = book.AddWorksheet(translate("Outcomes.Register.Sheet"));
        sheet.Range(1, 1, 1, Columns.Length).Merge();
        sheet.Cell(1, 1).SetText(title).Style.Font.SetFontName(Workbooks.TitleFont).Font.SetFontSize(16).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(1).Height = 28;
        sheet.Range(2, 1, 2, Columns.Length).Merge();
        sheet.Cell(2, 1).SetText(translate("Outcomes.Register.Unit", unit));
        for (var i = 0; i < Columns.Length; i++)
        {
            sheet.Column(i + 1).Width = Columns[i].Width;
            sheet.Cell(3, i + 1).SetText(translate(Columns[i].Key)).Style.Font.SetBold().Fill.SetBackgroundColor(Workbooks.HeadFill).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        }

        var row = 4;
        foreach (var entry in rows)
        {
            string[] cells = [entry.Organization, entry.Bearer, entry.Kind, entry.Why, entry.Clause, entry.Campaign];
            sheet.Cell(row, 1).SetValue(row - 3);
            for (var i = 0; i < cells.Length; i++)
            {
                sheet.Cell(row, i + 2).SetText(cells[i]);
            }

            sheet.Row(row).FitHeight(cells.Select((text, i) => (text, Columns[i + 1].Width)));
            row++;
        }

        sheet.Range(3, 1, row - 1, Columns.Length).Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Top).Alignment.SetWrapText();
        sheet.SheetView.Freeze(3, 0);
        sheet.SetUpPage(3, 3, translate("TallySheet.PageNumbers"));
        return book.ToBytes();
    }
}

namespace Evaluation.Documents.TallySheets;

/// <summary>A tally sheet as an Excel workbook: the table of organizations, that of people, then the indicators.</summary>
public static class TallySheetWorkbook
{
    /// <summary>Makes the workbook.</summary>
    public static byte[] Make(TallySheet sheet, Translate translate)
    {
        using var book = Workbooks.Make();
        var names = new SheetNames();
        foreach (var table in sheet.Tables.Concat(sheet.Indicators))
        {
            new TallyTableWriter(book.AddWorksheet(names.Take(table.Name, translate("TallySheet.Sheet"))), sheet, table, translate).Write();
        }

        return book.ToBytes();
    }
}

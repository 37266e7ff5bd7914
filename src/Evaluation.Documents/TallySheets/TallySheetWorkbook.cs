using Evaluation.Documents.Workbooks;

namespace Evaluation.Documents.TallySheets;

/// <summary>A tally sheet as an Excel workbook: the table of organizations, that of people, then the indicators.</summary>
public static class TallySheetWorkbook
{
    /// <summary>Makes the workbook.</summary>
    public static byte[] Make(TallySheet sheet, Translate translate)
    {
        using var stream = new MemoryStream();
        using (var book = new WorkbookWriter(stream, TableStyles.Measure))
        {
            var names = new SheetNames();
            foreach (var table in sheet.Tables.Concat(sheet.Indicators))
            {
                TallyTableWriter.Write(book, names.Take(table.Name, translate("TallySheet.Sheet")), sheet, table, translate);
            }
        }

        return stream.ToArray();
    }
}

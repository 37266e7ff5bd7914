namespace Evaluation.Documents.TallySheets;

/// <summary>Lays out tally sheets.</summary>
public static class TallySheetLayout
{
    /// <summary>Lays one out. The same input gives the same sheet, on paper, on a screen and in a workbook.</summary>
    public static TallySheet Of(TallySheetInput input, Translate translate)
    {
        var tables = new TallyTables(input, translate);
        return new TallySheet(
            input.Title,
            translate("TallySheet.ReportingUnit", input.Host),
            translate("TallySheet.Date", input.Date.Year, input.Date.Month, input.Date.Day),
            translate("TallySheet.Unit"),
            Facts(input, translate),
            tables.OfSubjects(),
            tables.OfIndicators(),
            translate("TallySheet.Seal", InGroups(input.Seal)),
            translate("TallySheet.BasisCode", InGroups(input.BasisCode)),
            translate("TallySheet.Signatures"));
    }

    /// <summary>The seal in groups of eight digits, as it is read aloud and compared.</summary>
    public static string InGroups(string seal) => string.Join(' ', seal.Chunk(8).Select(group => new string(group)));

    private static IReadOnlyList<string> Facts(TallySheetInput input, Translate translate)
    {
        // Categories hold every person once, whatever pools they belong to.
        var categories = input.Result.Plan.Categories;
        return
        [
            translate(
                "TallySheet.Facts",
                input.Campaign,
                categories.Sum(c => c.Due),
                categories.Sum(c => c.Present),
                categories.Sum(c => c.Issued),
                categories.Sum(c => c.Returned)),
        ];
    }
}

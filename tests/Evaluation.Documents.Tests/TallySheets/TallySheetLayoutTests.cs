using Evaluation.Documents.TallySheets;
using Evaluation.Domain.Counting;

namespace Evaluation.Documents.Tests.TallySheets;

public sealed class TallySheetLayoutTests
{
    [Fact]
    public void Of_TwoForms_GivesATableEachWithTheGradesOfItsOwnScale()
    {
        var sheet = Sheets.Lay(Sheets.Input());

        Assert.Equal(["组织评议表", "党员评议表"], sheet.Tables.Select(t => t.Name));
        Assert.Equal(["满意", "比较满意", "不太满意", "不满意"], Overs(sheet.Tables[0]));
        Assert.Equal(["好", "一般", "差"], Overs(sheet.Tables[1]));
        Assert.Equal(["TallySheet.IndicatorsOf 组织评议表"], sheet.Indicators.Select(t => t.Name));
    }

    [Fact]
    public void Of_Organizations_HasTheColumnsInOrder() => Assert.Equal(
        [
            "TallySheet.Number", "TallySheet.Subject", "TallySheet.Kind", "TallySheet.Responsible", "TallySheet.Category", "TallySheet.Due", "TallySheet.Present", "TallySheet.Issued",
            "TallySheet.Returned", "TallySheet.Valid", "TallySheet.Invalid", "TallySheet.Abstained", "TallySheet.Votes", "TallySheet.Share", "TallySheet.Votes", "TallySheet.Share",
            "TallySheet.Votes", "TallySheet.Share", "TallySheet.Votes", "TallySheet.Share", "满意率", "不满意率", "TallySheet.Rules", "TallySheet.Consequences", "TallySheet.Decision",
            "TallySheet.Opinions", "TallySheet.Remarks",
        ],
        Sheets.Lay(Sheets.Input()).Tables[0].Columns.Select(c => c.Head));

    [Fact]
    public void Of_People_AddsBranchPostAndStandingAndTheirOwnMetrics()
    {
        var heads = Sheets.Lay(Sheets.Input()).Tables[1].Columns.Select(c => c.Head).ToList();

        Assert.Equal(["TallySheet.Number", "TallySheet.Name", "TallySheet.Branch", "TallySheet.Post", "TallySheet.Standing", "TallySheet.Kind", "TallySheet.Category"], heads[..7]);
        Assert.Contains("不了解", heads);
        Assert.Contains("优良率", heads);
        Assert.DoesNotContain("满意率", heads);
    }

    [Fact]
    public void Of_Totals_AddCountsAndNeverAverageRates()
    {
        var rows = Sheets.Lay(Sheets.Input()).Tables[0];
        var (first, second, sum) = (Row(rows, "局党组", TallyRowKind.Subject), Row(rows, "机关党支部", TallyRowKind.Subject), rows.Rows[^1]);

        Assert.Equal(TallyRowKind.Sum, sum.Kind);
        Assert.Equal(("33", "25"), (Words(rows, first, "TallySheet.Valid"), Words(rows, second, "TallySheet.Valid")));
        // 27 of 33 and 11 of 25: 38 of 58, not the mean of 81.82 % and 44.00 %. The withheld pool is left out.
        Assert.Equal(("81.82%", "44.00%", "65.52%"), (Words(rows, first, "满意率"), Words(rows, second, "满意率"), Words(rows, sum, "满意率")));
        Assert.Equal("58", Words(rows, sum, "TallySheet.Valid"));
        Assert.Equal(("", ""), (Words(rows, sum, "TallySheet.Due"), Words(rows, sum, "TallySheet.Present")));
    }

    [Fact]
    public void Of_MergedCategories_BearTheJoinedNamesAndSayWhichIsSmall()
    {
        var table = Sheets.Lay(Sheets.Input()).Tables[0];

        var merged = Assert.Single(table.Rows, r => r.Cells.Any(c => c.Words == "TallySheet.OfWhich TallySheet.And 园区负责人 服务对象"));

        Assert.Equal("TallySheet.Merged 服务对象 5", merged.Cells[^1].Words);
        Assert.Equal(("13", "14"), (Words(table, merged, "TallySheet.Valid"), Words(table, merged, "TallySheet.Due")));
        Assert.DoesNotContain(table.Rows, r => r.Cells.Any(c => c.Words == "TallySheet.OfWhich 服务对象"));
    }

    [Fact]
    public void Of_WithheldPool_ShowsNamesAndNoFigure()
    {
        var sheet = Sheets.Lay(Sheets.Input());

        var part = Row(sheet.Tables[0], "园区支部", TallyRowKind.Group);
        Assert.Equal("TallySheet.WithheldRow TallySheet.OfWhich 园区党员 5", part.Cells[4].Words);
        Assert.All(part.Cells.Skip(5), c => Assert.Equal("", c.Words));
        var whole = Row(sheet.Tables[0], "园区支部", TallyRowKind.Subject);
        Assert.Equal("TallySheet.WithheldRow 园区党员 5", whole.Cells[4].Words);
        Assert.All(whole.Cells.Skip(5).SkipLast(1), c => Assert.Equal("", c.Words));
        Assert.All(sheet.Indicators[0].Rows.Where(r => r.Cells[1].Words == "园区支部"), r => Assert.DoesNotContain(r.Cells.Skip(3), c => c is not TallyCell.Text));
    }

    [Fact]
    public void Of_SumForASuperior_LetsNoSubtractionGiveTheWithheldPoolAway()
    {
        var table = Sheets.Lay(Sheets.Input()).Tables[0];

        var shown = table.Rows.Where(r => r.Kind == TallyRowKind.Subject).Sum(r => int.TryParse(Words(table, r, "TallySheet.Valid"), out var valid) ? valid : 0);

        Assert.Equal(shown.ToString(System.Globalization.CultureInfo.InvariantCulture), Words(table, table.Rows[^1], "TallySheet.Valid"));
    }

    [Fact]
    public void Of_MarksOfOneself_AreShownApartAndInNoRate()
    {
        var table = Sheets.Lay(Sheets.Input()).Tables[1];
        var row = Row(table, "丁一", TallyRowKind.Subject);

        // 20 returned, 1 of oneself: 19 valid, 1 blank, 1 unknown left out of the metric: 17 of 18.
        Assert.Equal(("20", "19", "1", "1", "1"), (Words(table, row, "TallySheet.Returned"), Words(table, row, "TallySheet.Valid"), Words(table, row, "TallySheet.Abstained"), Words(table, row, "不了解"), Words(table, row, "本人")));
        Assert.Equal("94.44%", Words(table, row, "优良率"));
        Assert.Equal("TallySheet.BasesWithSelf", table.Notes[1]);
    }

    [Fact]
    public void Of_Ranked_SharesPlacesAndLeavesOutWhatIsWithheld()
    {
        var input = Sheets.Input() with { ShowsRank = true };
        var table = Sheets.Lay(input).Tables[0];

        Assert.Equal(["1", "", "", "2", "", "", "", "", ""], table.Rows.Select(r => Words(table, r, "TallySheet.Rank")));
    }

    [Fact]
    public void Of_ByStrokes_ListsPeopleByTheStrokesOfTheirNames()
    {
        var given = Sheets.Lay(Sheets.Input()).Tables[1].Rows.Select(r => r.Cells[1].Words);
        var strokes = Sheets.Lay(Sheets.Input("局党组", "机关党支部", "赵甲", "丁乙", "王丙", "园区支部") with { SortsByStrokes = true }).Tables[1].Rows;

        Assert.Equal(["丁一", "王二", "李三", "TallySheet.Sum"], given);
        Assert.Equal([("1", "丁乙"), ("2", "王丙"), ("3", "赵甲"), ("", "TallySheet.Sum")], strokes.Select(r => (r.Cells[0].Words, r.Cells[1].Words)));
    }

    [Fact]
    public void Of_Indicators_CountEachQuestionByItself()
    {
        var table = Sheets.Lay(Sheets.Input()).Indicators[0];

        Assert.Equal(["履行承诺", "服务群众", "履行承诺"], table.Rows.Take(3).Select(r => r.Cells[2].Words));
        Assert.Equal(("100.00%", "60.61%", "5"), (Words(table, table.Rows[0], "满意率"), Words(table, table.Rows[1], "满意率"), Words(table, table.Rows[1], "TallySheet.Abstained")));
    }

    [Fact]
    public void Of_AnySheet_CountsPersonsOnceAndPrintsFormulasAndSeal()
    {
        var sheet = Sheets.Lay(Sheets.Input());

        Assert.Equal("TallySheet.Facts 2026年群众评议 44 41 41 41", Assert.Single(sheet.Facts));
        Assert.Equal("TallySheet.Seal 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef", sheet.Seal);
        Assert.Equal("TallySheet.Formulas TallySheet.Then TallySheet.Then 满意率的口径 不满意率的口径 TallySheet.ShareFormula", sheet.Tables[0].Notes[0]);
    }

    [Fact]
    public void Of_WeightedMetric_SaysTheWeightsAndAddsUpNoRate()
    {
        var input = Sheets.Weighted();
        var table = Sheets.Lay(input).Tables[0];
        var (whole, part) = (Row(table, "局党组", TallyRowKind.Subject), Row(table, "局党组", TallyRowKind.Group));

        // 17 of 20 with weight 60 %, 10 of 13 with 40 %; taken alone, a group has its own rate.
        Assert.Equal(("81.77%", "85.00%", "—"), (Words(table, whole, "满意率"), Words(table, part, "满意率"), Words(table, table.Rows[^1], "满意率")));
        Assert.Equal("TallySheet.Weight TallySheet.OfWhich 职工党员 60%", part.Cells[4].Words);
    }

    [Fact]
    public void Of_LargeCounts_WidensTheirColumns()
    {
        var table = Sheets.Lay(Sheets.Large()).Tables[0];

        Assert.All(table.Columns.Select((column, i) => (column.Width, i)), c => Assert.All(
            table.Rows.Where(r => r.Cells[c.i] is TallyCell.Count),
            r => Assert.True(c.Width > r.Cells[c.i].Words.Length, r.Cells[c.i].Words)));
        Assert.Contains(table.Rows, r => r.Cells.Any(c => c.Words.Length >= 7));
    }

    [Fact]
    public void Words_OfARate_AreThoseOfEveryScreen() =>
        Assert.Equal(Percentage.Format(Fraction.Of(27, 33)), new TallyCell.Rate(Fraction.Of(27, 33)).Words);

    private static IEnumerable<string> Overs(TallyTable table) => table.Columns.Select(c => c.Over).OfType<string>().Distinct();

    private static TallyRow Row(TallyTable table, string subject, TallyRowKind kind) => table.Rows.First(r => r.Kind == kind && r.Cells[1].Words == subject);

    private static string Words(TallyTable table, TallyRow row, string head) => row.Cells[table.Columns.TakeWhile(c => c.Head != head).Count()].Words;
}

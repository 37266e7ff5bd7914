using ClosedXML.Excel;
using Evaluation.Domain.Counting;

namespace Evaluation.Documents.TallySheets;

/// <summary>Writes one table of a tally sheet into a worksheet: head, table, foot.</summary>
internal sealed class TallyTableWriter(IXLWorksheet sheet, TallySheet tally, TallyTable table, Translate translate)
{
    private const double FootHeight = 16;
    private int row = 1;

    private int Width => table.Columns.Count;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        for (var i = 0; i < Width; i++)
        {
            sheet.Column(i + 1).Width = table.Columns[i].Width;
        }

        WriteTitle();
        var head = row;
        WriteHeads();
        var first = row;
        foreach (var line in table.Rows)
        {
            WriteRow(line);
        }

        StyleTable(head, first, row - 1);
        WriteFoot();
        sheet.SheetView.Freeze(first - 1, 2);
        sheet.Outline.SummaryVLocation = XLOutlineSummaryVLocation.Top;
        sheet.SetUpPage(head, first - 1, translate("TallySheet.PageNumbers"));
    }

    private void WriteTitle()
    {
        Across(tally.Title, 30).Style.Font.SetFontName(Workbooks.TitleFont).Font.SetFontSize(18).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        var (left, right) = (Width / 3, Width - (Width / 3));
        Line(1, left, tally.ReportingUnit);
        Line(left + 1, right, tally.Date).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        Line(right + 1, Width, tally.Unit).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Row(row++).Height = 20;
        foreach (var fact in tally.Facts)
        {
            Across(fact, FootHeight);
        }
    }

    private void WriteHeads()
    {
        for (var i = 0; i < Width; i++)
        {
            var column = table.Columns[i];
            if (column.Over is null)
            {
                sheet.Cell(row, i + 1).SetText(column.Head);
                sheet.Range(row, i + 1, row + 1, i + 1).Merge();
                continue;
            }

            sheet.Cell(row + 1, i + 1).SetText(column.Head);
            if (i == 0 || table.Columns[i - 1].Over != column.Over)
            {
                var last = i;
                while (last + 1 < Width && table.Columns[last + 1].Over == column.Over)
                {
                    last++;
                }

                sheet.Cell(row, i + 1).SetText(column.Over);
                sheet.Range(row, i + 1, row, last + 1).Merge();
            }
        }

        sheet.Row(row).Height = 20;
        sheet.Row(row + 1).FitHeight(table.Columns.Where(c => c.Over is null).Select(c => (c.Head, c.Width)));
        row += 2;
    }

    private void WriteRow(TallyRow line)
    {
        for (var i = 0; i < Width; i++)
        {
            var cell = sheet.Cell(row, i + 1);
            switch (line.Cells[i])
            {
                case TallyCell.Count count:
                    cell.SetValue(count.Value);
                    break;
                case TallyCell.Rate rate:
                    cell.SetValue(Percentage.ForNumberCell(rate.Value)).Style.NumberFormat.SetFormat(Workbooks.RateFormat);
                    break;
                default:
                    cell.SetText(line.Cells[i].Words);
                    break;
            }
        }

        if (table.HasGroups)
        {
            StyleRow(line.Kind);
        }

        var texts = line.Cells.Select((cell, i) => (Text: cell.Words, table.Columns[i].Width)).Where(t => t.Text.Length > 0);
        sheet.Row(row).FitHeight(texts);
        row++;
    }

    // A subject's own row stands out above those of its groups, which can be folded away.
    private void StyleRow(TallyRowKind kind)
    {
        if (kind == TallyRowKind.Group)
        {
            sheet.Row(row).OutlineLevel = 1;
            sheet.Cell(row, 2).Style.Font.SetFontColor(Workbooks.Repeated);
            return;
        }

        sheet.Range(row, 1, row, Width).Style.Fill.SetBackgroundColor(Workbooks.WholeFill);
        for (var i = 0; i < Width; i++)
        {
            sheet.Cell(row, i + 1).Style.Font.SetBold(!table.Columns[i].IsProse);
        }
    }

    private void StyleTable(int head, int first, int last)
    {
        var whole = sheet.Range(head, 1, Math.Max(last, first - 1), Width);
        whole.Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorder(XLBorderStyleValues.Thin)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText();
        sheet.Range(first, 1, Math.Max(last, first), 1).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Range(head, 1, first - 1, Width).Style.Font.SetBold().Fill.SetBackgroundColor(Workbooks.HeadFill).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
    }

    private void WriteFoot()
    {
        foreach (var note in table.Notes.Append(tally.Seal).Append(tally.BasisCode))
        {
            Across(note, FootHeight * Workbooks.LinesOf([(note, table.Columns.Sum(c => c.Width))])).Style.Alignment.SetWrapText();
        }

        row++;
        Across(tally.Signatures, 24);
    }

    private IXLCell Across(string text, double height)
    {
        sheet.Row(row).Height = height;
        return Line(1, Width, text, next: true);
    }

    private IXLCell Line(int from, int to, string text, bool next = false)
    {
        sheet.Range(row, from, row, to).Merge();
        var cell = sheet.Cell(row, from).SetText(text);
        cell.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Center);
        row += next ? 1 : 0;
        return cell;
    }
}

using System.Xml;
using ClosedXML.Excel;

namespace Evaluation.Documents;

/// <summary>What all workbooks share: how text and numbers get into cells, the fonts, and the set-up of the page.</summary>
internal static class Workbooks
{
    /// <summary>Font of tables; every Chinese office suite has it or puts its own song type in its place.</summary>
    public const string TableFont = "宋体";

    /// <summary>Font of titles.</summary>
    public const string TitleFont = "黑体";

    /// <summary>Most characters of a cell in the format.</summary>
    private const int CellLength = 32_767;

    /// <summary>Format of shares and rates.</summary>
    public const string RateFormat = "0.00%";

    /// <summary>Fill of heads.</summary>
    public static readonly XLColor HeadFill = XLColor.FromHtml("#F1E9DC");

    /// <summary>A new workbook in the table font.</summary>
    public static XLWorkbook Make()
    {
        var book = new XLWorkbook();
        book.Style.Font.SetFontName(TableFont).Font.SetFontSize(10);
        return book;
    }

    /// <summary>Writes a text. It is never a formula, and stays a text when somebody edits the cell; characters that XML has no place for are dropped.</summary>
    public static IXLCell SetText(this IXLCell cell, string text)
    {
        if (text.Length == 0)
        {
            return cell;
        }

        var clean = Clean(text);
        cell.SetValue(clean.Length <= CellLength ? clean : clean[..CellLength]);
        if (clean.Length > 0 && clean[0] is '=' or '+' or '-' or '@' or '\t')
        {
            cell.Style.IncludeQuotePrefix = true;
        }

        return cell;
    }

    /// <summary>A4 across, as wide as the page, any number of pages, with their numbers below and the head repeated on each.</summary>
    public static void SetUpPage(this IXLWorksheet sheet, int firstHeadRow, int lastHeadRow, string pageNumbers)
    {
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.FitToPages(1, 0);
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.SetRowsToRepeatAtTop(firstHeadRow, lastHeadRow);
        page.Footer.Center.AddText(pageNumbers);
    }

    /// <summary>Saves it whole; an answer over the network must not be written in pieces by the library.</summary>
    public static byte[] ToBytes(this XLWorkbook book)
    {
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }

    private static string Clean(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] != '\r')
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Evaluation.Documents.Rosters;

/// <summary>Shows numeric cells as a roster means them: dates by their number format, other numbers with the zeros their format shows.</summary>
internal sealed partial class WorkbookFormats
{
    private readonly List<Format> styles;
    private readonly bool uses1904;

    private WorkbookFormats(List<Format> styles, bool uses1904)
    {
        this.styles = styles;
        this.uses1904 = uses1904;
    }

    /// <summary>A workbook without styles.</summary>
    public static WorkbookFormats None { get; } = new([], false);

    public static WorkbookFormats Read(XmlReader reader, bool uses1904)
    {
        var custom = new Dictionary<int, string>();
        var read = new List<Format>();
        var inCells = false;
        while (reader.Read())
        {
            if (reader.LocalName == "cellXfs")
            {
                inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "numFmt")
            {
                custom[Number(reader.GetAttribute("numFmtId"))] = reader.GetAttribute("formatCode") ?? "";
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "xf" && inCells)
            {
                var id = Number(reader.GetAttribute("numFmtId"));
                read.Add(custom.TryGetValue(id, out var code) ? Format.OfCode(code) : Format.BuiltIn(id));
            }
        }

        return new WorkbookFormats(read, uses1904);

        static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The text of a numeric cell.</summary>
    public string Show(string value, string? style)
    {
        // A cell's number is a binary one by the format of the file: 1985.03 may be written 1985.0299999999999.
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        var format = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < styles.Count ? styles[index] : default;
        return format.IsDate && DateOf(number) is { } date
            ? date.ToString(format.ShowsDay ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture)
            : format.Pad(number.ToString("G15", CultureInfo.InvariantCulture));
    }

    private DateOnly? DateOf(double serial)
    {
        if (serial is < 1 or >= 2_958_466)
        {
            return null;
        }

        var days = (int)serial;
        // The 1900 calendar of spreadsheets has a 29 February 1900, day 60, that never was.
        return uses1904 ? new DateOnly(1904, 1, 1).AddDays(Math.Min(days, 2_957_003)) : new DateOnly(1899, 12, 30).AddDays(days < 60 ? days + 1 : days);
    }

    private readonly partial record struct Format(bool IsDate, bool ShowsDay, int Decimals, int Digits)
    {
        public static Format BuiltIn(int id) => id switch
        {
            2 or 4 or 39 or 40 => new Format(false, false, 2, 0),
            14 or 15 or 22 or 30 or 31 => new Format(true, true, 0, 0),
            17 or 27 or 36 or 50 or 52 or 57 => new Format(true, false, 0, 0),
            16 or 28 or 29 or 51 or 53 or 54 or 58 => new Format(true, true, 0, 0),
            _ => default,
        };

        public static Format OfCode(string code)
        {
            var bare = Literal().Replace(code.Split(';')[0], "").ToUpperInvariant();
            if (bare.Contains('Y') || (bare.Contains('D') && bare.Contains('M')))
            {
                return new Format(true, bare.Contains('D'), 0, 0);
            }

            var point = bare.IndexOf('.', StringComparison.Ordinal);
            return point >= 0
                ? new Format(false, false, bare[(point + 1)..].Count(c => c == '0'), 0)
                : new Format(false, false, 0, bare.Length > 1 && bare.All(c => c == '0') ? bare.Length : 0);
        }

        /// <summary>1985.1 shown with two decimals is 1985.10; 7 shown with four digits is 0007.</summary>
        public string Pad(string number)
        {
            var point = number.IndexOf('.', StringComparison.Ordinal);
            if (Digits > 0 && point < 0)
            {
                return number.PadLeft(Digits, '0');
            }

            var missing = Decimals - (point < 0 ? 0 : number.Length - point - 1);
            return point < 0 || missing <= 0 ? number : new StringBuilder(number).Append('0', missing).ToString();
        }

        [GeneratedRegex("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.", RegexOptions.CultureInvariant, 1000)]
        private static partial Regex Literal();
    }
}

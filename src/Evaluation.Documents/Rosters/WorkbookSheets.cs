using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>
/// Reads the sheets of an .xlsx package as a stream of elements. The parts are read directly: the SDK's package model refuses
/// a whole workbook for one malformed hyperlink, and does not bound what a part unpacks to.
/// </summary>
internal sealed class WorkbookSheets
{
    private readonly WorkbookPackage package;
    private readonly List<string> sharedStrings = [];
    private readonly RowBudget budget = new();
    private WorkbookFormats formats = WorkbookFormats.None;

    private WorkbookSheets(WorkbookPackage package) => this.package = package;

    public static IReadOnlyList<RosterSheet> Read(ReadOnlyMemory<byte> bytes)
    {
        MemoryMarshal.TryGetArray(bytes, out var segment);
        using var archive = new ZipArchive(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false), ZipArchiveMode.Read);
        return new WorkbookSheets(new WorkbookPackage(archive)).ReadAll();
    }

    private List<RosterSheet> ReadAll()
    {
        var book = package.WorkbookPart();
        var parts = package.RelationshipsOf(book);
        var (names, uses1904) = ReadWorkbook(book);
        if (PartOf("/styles") is { } styles)
        {
            using var reader = package.Open(styles);
            formats = WorkbookFormats.Read(reader, uses1904);
        }

        if (PartOf("/sharedStrings") is { } strings)
        {
            ReadSharedStrings(strings);
        }

        var sheets = new List<RosterSheet>();
        foreach (var (name, id) in names.Take(RosterLimits.Sheets))
        {
            // Sheets of other kinds, such as charts, hold no rows.
            if (parts.TryGetValue(id, out var part) && part.Type.EndsWith("/worksheet", StringComparison.Ordinal) && ReadSheet(name, part.Part) is { } sheet)
            {
                sheets.Add(sheet);
            }
        }

        return sheets;

        string? PartOf(string type) => parts.Values.FirstOrDefault(p => p.Type.EndsWith(type, StringComparison.Ordinal)).Part;
    }

    private (List<(string Name, string Id)> Sheets, bool Uses1904) ReadWorkbook(string part)
    {
        var sheets = new List<(string, string)>();
        var uses1904 = false;
        using var reader = package.Open(part);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "sheet")
            {
                sheets.Add((reader.GetAttribute("name") ?? "", WorkbookPackage.RelationshipId(reader)));
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "workbookPr")
            {
                uses1904 = reader.GetAttribute("date1904") is "1" or "true";
            }
        }

        return (sheets, uses1904);
    }

    private void ReadSharedStrings(string part)
    {
        using var reader = package.Open(part);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
            {
                sharedStrings.Add(ReadText(reader));
            }
        }
    }

    private RosterSheet? ReadSheet(string name, string part)
    {
        var rows = new RosterSheetBuilder(name, budget);
        var rowNumber = 0;
        using var reader = package.Open(part);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "row")
            {
                continue;
            }

            rowNumber = reader.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : rowNumber + 1;
            rows.StartRow(rowNumber);
            if (!reader.IsEmptyElement)
            {
                ReadCells(reader, rows);
            }

            rows.EndRow();
        }

        return rows.Build();
    }

    private void ReadCells(XmlReader reader, RosterSheetBuilder rows)
    {
        var depth = reader.Depth;
        var column = -1;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c")
            {
                column = reader.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
                rows.SetCell(column, ReadCell(reader));
            }
        }
    }

    private string ReadCell(XmlReader reader)
    {
        var type = reader.GetAttribute("t") ?? "n";
        var style = reader.GetAttribute("s");
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var value = "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "v" or "is")
            {
                value = ReadText(reader);
            }
        }

        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sharedStrings.Count ? sharedStrings[index] : "",
            "n" => formats.Show(value, style),
            _ => value,
        };
    }

    // The text of an element and of its runs; the phonetic readings that East Asian editions add are none of it.
    private static string ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        string? first = null;
        StringBuilder? more = null;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "rPh" or "phoneticPr")
            {
                SkipInside(reader);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                if (first is null)
                {
                    first = reader.Value;
                }
                else
                {
                    (more ??= new StringBuilder(first)).Append(reader.Value);
                }
            }
        }

        return more?.ToString() ?? first ?? "";
    }

    private static void SkipInside(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
        }
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c) || column > RosterLimits.Columns)
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
        }

        return column == 0 ? throw new InvalidDataException("A cell reference names no column.") : column - 1;
    }
}

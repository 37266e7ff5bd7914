using System.IO.Compression;
using System.Text;

namespace Evaluation.Documents.Tests.Rosters;

/// <summary>Builds .xlsx packages part by part, also such as no spreadsheet program would write.</summary>
internal sealed class RawWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string Rows)> sheets = [];
    private readonly List<string> sharedStrings = [];
    private string styles = "";

    public RawWorkbook Sheet(string name, string rowsXml)
    {
        sheets.Add((name, rowsXml));
        return this;
    }

    public RawWorkbook SharedString(string innerXml)
    {
        sharedStrings.Add($"<si>{innerXml}</si>");
        return this;
    }

    public RawWorkbook Styles(string numFmts, params int[] numFmtIds)
    {
        styles = $"<styleSheet xmlns=\"{Main}\"><numFmts>{numFmts}</numFmts><cellXfs>{string.Concat(numFmtIds.Select(id => $"<xf numFmtId=\"{id}\"/>"))}</cellXfs></styleSheet>";
        return this;
    }

    /// <summary>Builds the package; <paramref name="more"/> adds parts, also in place of the one named by <paramref name="without"/>.</summary>
    public byte[] Build(Action<ZipArchive>? more = null, string without = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Parts().Where(part => part.Name != without))
            {
                Part(zip, name, text);
            }

            more?.Invoke(zip);
        }

        return bytes.ToArray();
    }

    public static void Part(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private IEnumerable<(string Name, string Text)> Parts()
    {
        yield return ("_rels/.rels", $"<Relationships><Relationship Id=\"r\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i}\"/>"))}</sheets></workbook>");
        var links = string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"));
        yield return ("xl/_rels/workbook.xml.rels", $"<Relationships>{links}<Relationship Id=\"t\" Type=\"{Relations}/sharedStrings\" Target=\"/xl/strings.xml\"/><Relationship Id=\"y\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        yield return ("xl/strings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(sharedStrings)}</sst>");
        yield return ("xl/styles.xml", styles.Length > 0 ? styles : $"<styleSheet xmlns=\"{Main}\"/>");
        for (var i = 0; i < sheets.Count; i++)
        {
            yield return ($"xl/worksheets/sheet{i}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[i].Rows}</sheetData></worksheet>");
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Evaluation.Documents.Workbooks;

/// <summary>
/// Writes a workbook sheet by sheet and row by row straight into the file, so that a long one takes no more memory than a short one. A text is a text cell whatever it begins with:
/// nothing is ever a formula.
/// </summary>
/// <param name="stream">Where to; it is left open.</param>
/// <param name="font">The font of cells that nothing is written into. Columns are measured in its digits.</param>
internal sealed class WorkbookWriter(Stream stream, CellFont font) : IDisposable
{
    /// <summary>The namespace of sheets.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly ZipArchive package = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly StyleSheet styles = new(font);
    private readonly List<(string Name, SheetSetup Setup)> sheets = [];

    /// <summary>Adds a sheet. It is written and disposed of before the next is added.</summary>
    /// <param name="name">Its name, fit for the format and unlike any other.</param>
    /// <param name="setup">What holds for it as a whole.</param>
    public SheetWriter Add(string name, SheetSetup setup)
    {
        sheets.Add((name, setup));
        return new SheetWriter(Open(PathOf(sheets.Count)), setup, styles);
    }

    /// <summary>Writes what stands above the sheets and closes the file.</summary>
    public void Dispose()
    {
        WritePart("xl/styles.xml", styles.Write);
        WritePart("xl/workbook.xml", WriteBook);
        WritePart("xl/_rels/workbook.xml.rels", WriteBookRelations);
        WritePart("_rels/.rels", writer =>
        {
            writer.WriteStartElement("Relationships", PackageRelations);
            WriteRelation(writer, "book", "officeDocument", "xl/workbook.xml");
        });
        WritePart("[Content_Types].xml", WriteTypes);
        package.Dispose();
    }

    private static string PathOf(int sheet) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheet}.xml");

    private static string IdOf(int sheet) => string.Create(CultureInfo.InvariantCulture, $"sheet{sheet}");

    // Line breaks in texts stay as they are, whatever the machine's own are.
    private XmlWriter Open(string path) =>
        XmlWriter.Create(package.CreateEntry(path).Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true, NewLineHandling = NewLineHandling.Entitize });

    private void WritePart(string path, Action<XmlWriter> write)
    {
        using var writer = Open(path);
        write(writer);
    }

    private void WriteBook(XmlWriter writer)
    {
        writer.WriteStartElement("workbook", Main);
        writer.WriteStartElement("bookViews");
        writer.WriteStartElement("workbookView");
        writer.WriteAttributeString("activeTab", Math.Max(0, sheets.FindIndex(s => s.Setup.IsActive)).ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteStartElement("sheets");
        for (var i = 0; i < sheets.Count; i++)
        {
            writer.WriteStartElement("sheet");
            writer.WriteAttributeString("name", sheets[i].Name);
            writer.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("r", "id", Relations, IdOf(i + 1));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        if (sheets.Any(s => s.Setup.Page is not null))
        {
            WriteHeadRows(writer);
        }

        writer.WriteEndElement();
    }

    private void WriteHeadRows(XmlWriter writer)
    {
        writer.WriteStartElement("definedNames");
        foreach (var (index, (name, setup)) in sheets.Index().Where(s => s.Item.Setup.Page is not null))
        {
            writer.WriteStartElement("definedName");
            writer.WriteAttributeString("name", "_xlnm.Print_Titles");
            writer.WriteAttributeString("localSheetId", index.ToString(CultureInfo.InvariantCulture));
            writer.WriteString(string.Create(CultureInfo.InvariantCulture, $"{SheetNames.Quoted(name)}!${setup.Page!.FirstHeadRow}:${setup.Page.LastHeadRow}"));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteBookRelations(XmlWriter writer)
    {
        writer.WriteStartElement("Relationships", PackageRelations);
        for (var i = 1; i <= sheets.Count; i++)
        {
            WriteRelation(writer, IdOf(i), "worksheet", "/" + PathOf(i));
        }

        WriteRelation(writer, "styles", "styles", "/xl/styles.xml");
    }

    private static void WriteRelation(XmlWriter writer, string id, string type, string target)
    {
        writer.WriteStartElement("Relationship");
        writer.WriteAttributeString("Id", id);
        writer.WriteAttributeString("Type", Relations + "/" + type);
        writer.WriteAttributeString("Target", target);
        writer.WriteEndElement();
    }

    private void WriteTypes(XmlWriter writer)
    {
        writer.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        writer.WriteRaw("""<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>""");
        WriteType(writer, "xl/workbook.xml", "sheet.main+xml");
        WriteType(writer, "xl/styles.xml", "styles+xml");
        for (var i = 1; i <= sheets.Count; i++)
        {
            WriteType(writer, PathOf(i), "worksheet+xml");
        }
    }

    private static void WriteType(XmlWriter writer, string path, string type)
    {
        writer.WriteStartElement("Override");
        writer.WriteAttributeString("PartName", "/" + path);
        writer.WriteAttributeString("ContentType", Types + type);
        writer.WriteEndElement();
    }
}

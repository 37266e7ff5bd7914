using System.IO.Compression;
using System.Xml;

namespace Evaluation.Documents.Rosters;

/// <summary>The parts of an .xlsx package: found through their relationships, opened for reading, bounded in what they unpack to.</summary>
internal sealed class WorkbookPackage
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = RosterLimits.UnpackedBytes,
        CloseInput = true,
    };

    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long bytesLeft = RosterLimits.UnpackedBytes;

    public WorkbookPackage(ZipArchive archive)
    {
        if (archive.Entries.Count > RosterLimits.Parts)
        {
            throw new RosterRefusedException(RosterRefusal.TooLargeUnpacked);
        }

        long total = 0;
        foreach (var entry in archive.Entries)
        {
            total += entry.Length;
            if (total > RosterLimits.UnpackedBytes || (entry.Length > RosterLimits.SuspectBytes && entry.Length / RosterLimits.UnpackedRatio > entry.CompressedLength))
            {
                throw new RosterRefusedException(RosterRefusal.TooLargeUnpacked);
            }

            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    /// <summary>Name of the part that lists the sheets.</summary>
    public string WorkbookPart()
    {
        var part = RelationshipsOf("").Values.FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Part ?? "xl/workbook.xml";
        if (parts.ContainsKey(part) && part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && part.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))
        {
            return part;
        }

        throw new RosterRefusedException(parts.ContainsKey("xl/workbook.bin") ? RosterRefusal.OldFormat : RosterRefusal.NotAWorkbook);
    }

    /// <summary>The parts that a part (or, with an empty name, the package) relates to, by their identifiers.</summary>
    public Dictionary<string, (string Type, string Part)> RelationshipsOf(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var related = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var name = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        if (!parts.ContainsKey(name))
        {
            return related;
        }

        using var reader = Open(name);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("TargetMode") != "External")
            {
                related[reader.GetAttribute("Id") ?? ""] = (reader.GetAttribute("Type") ?? "", Resolve(folder, reader.GetAttribute("Target") ?? ""));
            }
        }

        return related;
    }

    /// <summary>The relationship identifier of an element, whichever namespace the workbook's edition uses for it.</summary>
    public static string RelationshipId(XmlReader reader)
    {
        var id = "";
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "id" && reader.NamespaceURI.Length > 0)
            {
                id = reader.Value;
            }
        }

        reader.MoveToElement();
        return id;
    }

    /// <summary>Opens a part for reading.</summary>
    public XmlReader Open(string part) =>
        parts.TryGetValue(part, out var entry)
            ? XmlReader.Create(new Metered(entry.Open(), this), Settings)
            : throw new InvalidDataException("The workbook lacks one of its parts.");

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            target = target[3..];
            var parent = folder.TrimEnd('/').LastIndexOf('/');
            folder = parent < 0 ? "" : folder[..(parent + 1)];
        }

        return folder + target;
    }

    // Counts what is really unpacked: the sizes that a package declares may lie.
    private sealed class Metered(Stream inner, WorkbookPackage package) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            package.bytesLeft -= read;
            return package.bytesLeft >= 0 ? read : throw new RosterRefusedException(RosterRefusal.TooLargeUnpacked);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

using System.IO.Compression;

namespace Evaluation.Domain.Attachments;

/// <summary>The kinds of file that can be attached.</summary>
public enum AttachmentFormat
{
    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>A Word document without macros.</summary>
    Docx,

    /// <summary>An Excel workbook without macros.</summary>
    Xlsx,
}

/// <summary>Tells what a file is by what is in it; its name alone proves nothing.</summary>
public static class AttachmentFormats
{
    private static readonly Dictionary<AttachmentFormat, (string[] Endings, string ContentType)> Known = new()
    {
        [AttachmentFormat.Pdf] = ([".pdf"], "application/pdf"),
        [AttachmentFormat.Jpeg] = ([".jpg", ".jpeg"], "image/jpeg"),
        [AttachmentFormat.Png] = ([".png"], "image/png"),
        [AttachmentFormat.Docx] = ([".docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        [AttachmentFormat.Xlsx] = ([".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };

    /// <summary>Endings of names that can be attached, with their dots, for a file chooser.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Known.Values.SelectMany(k => k.Endings)];

    /// <summary>The media type.</summary>
    public static string ContentType(this AttachmentFormat format) => Known[format].ContentType;

    /// <summary>Whether a name ends as files of the format do, in capitals or not.</summary>
    public static bool Fits(this AttachmentFormat format, string name) => Known[format].Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the content is; null when it is none of the kinds, or has macros.</summary>
    public static AttachmentFormat? Of(byte[] content) => content switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => AttachmentFormat.Pdf,
        [0xFF, 0xD8, 0xFF, ..] => AttachmentFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => AttachmentFormat.Png,
        [(byte)'P', (byte)'K', 3, 4, ..] => OfPackage(content),
        _ => null,
    };

    // Reads the list of what is packed and unpacks nothing.
    private static AttachmentFormat? OfPackage(byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content, writable: false));
            var names = package.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!names.Contains("[Content_Types].xml") || package.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            return names.Contains("word/document.xml") ? AttachmentFormat.Docx : names.Contains("xl/workbook.xml") ? AttachmentFormat.Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

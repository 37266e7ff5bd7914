using System.Xml;
using Evaluation.Domain.Members;

namespace Evaluation.Documents.Rosters;

/// <summary>
/// Reads an uploaded roster, .xlsx or .csv, into plain rows. Memory and time are bounded by <see cref="RosterLimits"/>;
/// formulas are never evaluated, only the values stored beside them are taken, as text.
/// </summary>
public static class RosterReader
{
    private static ReadOnlySpan<byte> ZipMark => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> OleMark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // Name of the stream in which Office keeps an encrypted workbook, as the directory of the container spells it (UTF-16).
    private static readonly byte[] EncryptedMark = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Reads a file; what it is follows from its content, the name only tells a CSV file from other texts.</summary>
    public static async Task<RosterReading> ReadAsync(Stream file, string fileName, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > RosterLimits.FileBytes)
            {
                return RosterReading.Refused(RosterRefusal.TooLarge);
            }

            bytes.Write(buffer, 0, read);
        }

        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), fileName);
    }

    private static RosterReading Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        try
        {
            var sheets = ReadSheets(bytes, fileName);
            return sheets.Count == 0 ? RosterReading.Refused(RosterRefusal.Empty) : new RosterReading(sheets, null);
        }
        catch (RosterRefusedException refused)
        {
            return RosterReading.Refused(refused.Refusal);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException or FormatException or OverflowException or NotSupportedException)
        {
            return RosterReading.Refused(RosterRefusal.Damaged);
        }
    }

    private static IReadOnlyList<RosterSheet> ReadSheets(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var start = bytes.Span;
        if (start.StartsWith(ZipMark))
        {
            return WorkbookSheets.Read(bytes);
        }

        if (start.StartsWith(OleMark))
        {
            throw new RosterRefusedException(start.IndexOf(EncryptedMark) >= 0 ? RosterRefusal.Encrypted : RosterRefusal.OldFormat);
        }

        if (start.IsEmpty)
        {
            throw new RosterRefusedException(RosterRefusal.Empty);
        }

        return Path.GetExtension(fileName).ToUpperInvariant() is ".CSV" or ".TXT"
            ? CsvSheet.Read(bytes.Span, Path.GetFileNameWithoutExtension(fileName))
            : throw new RosterRefusedException(RosterRefusal.NotAWorkbook);
    }
}

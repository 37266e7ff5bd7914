using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Evaluation.Web.Areas.Evaluator.Prepared;

/// <summary>
/// A page that is the same for all evaluators but for a few values near its end. What stands before the first of them is encoded and compressed once; for each
/// evaluator only the short rest is written, uncompressed, so that the length of an answer says nothing about a secret in it either.
/// </summary>
public sealed class PreparedPage
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    // Only as compressed: hardly any browser asks for it as it is.
    private readonly byte[] compressedHead;
    private readonly int headLength;
    private readonly uint crc;
    private readonly string[] rest;

    private PreparedPage(byte[] head, string[] rest)
    {
        headLength = head.Length;
        this.rest = rest;
        crc = Continue(uint.MaxValue, head);
        compressedHead = Compress(head);
    }

    /// <summary>Bytes it takes up in memory, about.</summary>
    public int Size => compressedHead.Length + rest.Sum(r => 2 * r.Length);

    /// <summary>Takes a page apart.</summary>
    /// <param name="html">The page with markers where the values belong.</param>
    /// <param name="markers">The markers, in the order in which they stand in the page, each there once.</param>
    /// <exception cref="ArgumentException">A marker is not where it belongs.</exception>
    public static PreparedPage Of(string html, params IReadOnlyList<string> markers)
    {
        var parts = new List<string>();
        foreach (var marker in markers)
        {
            var place = html.IndexOf(marker, StringComparison.Ordinal);
            if (place < 0)
            {
                throw new ArgumentException("A marker is not in the page.", nameof(markers));
            }

            parts.Add(html[..place]);
            html = html[(place + marker.Length)..];
        }

        parts.Add(html);
        return new PreparedPage(Encoding.UTF8.GetBytes(parts[0]), [.. parts.Skip(1)]);
    }

    /// <summary>The page with its values, as it is.</summary>
    /// <param name="values">A value for each marker; they must be safe in HTML as they are.</param>
    public byte[] Fill(params IReadOnlyList<string> values)
    {
        using var page = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(FillCompressed(values)), CompressionMode.Decompress))
        {
            gzip.CopyTo(page);
        }

        return page.ToArray();
    }

    /// <summary>The page with its values, as gzip.</summary>
    /// <param name="values">A value for each marker; they must be safe in HTML as they are.</param>
    public byte[] FillCompressed(params IReadOnlyList<string> values)
    {
        var end = RestWith(values);
        const int blockHeader = 5;
        const int trailer = 8;
        var page = new byte[compressedHead.Length + blockHeader + end.Length + trailer];
        compressedHead.CopyTo(page, 0);
        // RFC 1951: a last block (1), stored (00), its length, the complement of that, the bytes. RFC 1952: CRC-32 and length of the whole.
        var next = page.AsSpan(compressedHead.Length);
        next[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(next[1..], (ushort)end.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(next[3..], (ushort)(end.Length ^ 0xffff));
        end.CopyTo(next[blockHeader..]);
        next = next[(blockHeader + end.Length)..];
        BinaryPrimitives.WriteUInt32LittleEndian(next, ~Continue(crc, end));
        BinaryPrimitives.WriteUInt32LittleEndian(next[4..], (uint)(headLength + end.Length));
        return page;
    }

    private byte[] RestWith(IReadOnlyList<string> values)
    {
        if (values.Count != rest.Length)
        {
            throw new ArgumentException("A page is filled with as many values as it has markers.", nameof(values));
        }

        var text = new StringBuilder();
        for (var i = 0; i < rest.Length; i++)
        {
            text.Append(values[i]).Append(rest[i]);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length <= ushort.MaxValue ? bytes : throw new InvalidOperationException("What follows the first value of a page is too long for one stored block.");
    }

    // The header of a gzip file and blocks that end on a whole byte, without a last one.
    private static byte[] Compress(byte[] head)
    {
        using var buffer = new MemoryStream();
        buffer.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
        using var deflate = new DeflateStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(head);
        deflate.Flush();
        return buffer.ToArray();
    }

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            crc = CrcTable[(crc ^ b) & 0xff] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOf(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xedb88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Evaluation.Verifier.Reading;

namespace Evaluation.Verifier.Recounting;

/// <summary>A sealed export taken apart.</summary>
/// <param name="Manifest">Bytes of the manifest.</param>
/// <param name="Box">Bytes of the sealed box.</param>
/// <param name="SumHolds">Whether the SHA-256 at the end is that of everything before it.</param>
internal sealed record ExportFile(ReadOnlyMemory<byte> Manifest, ReadOnlyMemory<byte> Box, bool SumHolds)
{
    // A campaign of 2000 subjects and as many evaluators stays under a tenth of it.
    private const long LargestFile = 1 << 29;
    private const int LengthBytes = 4;

    private static ReadOnlySpan<byte> FirstLine => "EVALUATION SEALED BOX 1\n"u8;

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="UsageException">It cannot be read, or is too large.</exception>
    public static byte[] Load(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        if (!file.CanSeek || file.Length > LargestFile)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{path} is no ordinary file of at most {LargestFile} bytes."));
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="RefusalException">Its parts do not fit together.</exception>
    public static ExportFile Open(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(FirstLine))
        {
            throw new RefusalException("byte 0", "this is no sealed export: its first line is another");
        }

        var position = FirstLine.Length;
        var manifest = Part(file, ref position, "the manifest");
        var box = Part(file, ref position, "the sealed box");
        if (file.Length - position != SHA256.HashSizeInBytes)
        {
            throw At(position, $"{SHA256.HashSizeInBytes} bytes must follow, and {file.Length - position} do");
        }

        var sum = SHA256.HashData(file.Span[..position]);
        return new ExportFile(manifest, box, file.Span[position..].SequenceEqual(sum));
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> file, ref int position, string name)
    {
        var left = file.Length - position - LengthBytes;
        if (left < 0)
        {
            throw At(position, $"the file ends before the length of {name}");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[position..]);
        if (length > left)
        {
            throw At(position, $"{name} is to have {length} bytes, and {left} are left");
        }

        var part = file.Slice(position + LengthBytes, (int)length);
        position += LengthBytes + (int)length;
        return part;
    }

    private static RefusalException At(int position, FormattableString reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"byte {position}"), reason.ToString(CultureInfo.InvariantCulture));
}

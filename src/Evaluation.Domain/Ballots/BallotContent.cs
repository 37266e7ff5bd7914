using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Evaluation.Domain.Ballots;

/// <summary>One free text.</summary>
/// <param name="Place">Number of its place on the sheet.</param>
/// <param name="Text">What was written.</param>
public sealed record OpinionText(int Place, string Text);

/// <summary>What lies inside an envelope: the category, one mark per row and question, and the free texts. All contents of a box are encoded to one length.</summary>
/// <param name="Category">Index of the category in the layout.</param>
/// <param name="Marks">One character per mark of the sheet.</param>
/// <param name="Opinions">Free texts, at most one per place.</param>
public sealed record BallotContent(int Category, string Marks, IReadOnlyList<OpinionText> Opinions)
{
    /// <summary>Bytes kept for the free texts of one submission: about a thousand Chinese characters.</summary>
    public const int OpinionBytes = 3072;

    private const byte FormatVersion = 1;
    private const int HeaderBytes = 1 + 2 + 4 + 2;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The length to which every content of a box with this layout is encoded.</summary>
    public static int EncodedLength(BallotLayout layout) =>
        HeaderBytes + OpinionBytes + Enumerable.Range(0, layout.Categories.Count).Max(category => layout.SheetOf(category).MarkCount);

    /// <summary>Bytes that a free text takes up of <see cref="OpinionBytes"/>.</summary>
    /// <exception cref="EncoderFallbackException">The text holds half of a surrogate pair.</exception>
    public static int CostOf(string text) => 4 + Utf8.GetByteCount(text);

    /// <summary>Encodes to exactly <paramref name="length"/> bytes, filled up with zeros.</summary>
    /// <returns>False when the free texts are too long for the box.</returns>
    public bool TryEncode(int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (Opinions.Sum(o => CostOf(o.Text)) > length - HeaderBytes - Marks.Length)
        {
            return false;
        }

        bytes = new byte[length];
        var rest = bytes.AsSpan();
        rest[0] = FormatVersion;
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)Category);
        BinaryPrimitives.WriteInt32BigEndian(rest[3..], Marks.Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest[7..], (ushort)Opinions.Count);
        rest = rest[HeaderBytes..];
        rest = rest[Encoding.ASCII.GetBytes(Marks, rest)..];
        foreach (var opinion in Opinions)
        {
            var written = Utf8.GetBytes(opinion.Text, rest[4..]);
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)opinion.Place);
            BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)written);
            rest = rest[(4 + written)..];
        }

        return true;
    }

    /// <summary>Reads what <see cref="TryEncode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no content; for an envelope whose seal held, a defect of the program.</exception>
    public static BallotContent Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (bytes[0] != FormatVersion)
            {
                throw new FormatException("Unknown format of a ballot's content.");
            }

            var category = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            var markCount = BinaryPrimitives.ReadInt32BigEndian(bytes[3..]);
            var opinionCount = BinaryPrimitives.ReadUInt16BigEndian(bytes[7..]);
            var rest = bytes[HeaderBytes..];
            var marks = Encoding.ASCII.GetString(rest[..markCount]);
            rest = rest[markCount..];
            var opinions = new List<OpinionText>(opinionCount);
            for (var i = 0; i < opinionCount; i++)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
                opinions.Add(new OpinionText(BinaryPrimitives.ReadUInt16BigEndian(rest), Utf8.GetString(rest.Slice(4, length))));
                rest = rest[(4 + length)..];
            }

            return new BallotContent(category, marks, opinions);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException("A ballot's content is cut short.", exception);
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Core.Journals;

/// <summary>
/// One entry of the journal (操作日志): what somebody other than an evaluator did. Entries are only ever appended; each hash covers the one before, so that a
/// change or a gap anywhere shows (docs/operations.md).
/// </summary>
public sealed class JournalEntry
{
    /// <summary>Consecutive, from 1.</summary>
    public long Number { get; set; }

    /// <summary>When, UTC; also inside <see cref="Entry"/>, which is what the hash covers.</summary>
    public DateTime At { get; set; }

    /// <summary>Who, as it was named then; also inside <see cref="Entry"/>. "" for the program itself.</summary>
    public required string Actor { get; set; }

    /// <summary>What was done, as controller and action; also inside <see cref="Entry"/>.</summary>
    public required string Act { get; set; }

    /// <summary>The whole entry: one line of JSON.</summary>
    public required string Entry { get; set; }

    /// <summary>SHA-256 of the hash before (32 zero bytes before the first) and the UTF-8 bytes of <see cref="Entry"/>.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The hash of an entry after the one with <paramref name="before"/>; null before the first.</summary>
    public static byte[] HashOf(byte[]? before, string entry) => SHA256.HashData([.. before ?? new byte[SHA256.HashSizeInBytes], .. Encoding.UTF8.GetBytes(entry)]);
}

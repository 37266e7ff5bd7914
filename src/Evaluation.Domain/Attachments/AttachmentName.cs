using System.Buffers;
using System.Globalization;
using System.Text;

namespace Evaluation.Domain.Attachments;

/// <summary>Cleans the name that a browser sent with a file: it is shown to others and becomes the name of a file on their computers.</summary>
public static class AttachmentName
{
    private const string Nameless = "file";
    private const int EndingLength = 10;

    // What Windows does not take in a name.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*");

    /// <summary>The last part of a path without signs that cannot be seen or turn the direction of writing, at most <see cref="Attachment.NameLength"/> characters; the ending is kept.</summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes().Where(IsKept))
        {
            kept.Append(rune);
        }

        var clean = kept.ToString().Normalize();
        var ending = Path.GetExtension(clean) is { Length: <= EndingLength } usual ? usual : "";
        var stem = clean[..^ending.Length].Trim(' ', '.');
        stem = stem.Length == 0 ? Nameless : stem;
        var most = Attachment.NameLength - ending.Length;
        return (stem.Length <= most ? stem : Cut(stem, most)) + ending;
    }

    private static bool IsKept(Rune rune) => rune != Rune.ReplacementChar
        && !(rune.IsBmp && Forbidden.Contains((char)rune.Value))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Not in the middle of a sign of two units.
    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Evaluation.Documents.Workbooks;

/// <summary>Makes texts fit for cells.</summary>
internal static partial class CellText
{
    /// <summary>Most characters of a cell in the format.</summary>
    private const int Longest = 32_767;

    /// <summary>The text without characters that XML has no place for, and not longer than a cell may be.</summary>
    public static string Clean(string text)
    {
        var clean = IsClean(text) ? text : WithoutOthers(text);
        return clean.Length <= Longest ? clean : clean[..(char.IsHighSurrogate(clean[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>Whether a spreadsheet could take the text for a formula when somebody edits its cell.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t';

    /// <summary>The text as the file holds it: what the format would read as the number of a character is marked as what it is.</summary>
    public static string Escape(string text) => text.Contains("_x", StringComparison.Ordinal) ? Escaped().Replace(text, "_x005F_") : text;

    private static bool IsClean(string text) => text.All(c => c != '\r' && XmlConvert.IsXmlChar(c));

    // Pairs of surrogates are characters; half a pair is none.
    private static string WithoutOthers(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (text[i] != '\r' && XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    // Looked ahead, because what ends one may begin the next.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escaped();
}

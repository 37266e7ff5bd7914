using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Domain;

/// <summary>What a short text (a name, a title, a number) may hold wherever it comes from, a form or a file.</summary>
public static partial class PlainText
{
    /// <summary>Whether the text holds no control character, no angle bracket, and does not begin as a formula does (= + - @).</summary>
    public static bool IsPlain(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || rune.Value is '<' or '>' or '＜' or '＞')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text holds what looks like an identity number: 17 digits and a digit or X, spaces and hyphens ignored, or such a number as a spreadsheet rounds it.</summary>
    public static bool HoldsIdentityNumber(string text)
    {
        if (text.Length < 15)
        {
            return false;
        }

        var bare = new StringBuilder(text.Length);
        foreach (var c in UnicodeText.Compatible(text))
        {
            if (!char.IsWhiteSpace(c) && c != '-')
            {
                bare.Append(c);
            }
        }

        var value = bare.ToString();
        return IdentityNumber().IsMatch(value) || RoundedIdentityNumber().IsMatch(value);
    }

    // Eighteen characters, or the fifteen of the old numbers; a longer run of digits is as suspect.
    [GeneratedRegex(@"(?<!\d)(\d{17}[\dXx]|\d{15}(?!\d)|\d{19,})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"^\d\.\d+[Ee]\+?17$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RoundedIdentityNumber();
}

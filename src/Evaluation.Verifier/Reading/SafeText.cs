using System.Globalization;
using System.Text;

namespace Evaluation.Verifier.Reading;

/// <summary>Text from a file, made fit for a report: what a file says must not be able to look like a line of the report.</summary>
internal static class SafeText
{
    private const int Longest = 80;

    /// <summary>The text in quotation marks, with control and formatting characters replaced, cut after 80 characters.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                return shown.Append("…\"").ToString();
            }

            shown.Append(IsHarmless(rune) ? rune.ToString() : "\uFFFD");
        }

        return shown.Append('"').ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}

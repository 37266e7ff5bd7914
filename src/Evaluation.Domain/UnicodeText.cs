using System.Text;

namespace Evaluation.Domain;

/// <summary>Text as Unicode's compatibility form, for comparing what people type.</summary>
public static class UnicodeText
{
    /// <summary>The compatibility form (full and half width alike). What is no character at all, a half of a pair or U+FFFE, is left out: normalizing would throw on it.</summary>
    public static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE)).Normalize(NormalizationForm.FormKC);
        }
    }
}

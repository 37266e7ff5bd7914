using System.Globalization;
using System.Text;

namespace Evaluation.Domain;

/// <summary>Text as it is searched: databases differ in case, width and collation, so the folded form is stored beside the text and both sides of a search are folded alike.</summary>
public static class SearchText
{
    /// <summary>Folds full and half width, case and white space, and cuts the result to <paramref name="maxLength"/> characters.</summary>
    public static string Fold(string text, int maxLength = int.MaxValue)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in UnicodeText.Compatible(text))
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                folded.Append(char.ToUpperInvariant(c));
            }
        }

        return folded.Length <= maxLength ? folded.ToString() : folded.ToString(0, maxLength);
    }
}

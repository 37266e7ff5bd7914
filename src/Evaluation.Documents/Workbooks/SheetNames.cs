namespace Evaluation.Documents.Workbooks;

/// <summary>Gives sheets names that the format allows: at most 31 characters, none of \ / ? * [ ] :, no apostrophe at either end, and each only once whatever its case.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    /// <summary>The name as it stands in references to the sheet.</summary>
    public static string Quoted(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as near to the one wanted as is allowed.</summary>
    /// <param name="wanted">The name wanted.</param>
    /// <param name="otherwise">The name when nothing of it can be kept.</param>
    public string Take(string wanted, string otherwise)
    {
        var clean = string.Concat(wanted.Select(c => IsBarred(c) ? ' ' : c)).Trim(' ', '\'');
        clean = clean.Length == 0 ? otherwise : clean;
        for (var number = 1; ; number++)
        {
            var ending = number == 1 ? "" : "(" + number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";
            var name = clean[..Math.Min(clean.Length, Longest - ending.Length)].TrimEnd(' ', '\'') + ending;
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    private static bool IsBarred(char c) => char.IsControl(c) || !System.Xml.XmlConvert.IsXmlChar(c) || c is '\\' or '/' or '?' or '*' or '[' or ']' or ':';
}

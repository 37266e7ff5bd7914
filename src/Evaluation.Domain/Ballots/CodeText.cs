using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Evaluation.Domain.Ballots;

/// <summary>
/// The text of an access code (评议码): twelve random symbols of an alphabet of 32, which is 60 bits, and a check symbol that finds a mistyped or
/// swapped one. I, L, O and U are not in the alphabet; typed, they are read as 1, 1, 0 and V. A rehearsal code begins with T.
/// </summary>
public static class CodeText
{
    /// <summary>Symbols of a code, check symbol included.</summary>
    public const int Length = 13;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const char RehearsalPrefix = 'T';

    /// <summary>A new random code, without separators.</summary>
    public static string Make() => Complete(RandomNumberGenerator.GetString(Alphabet, Length - 1));

    /// <summary>A new random rehearsal code, without separators; one symbol longer than a code.</summary>
    public static string MakeRehearsal() => RehearsalPrefix + Make();

    /// <summary>The code in groups of four, as it is printed: "ABCD-EFGH-JKMN-P".</summary>
    public static string InGroups(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// <summary>Whether a code read by <see cref="TryRead"/> is a rehearsal code.</summary>
    public static bool IsRehearsal(string code) => code.Length == Length + 1;

    /// <summary>Reads what somebody typed or scanned: case, blanks and separators do not matter.</summary>
    /// <returns>False when it is not of the form of a code or its check symbol is wrong.</returns>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (typed is null || typed.Length > 60 || typed.Any(char.IsSurrogate))
        {
            return false;
        }

        Span<char> symbols = stackalloc char[Length + 1];
        var count = 0;
        foreach (var c in UnicodeText.Compatible(typed))
        {
            if (char.IsWhiteSpace(c) || c is '-' or '－' or '–' or '—' or '_' or '.' or '·')
            {
                continue;
            }

            var symbol = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', 'U' => 'V', var other => other };
            if (count == symbols.Length || !Alphabet.Contains(symbol, StringComparison.Ordinal))
            {
                return false;
            }

            symbols[count++] = symbol;
        }

        var isRehearsal = count == Length + 1 && symbols[0] == RehearsalPrefix;
        if (count != Length && !isRehearsal)
        {
            return false;
        }

        var body = symbols[(isRehearsal ? 1 : 0)..count];
        if (body[^1] != CheckSymbol(body[..^1]))
        {
            return false;
        }

        code = symbols[..count].ToString();
        return true;
    }

    /// <summary>Adds the check symbol to twelve symbols of the alphabet.</summary>
    public static string Complete(string symbols) => symbols + CheckSymbol(symbols);

    // Luhn's algorithm over 32 symbols: finds every single wrong symbol and all swaps of neighbours but one pair.
    private static char CheckSymbol(ReadOnlySpan<char> symbols)
    {
        var sum = 0;
        var factor = 2;
        for (var i = symbols.Length - 1; i >= 0; i--)
        {
            var product = factor * Alphabet.IndexOf(symbols[i], StringComparison.Ordinal);
            sum += (product / 32) + (product % 32);
            factor = 3 - factor;
        }

        return Alphabet[(32 - (sum % 32)) % 32];
    }
}

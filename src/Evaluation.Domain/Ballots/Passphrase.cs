namespace Evaluation.Domain.Ballots;

/// <summary>What is wrong with a holder as typed in.</summary>
public enum HolderProblem
{
    /// <summary>No name.</summary>
    NameMissing,

    /// <summary>The name is too long.</summary>
    NameLong,

    /// <summary>The same name as a holder before.</summary>
    NameTwice,

    /// <summary>Somebody of this name is evaluated in the campaign.</summary>
    IsEvaluated,

    /// <summary>Fewer characters than asked for, or too few different ones.</summary>
    PassphraseWeak,

    /// <summary>More characters than can be typed again.</summary>
    PassphraseLong,

    /// <summary>It holds the holder's name: the first thing somebody else would try.</summary>
    PassphraseHoldsName,

    /// <summary>The passphrase of a holder before: then one person knows two.</summary>
    PassphraseTwice,
}

/// <summary>What is asked of holders and their passphrases.</summary>
public static class Passphrase
{
    /// <summary>Fewest characters. More than of a password: it can be tried without end by whoever has the database and the key folder.</summary>
    public const int Length = 12;

    /// <summary>Most characters.</summary>
    public const int MostLength = 100;

    /// <summary>Fewest different characters.</summary>
    public const int DifferentCharacters = 6;

    /// <summary>Longest name of a holder, in characters.</summary>
    public const int NameLength = 50;

    /// <summary>The passphrase as it is used: without blanks around it, and in the compatible form of its characters.</summary>
    public static string Plain(string passphrase) => UnicodeText.Compatible(passphrase.Trim());

    /// <summary>What is wrong with the holders, by their index; empty when nothing is.</summary>
    /// <param name="holders">The holders in order.</param>
    /// <param name="evaluated">Names of the people who are evaluated, and of those who bear the consequences.</param>
    public static IReadOnlyList<(int Holder, HolderProblem Problem)> ProblemsOf(IReadOnlyList<NewHolder> holders, IEnumerable<string> evaluated)
    {
        var names = evaluated.Select(n => SearchText.Fold(n)).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        var problems = new List<(int, HolderProblem)>();
        for (var i = 0; i < holders.Count; i++)
        {
            problems.AddRange(ProblemsOf(holders[i], [.. holders.Take(i)], names).Select(p => (i, p)));
        }

        return problems;
    }

    private static IEnumerable<HolderProblem> ProblemsOf(NewHolder holder, IReadOnlyList<NewHolder> before, HashSet<string> evaluated)
    {
        var name = SearchText.Fold(holder.Name);
        var passphrase = Plain(holder.Passphrase);
        if (name.Length == 0)
        {
            yield return HolderProblem.NameMissing;
        }
        else if (holder.Name.Length > NameLength)
        {
            yield return HolderProblem.NameLong;
        }
        else if (before.Any(b => SearchText.Fold(b.Name) == name))
        {
            yield return HolderProblem.NameTwice;
        }
        else if (evaluated.Contains(name))
        {
            yield return HolderProblem.IsEvaluated;
        }

        if (passphrase.Length < Length || passphrase.Distinct().Count() < DifferentCharacters)
        {
            yield return HolderProblem.PassphraseWeak;
        }
        else if (passphrase.Length > MostLength)
        {
            yield return HolderProblem.PassphraseLong;
        }
        else if (name.Length > 1 && SearchText.Fold(passphrase).Contains(name, StringComparison.Ordinal))
        {
            yield return HolderProblem.PassphraseHoldsName;
        }
        else if (before.Any(b => string.Equals(Plain(b.Passphrase), passphrase, StringComparison.OrdinalIgnoreCase)))
        {
            yield return HolderProblem.PassphraseTwice;
        }
    }
}

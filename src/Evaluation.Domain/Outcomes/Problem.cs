namespace Evaluation.Domain.Outcomes;

/// <summary>A problem of a rectification plan (存在问题): named by the organization, with the opinions that raise it, word for word.</summary>
/// <param name="Title">The problem in the organization's words; no two of a plan have the same.</param>
/// <param name="Quotes">Opinions taken over; an opinion is never edited, and stands under one problem at most.</param>
public sealed record Problem(string Title, IReadOnlyList<string> Quotes);

/// <summary>A problem as it is to be.</summary>
/// <param name="Key">What the places of opinions name it by; any number, once among the problems of a plan.</param>
/// <param name="Was">Its title so far; empty for a new one.</param>
/// <param name="Title">Its title from now on; an empty one is left out, and its opinions stand under none.</param>
public sealed record ProblemTitle(int Key, string Was, string Title);

/// <summary>Arranges the problems of a plan and the opinions under them.</summary>
public static class Problems
{
    /// <summary>The key that stands for an opinion that is taken over and stands under no problem.</summary>
    public const int NoProblem = -1;

    /// <summary>The problems, and the opinions that stand under none.</summary>
    /// <param name="problems">The problems so far.</param>
    /// <param name="loose">The opinions under none so far.</param>
    /// <param name="titles">The problems as they are to be, in their order.</param>
    /// <param name="places">Where opinions are to stand: the key of a problem, <see cref="NoProblem"/>, or null for one that is not taken over. An opinion that is not named stays with its problem.</param>
    public static (IReadOnlyList<Problem> Problems, IReadOnlyList<string> Loose) Arrange(
        IReadOnlyList<Problem> problems, IReadOnlyList<string> loose, IReadOnlyList<ProblemTitle> titles, IReadOnlyDictionary<string, int?> places)
    {
        var kept = titles.Where(t => t.Title.Length > 0).ToList();
        var under = kept.ToDictionary(t => t.Key, _ => new List<string>());
        var none = new List<string>();
        var stored = problems.SelectMany(p => p.Quotes.Select(q => (Quote: q, Key: kept.FirstOrDefault(t => t.Was == p.Title)?.Key ?? NoProblem))).Concat(loose.Select(q => (Quote: q, Key: NoProblem)));
        var named = places.Where(p => p.Value is not null).Select(p => (Quote: p.Key, Key: p.Value!.Value));
        foreach (var (quote, key) in stored.Where(s => !places.ContainsKey(s.Quote)).Concat(named))
        {
            under.GetValueOrDefault(key, none).Add(quote);
        }

        return ([.. kept.Select(t => new Problem(t.Title, under[t.Key]))], none);
    }
}

using System.Security.Cryptography;
using Evaluation.Domain.Ballots;

namespace Evaluation.Domain.Tallying;

/// <summary>An opinion taken out of its envelope.</summary>
/// <param name="PoolId">The pool that was asked.</param>
/// <param name="SubjectId">The subject; null when asked once for the pool.</param>
/// <param name="Prompt">The prompt as printed.</param>
/// <param name="Text">What was written.</param>
public sealed record CountedOpinion(Guid PoolId, Guid? SubjectId, string Prompt, string Text);

/// <summary>What a count yields.</summary>
/// <param name="Box">The sealed box.</param>
/// <param name="Counts">Counts per question of every subject and group that has slips.</param>
/// <param name="Opinions">The opinions in random order.</param>
public sealed record CountedBox(
    SealedBox Box,
    IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> Counts,
    IReadOnlyList<CountedOpinion> Opinions);

/// <summary>Counts the contents of a box. Tallies are taken from the sealed slips themselves, so that a recount reads the same.</summary>
public static class Tallier
{
    /// <summary>Counts.</summary>
    /// <param name="layout">The frozen layout.</param>
    /// <param name="plan">What was fixed at the count.</param>
    /// <param name="contents">The opened ballots, in any order.</param>
    /// <param name="envelopeIds">Ids of the envelopes they lay in.</param>
    public static CountedBox Count(BallotLayout layout, CountPlan plan, IReadOnlyList<BallotContent> contents, IEnumerable<Guid> envelopeIds)
    {
        var sheets = layout.Categories.Select((_, category) => layout.SheetOf(category)).ToList();
        var groups = layout.Categories.Select((_, category) => (ushort)GroupOf(plan, category)).ToList();
        var opinions = contents.SelectMany(content => content.Opinions.Select(o => OpinionOf(layout, sheets[content.Category].Places[o.Place], o.Text))).ToArray();
        RandomNumberGenerator.Shuffle<CountedOpinion>(opinions);
        // Slip by slip: all of them in the order in which they come would take as much memory again.
        var slips = contents.SelectMany(content => sheets[content.Category].Rows.Select(row =>
            new Slip((ushort)row.Pool, (ushort)row.Subject, groups[content.Category], MarksOf(content, row.FirstMark, layout.FormOf(row).QuestionCount))));
        var box = SealedBox.Make(envelopeIds, slips);
        return new CountedBox(box, Recount(layout, box), opinions);
    }

    /// <summary>Counts the slips of a sealed box again.</summary>
    public static IReadOnlyDictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>> Recount(BallotLayout layout, SealedBox box)
    {
        var counts = new Dictionary<(Guid Subject, int Group), IReadOnlyList<MarkCounts>>();
        foreach (var slip in box.Slips)
        {
            var subject = layout.Pools[slip.Pool].Subjects[slip.Subject];
            if (!counts.TryGetValue((subject.Id, slip.Group), out var questions))
            {
                var grades = layout.Forms[subject.Form].Scale.Count;
                questions = [.. slip.Marks.Select(_ => new MarkCounts(grades))];
                counts.Add((subject.Id, slip.Group), questions);
            }

            for (var question = 0; question < slip.Marks.Length; question++)
            {
                questions[question].Add(slip.Marks[question]);
            }
        }

        return counts;
    }

    // Most forms have one question: a text for every slip would fill the memory with the same few.
    private static string MarksOf(BallotContent content, int first, int count) =>
        count == 1 ? BallotMark.TextOf(content.Marks[first]) : content.Marks.Substring(first, count);

    private static int GroupOf(CountPlan plan, int category)
    {
        for (var i = 0; i < plan.Groups.Count; i++)
        {
            if (plan.Groups[i].Contains(category))
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(category));
    }

    private static CountedOpinion OpinionOf(BallotLayout layout, OpinionPlace place, string text)
    {
        var pool = layout.Pools[place.Pool];
        return new CountedOpinion(
            pool.Id,
            place.Subject is { } subject ? pool.Subjects[subject].Id : null,
            layout.Forms[place.Form].Prompts[place.Prompt].Text,
            text);
    }
}

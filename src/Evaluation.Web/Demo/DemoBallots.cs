using Evaluation.Domain.Ballots;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Web.Demo;

/// <summary>Fills in the sheets of the demo so that each subject gets the planned number of every grade, spread over its evaluators.</summary>
internal sealed class DemoBallots(BallotLayout layout, IReadOnlyList<int> submitted, DemoCampaign plan)
{
    /// <summary>The sheet of the evaluator at <paramref name="position"/> (from 0) of a category.</summary>
    public (string Marks, IReadOnlyList<OpinionText> Opinions) Fill(int category, int position)
    {
        var sheet = layout.SheetOf(category);
        var marks = new char[sheet.MarkCount];
        foreach (var row in sheet.Rows)
        {
            var form = layout.FormOf(row);
            var overall = OverallMark(row, category, position, form);
            for (var question = 0; question < form.QuestionCount; question++)
            {
                // Indicators stay near the overall mark, some a grade better or worse.
                marks[row.FirstMark + question] = question == 0 || IsSelf(overall, form) ? overall : Near(overall, form, position + question);
            }
        }

        return (new string(marks), OpinionsOf(sheet, category, position));
    }

    private char OverallMark(SheetRow row, int category, int position, FormDefinition form)
    {
        var subject = layout.Pools[row.Pool].Subjects[row.Subject];
        var isPerson = form.Scale.Any(g => g.Kind == GradeKind.Self);
        if (isPerson && category == 0 && position == row.Subject)
        {
            return BallotMark.Of(form.Scale.ToList().FindIndex(g => g.Kind == GradeKind.Self));
        }

        var counts = !isPerson && plan.Marks.TryGetValue(subject.Name, out var named) ? named : plan.PeopleMarks[row.Subject % plan.PeopleMarks.Count];
        var evaluators = layout.Categories.Select((c, i) => c.Pools.Contains(row.Pool) ? submitted[i] : 0).Sum();
        var place = layout.Categories.Take(category).Select((c, i) => c.Pools.Contains(row.Pool) ? submitted[i] : 0).Sum() + position;
        // A person's own row is not among those shared out.
        place -= isPerson && position > row.Subject ? 1 : 0;
        return Deal(counts, place, isPerson ? evaluators - 1 : evaluators);
    }

    // Deals the grades in steps that visit every evaluator once, so that no category is of one mind.
    private static char Deal(int[] counts, int place, int evaluators)
    {
        var step = Enumerable.Range(2, 60).First(s => System.Numerics.BigInteger.GreatestCommonDivisor(s * 3 + 1, Math.Max(1, evaluators)).IsOne) * 3 + 1;
        var slot = place * step % Math.Max(1, evaluators);
        for (var grade = 0; grade < counts.Length; grade++)
        {
            if (slot < counts[grade])
            {
                return BallotMark.Of(grade);
            }

            slot -= counts[grade];
        }

        return BallotMark.Blank;
    }

    private static bool IsSelf(char mark, FormDefinition form) =>
        mark != BallotMark.Blank && form.Scale[mark - '1'].Kind == GradeKind.Self;

    private static char Near(char overall, FormDefinition form, int turn)
    {
        var grades = form.Scale.Count(g => g.Kind == GradeKind.Ordinary);
        var shift = (turn % 5) switch { 0 => -1, 3 => 1, _ => 0 };
        return overall == BallotMark.Blank ? overall : (char)Math.Clamp(overall + shift, '1', '0' + grades);
    }

    private List<OpinionText> OpinionsOf(Sheet sheet, int category, int position)
    {
        var opinions = new List<OpinionText>();
        foreach (var place in sheet.Places.Where(p => p.Subject is not null))
        {
            var subject = layout.Pools[place.Pool].Subjects[place.Subject!.Value];
            var first = layout.Categories.ToList().FindIndex(c => c.Pools.Contains(place.Pool));
            if (category == first && plan.Opinions.TryGetValue(subject.Name, out var texts) && position < texts.Length)
            {
                opinions.Add(new OpinionText(place.Number, texts[position]));
            }
        }

        return opinions;
    }
}

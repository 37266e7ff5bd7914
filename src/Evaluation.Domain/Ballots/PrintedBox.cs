using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Domain.Ballots;

/// <summary>Slips for one subject that are alike, as one row of the print.</summary>
/// <param name="First">Number of the first of them among the subject's slips, from 1.</param>
/// <param name="Count">How many, at least one.</param>
/// <param name="Marks">One character per question of the subject's form.</param>
public sealed record PrintedRow(int First, int Count, string Marks)
{
    /// <summary>Number of the last of them.</summary>
    public int Last => First + Count - 1;
}

/// <summary>All slips for one subject.</summary>
/// <param name="Pool">Index of the pool in the layout.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Form">Its form.</param>
/// <param name="Rows">The slips, sorted by their marks alone.</param>
public sealed record PrintedSubject(int Pool, LayoutSubject Subject, FormDefinition Form, IReadOnlyList<PrintedRow> Rows)
{
    /// <summary>How many slips there are.</summary>
    public int Slips => Rows.Count == 0 ? 0 : Rows[^1].Last;

    /// <summary>The counts per question that the rows add up to, the overall one first.</summary>
    public IReadOnlyList<MarkCounts> Sums()
    {
        var sums = Enumerable.Range(0, Form.QuestionCount).Select(_ => new MarkCounts(Form.Scale.Count)).ToList();
        foreach (var row in Rows)
        {
            for (var question = 0; question < sums.Count; question++)
            {
                sums[question].Add(row.Marks[question], row.Count);
            }
        }

        return sums;
    }
}

/// <summary>A stretch of one subject's rows in a part of the print.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Rows">The rows.</param>
/// <param name="IsFirst">Whether it begins with the subject's first row.</param>
/// <param name="IsLast">Whether it ends with the subject's last row; the sums follow.</param>
public sealed record PrintedSection(PrintedSubject Subject, IReadOnlyList<PrintedRow> Rows, bool IsFirst, bool IsLast);

/// <summary>
/// The slips of a sealed box as they are printed for filing. The slips of each subject are sorted by their marks alone and numbered anew; those that are alike are one row with their number. So the print is
/// the same whoever submitted when and with whom, what one evaluator marked for two subjects cannot be put together, and the groups of the evaluators do not appear. Pools under the group minimum are left out.
/// </summary>
/// <param name="Subjects">The subjects of all pools that are shown, in the order of the layout.</param>
public sealed record PrintedBox(IReadOnlyList<PrintedSubject> Subjects)
{
    // A heading and the sums take as much room as about so many rows.
    private const int RowsOfHeading = 8;

    // The slips' numbers, and how many are alike.
    private const int ColumnsBeside = 2;

    /// <summary>Sorts the slips of a box for the print.</summary>
    public static PrintedBox Of(BallotLayout layout, CountPlan plan, SealedBox box)
    {
        var kinds = new Dictionary<(int Pool, int Subject), SortedDictionary<string, int>>();
        foreach (var slip in box.Slips.Where(s => !plan.WithheldPools.Contains(s.Pool)))
        {
            if (!kinds.TryGetValue((slip.Pool, slip.Subject), out var ofSubject))
            {
                kinds.Add((slip.Pool, slip.Subject), ofSubject = new SortedDictionary<string, int>(StringComparer.Ordinal));
            }

            ofSubject[slip.Marks] = ofSubject.GetValueOrDefault(slip.Marks) + 1;
        }

        return new PrintedBox([.. from pool in Enumerable.Range(0, layout.Pools.Count).Except(plan.WithheldPools)
                                  from subject in Enumerable.Range(0, layout.Pools[pool].Subjects.Count)
                                  let frozen = layout.Pools[pool].Subjects[subject]
                                  select new PrintedSubject(pool, frozen, layout.Forms[frozen.Form], RowsOf(kinds.GetValueOrDefault((pool, subject))))]);
    }

    /// <summary>Whether what the rows add up to is what was counted, for every subject, question and grade.</summary>
    public bool AgreesWith(CampaignResult result)
    {
        var tallies = result.Pools.SelectMany(p => p.Subjects).ToDictionary(s => s.Subject.Id, s => s.Tally);
        return Subjects.All(subject => subject.Sums().Select((sum, question) => sum.ToString() == tallies[subject.Subject.Id].Total(question).ToString()).All(agrees => agrees));
    }

    /// <summary>Divides the print into parts that can each be set as one document. There is always at least one part.</summary>
    /// <param name="mostCells">Most cells of the tables of a part; a part has at least one row, and its last heading may stand over.</param>
    public IReadOnlyList<IReadOnlyList<PrintedSection>> Parts(int mostCells)
    {
        var parts = new List<List<PrintedSection>> { new() };
        var room = mostCells;
        foreach (var subject in Subjects)
        {
            var width = subject.Form.QuestionCount + ColumnsBeside;
            // A subject without a slip has its place too.
            for (var next = 0; next < Math.Max(1, subject.Rows.Count);)
            {
                if (room <= 0)
                {
                    parts.Add([]);
                    room = mostCells;
                }

                PrintedRow[] rows = [.. subject.Rows.Skip(next).Take(Math.Max(1, room / width))];
                parts[^1].Add(new PrintedSection(subject, rows, next == 0, next + rows.Length == subject.Rows.Count));
                next += Math.Max(1, rows.Length);
                room -= (rows.Length + RowsOfHeading) * width;
            }
        }

        return parts;
    }

    private static List<PrintedRow> RowsOf(SortedDictionary<string, int>? kinds)
    {
        var (rows, first) = (new List<PrintedRow>(), 1);
        foreach (var (marks, count) in kinds ?? [])
        {
            rows.Add(new PrintedRow(first, count, marks));
            first += count;
        }

        return rows;
    }
}

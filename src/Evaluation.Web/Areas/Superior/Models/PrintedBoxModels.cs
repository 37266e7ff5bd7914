using System.Globalization;
using Evaluation.Core.Tallying;
using Evaluation.Domain.Ballots;
using Evaluation.Domain.Forms;
using Evaluation.Domain.Tallying;

namespace Evaluation.Web.Areas.Superior.Models;

/// <summary>One part of the slips of a sealed box as they are printed.</summary>
/// <param name="Counted">The campaign.</param>
/// <param name="Request">The released request.</param>
/// <param name="Part">Number of the part, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Sections">What stands in it.</param>
public sealed record PrintedBoxDocument(CountedCampaign Counted, Guid Request, int Part, int Parts, IReadOnlyList<PrintedSection> Sections)
{
    /// <summary>Most cells in one part: a browser sets so many within the time limit of a print, also on a small machine, and the file stays below some twenty megabytes.</summary>
    public const int MostCells = 60_000;

    /// <summary>How many slips are printed in all parts together.</summary>
    public required int Slips { get; init; }

    /// <summary>Whether the slips add up to what was counted.</summary>
    public required bool Agrees { get; init; }

    /// <summary>The pools that are not printed, because they are under the group minimum.</summary>
    public IEnumerable<PoolResult> Withheld => Counted.Result.Pools.Where(p => p.IsWithheld);

    /// <summary>The sections by pool.</summary>
    public IEnumerable<PrintedPool> Pools => Sections.GroupBy(s => s.Subject.Pool).Select(g => new PrintedPool(Counted.Result.Pools[g.Key], [.. g]));

    /// <summary>The part of a print; null when there is none of this number.</summary>
    public static PrintedBoxDocument? Find(CountedCampaign counted, PrintedBox box, Guid request, int part)
    {
        var parts = box.Parts(MostCells);
        return part >= 1 && part <= parts.Count
            ? new PrintedBoxDocument(counted, request, part, parts.Count, parts[part - 1]) { Slips = box.Subjects.Sum(s => s.Slips), Agrees = box.AgreesWith(counted.Result) }
            : null;
    }
}

/// <summary>The sections of one pool.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Sections">Its sections in this part.</param>
public sealed record PrintedPool(PoolResult Pool, IReadOnlyList<PrintedSection> Sections)
{
    /// <summary>Whether the tables are narrow enough to stand side by side.</summary>
    public bool IsNarrow => Sections.All(s => s.Subject.Form.QuestionCount <= 2);
}

/// <summary>A stretch of one subject's slips with its words.</summary>
/// <param name="Section">The stretch.</param>
/// <param name="Abstained">What a blank is called.</param>
public sealed record PrintedTable(PrintedSection Section, string Abstained)
{
    // With more questions the names of the grades would stand letter below letter.
    private const int MostNamed = 6;

    /// <summary>The form.</summary>
    public FormDefinition Form => Section.Subject.Form;

    /// <summary>Whether questions and grades stand as numbers, which a key above the table explains.</summary>
    public bool UsesNumbers => Form.QuestionCount > MostNamed;

    /// <summary>Heads of the columns.</summary>
    public IEnumerable<string> Heads => UsesNumbers ? Enumerable.Range(1, Form.QuestionCount).Select(Number) : Form.Questions;

    /// <summary>The questions with their numbers.</summary>
    public IEnumerable<string> QuestionKey => Form.Questions.Select((question, i) => $"{Number(i + 1)} {question}");

    /// <summary>The grades with their numbers.</summary>
    public IEnumerable<string> GradeKey => Form.Scale.Select((grade, i) => $"{Number(i + 1)} {grade.Name}");

    /// <summary>Whether the sums follow. Of a single question each row is a sum already.</summary>
    public bool HasSums => Section.IsLast && Form.QuestionCount > 1;

    /// <summary>The sums: per grade, and for the abstentions where there are any, how many slips say so on each question.</summary>
    public IEnumerable<(string Name, IReadOnlyList<int> Slips)> Sums
    {
        get
        {
            var sums = Section.Subject.Sums();
            var grades = Form.Scale.Select((grade, i) => (grade.Name, (IReadOnlyList<int>)[.. sums.Select(s => s[i])]));
            return sums.Any(s => s.Blank > 0) ? grades.Append((Abstained, [.. sums.Select(s => s.Blank)])) : grades;
        }
    }

    /// <summary>Numbers of a row's slips.</summary>
    public static string NumbersOf(PrintedRow row) => row.Count == 1 ? Number(row.First) : $"{Number(row.First)}–{Number(row.Last)}";

    /// <summary>A mark in words.</summary>
    public string WordOf(char mark) => mark == BallotMark.Blank ? Abstained : UsesNumbers ? mark.ToString() : Form.Scale[mark - '1'].Name;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

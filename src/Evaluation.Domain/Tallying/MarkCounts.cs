using Evaluation.Domain.Forms;

namespace Evaluation.Domain.Tallying;

/// <summary>Counts of marks for one question: how many slips chose each grade, and how many left it blank. Adding up is checked.</summary>
public sealed class MarkCounts
{
    private readonly int[] counts;

    /// <summary>All zero, for a scale of <paramref name="grades"/> grades.</summary>
    public MarkCounts(int grades) => counts = new int[grades + 1];

    private MarkCounts(int[] counts) => this.counts = counts;

    /// <summary>Slips that left the question blank (弃权).</summary>
    public int Blank => counts[0];

    /// <summary>All slips, whatever they chose.</summary>
    public int Total => counts.Sum();

    /// <summary>Slips that chose the grade at <paramref name="grade"/>, from 0.</summary>
    public int this[int grade] => counts[grade + 1];

    /// <summary>Counts a mark: '1' to '9' for the grades in order, '-' for blank.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="slips">How many slips bear it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mark is none of the scale's.</exception>
    public void Add(char mark, int slips = 1)
    {
        var index = mark == BallotMark.Blank ? 0 : mark - '0';
        if (index < 0 || index >= counts.Length || mark == '0')
        {
            throw new ArgumentOutOfRangeException(nameof(mark), "Not a mark of this scale.");
        }

        counts[index] += slips;
    }

    /// <summary>The sum of both.</summary>
    /// <exception cref="InvalidOperationException">They are counts over scales of different length.</exception>
    public static MarkCounts operator +(MarkCounts left, MarkCounts right) => left.counts.Length == right.counts.Length
        ? new([.. left.counts.Zip(right.counts, (a, b) => a + b)])
        : throw new InvalidOperationException("Counts over different scales cannot be added up.");

    /// <summary>Slips that chose a grade named in <paramref name="names"/>.</summary>
    public int Of(IReadOnlyList<Grade> scale, IReadOnlyCollection<string> names)
    {
        var sum = 0;
        for (var i = 0; i < scale.Count; i++)
        {
            if (names.Contains(scale[i].Name))
            {
                sum += this[i];
            }
        }

        return sum;
    }

    /// <summary>Slips that chose a grade of the kind.</summary>
    public int Of(IReadOnlyList<Grade> scale, GradeKind kind)
    {
        var sum = 0;
        for (var i = 0; i < scale.Count; i++)
        {
            if (scale[i].Kind == kind)
            {
                sum += this[i];
            }
        }

        return sum;
    }

    /// <summary>"blank,grade1,grade2,…", read back by <see cref="Parse"/>.</summary>
    public override string ToString() => string.Join(',', counts);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static MarkCounts Parse(string text) =>
        new([.. text.Split(',').Select(part => int.Parse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture))]);
}

/// <summary>The characters of marks.</summary>
public static class BallotMark
{
    /// <summary>No grade chosen: an abstention.</summary>
    public const char Blank = '-';

    private static readonly string[] Texts = [.. Enumerable.Range(0, 128).Select(mark => ((char)mark).ToString())];

    /// <summary>The mark of the grade at <paramref name="grade"/>, from 0 to 8.</summary>
    public static char Of(int grade) => (char)('1' + grade);

    /// <summary>A mark as a text of its own, the same object every time.</summary>
    public static string TextOf(char mark) => mark < Texts.Length ? Texts[mark] : mark.ToString();

    /// <summary>Whether <paramref name="mark"/> is blank or one of <paramref name="grades"/> grades.</summary>
    public static bool IsValid(char mark, int grades) => mark == Blank || (mark >= '1' && mark < '1' + grades);
}

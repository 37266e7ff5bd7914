namespace Evaluation.Documents.Workbooks;

/// <summary>
/// How high rows must be, because rows written by a program do not grow when they are opened.
/// A Chinese character takes two of the units in which columns are measured.
/// </summary>
internal static class RowHeight
{
    private const double Line = 12.5;
    private const double Tallest = 400;

    // What the borders of a cell take, and what is lost where a line cannot be broken at its very end.
    private const double Padding = 0.8;

    /// <summary>Height in points that the longest of the texts needs.</summary>
    /// <param name="texts">The texts with the widths of their columns.</param>
    public static double Of(IEnumerable<(string Text, double Width)> texts) => Math.Min(Tallest, (LinesOf(texts) * Line) + 4);

    /// <summary>Lines that the longest of the texts takes.</summary>
    /// <param name="texts">The texts with the widths of their columns.</param>
    public static int LinesOf(IEnumerable<(string Text, double Width)> texts) =>
        texts.Max(t => t.Text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Sum(c => c < 0x2000 ? 1d : 2d) / Math.Max(1, t.Width - Padding)))));
}
